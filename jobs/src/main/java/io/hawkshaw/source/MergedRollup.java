package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import io.hawkshaw.rollup.Group;
import io.hawkshaw.rollup.InternalRows;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Takes together what {@link PartialRollup} left in the tasks. Spark's own aggregation would
 * aggregate once more before the shuffle, for nothing: two thirds of its cost.
 */
final class MergedRollup {
  /** Columns behind those of a group. */
  private static final StructType OTHERS =
      new StructType()
          .add("reject", Scan.REJECT)
          .add("facts", Scan.FACTS)
          .add("hashes", DataTypes.BinaryType)
          .add("key_hash", DataTypes.LongType)
          .add("slice", DataTypes.IntegerType);

  private final StructType record;
  private final Measures measures;
  private final List<String> sources;

  /**
   * A rollup of groups.
   *
   * @param record schema of the table's records
   * @param sources names of the sources that were scanned
   */
  MergedRollup(StructType record, Measures measures, List<String> sources) {
    this.record = record;
    this.measures = measures;
    this.sources = sources;
  }

  /**
   * What tasks left, each key and each slice of hashes in one partition. It stays on disk, so that
   * it can be looked at twice.
   *
   * @param partial groups with their measures, {@code copies} and {@code seen}, rejects, facts and
   *     hashes by slice
   * @param partitions how many there shall be: all of one is in the memory of its task
   */
  JavaRDD<InternalRow> parts(Dataset<Row> partial, int partitions) {
    return InternalRows.of(
        partial.select(input()).repartition(partitions, col("key"), col("slice")));
  }

  /** What is known of copies in different parts. */
  Copies copies(JavaRDD<InternalRow> parts) {
    return Copies.among(parts, layout().end() + MergedGroups.HASHES, measures.sums().isEmpty());
  }

  /**
   * The groups, one row for each source, day and combination of keys; rejects and facts of files.
   *
   * @param surplus by the hash of a key, how many of its records are copies of others
   */
  Dataset<Row> of(SparkSession spark, JavaRDD<InternalRow> parts, Long2IntOpenHashMap surplus) {
    Broadcast<Long2IntOpenHashMap> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(surplus);
    Group.Layout layout = layout();
    Dataset<Row> merged =
        InternalRows.table(
            spark,
            parts.mapPartitions(part -> new MergedGroups(part, layout, shared.value())),
            measures.group(key(), seen(), OTHERS));
    List<Column> columns = new ArrayList<>(List.of(col("key.*")));
    measures.names().forEach(name -> columns.add(col(name)));
    columns.add(col("copies"));
    columns.add(
        struct(
                IntStream.range(0, sources.size())
                    .mapToObj(i -> col(seen().get(i)).as(sources.get(i)))
                    .toArray(Column[]::new))
            .as("seen"));
    List.of("reject", "facts").forEach(name -> columns.add(col(name)));
    return merged.select(columns.toArray(Column[]::new));
  }

  private Group.Layout layout() {
    return new Group.Layout(
        key().size(),
        measures.counts().size() + sources.size() + measures.sums().size(),
        measures.limits(),
        OTHERS.size());
  }

  private StructType key() {
    StructType key =
        new StructType().add("source", DataTypes.StringType).add("day", DataTypes.DateType);
    for (String name : measures.keys(record)) {
      key = key.add(record.apply(name));
    }
    return key;
  }

  /** Names for the counts by source, whatever signs the names of the sources have. */
  private List<String> seen() {
    return IntStream.range(0, sources.size()).mapToObj(i -> "seen_" + i).toList();
  }

  /** The columns in the order in which {@link MergedGroups} reads them. */
  private Column[] input() {
    List<Column> key = new ArrayList<>(List.of(col("source"), col("day")));
    measures.keys(record).forEach(name -> key.add(col("record." + name).as(name)));
    List<Column> columns = new ArrayList<>();
    columns.add(struct(key.toArray(Column[]::new)).as("key"));
    Stream.of("first_time", "last_time", "records", "copies")
        .forEach(name -> columns.add(col(name)));
    sources.forEach(name -> columns.add(col("seen").getField(name)));
    measures.sums().forEach(name -> columns.add(col(name)));
    measures.texts().forEach(text -> columns.add(col(text.name())));
    Arrays.stream(OTHERS.fieldNames()).forEach(name -> columns.add(col(name)));
    return columns.toArray(Column[]::new);
  }
}
