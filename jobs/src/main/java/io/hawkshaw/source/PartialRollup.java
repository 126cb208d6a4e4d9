package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.hawkshaw.rollup.Group;
import io.hawkshaw.rollup.InternalRows;
import io.hawkshaw.source.columnar.BatchQuery;
import io.hawkshaw.source.columnar.QueryRecords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Rolls the records of a scan up within each task, before any row is shuffled.
 *
 * <p>Spark's own partial aggregation cannot: with texts among the aggregates it sorts all rows
 * first, and to fold copies it would shuffle whole records by their ids. Here each task keeps one
 * {@link PartialGroups} of its groups, and of each record's id only a hash of eight bytes.
 *
 * <p>Where a log allows, the records are still in its own words then: what is alike in the log's
 * words is alike in the table's, and so has to be understood once for each group only.
 */
final class PartialRollup {
  /** Columns of what a task leaves, behind those of a group. */
  private static final StructType OTHERS =
      new StructType()
          .add("reject", Scan.REJECT)
          .add("facts", Scan.FACTS)
          .add("id", DataTypes.StringType)
          .add("slice", DataTypes.IntegerType)
          .add("hashes", DataTypes.BinaryType)
          .add("is_whole", DataTypes.BooleanType)
          .add("key_hash", DataTypes.LongType);

  private final StructType words;
  private final Measures measures;
  private final List<String> keys;

  /**
   * A rollup of records.
   *
   * @param words schema of the records as they come, in which the measured fields have the same
   *     names as in the table's
   */
  PartialRollup(StructType words, Measures measures) {
    this.words = words;
    this.measures = measures;
    this.keys = measures.keys(words);
  }

  /**
   * Rolls up the rows of a scan. A row is one of these:
   *
   * <ul>
   *   <li>a group of records, its keys in {@code record}, with its measures and {@code copies}: how
   *       many records there were with all copies; {@code is_whole} where no other task has any of
   *       the same keys; {@code key_hash} by which hashes of ids name it;
   *   <li>a single record with its {@code id}, because its hash is among the suspects;
   *   <li>a reject or the facts of a file, as they came;
   *   <li>{@code hashes} of ids, each of a record that was counted and with the hash of its key, of
   *       one slice of all.
   * </ul>
   *
   * @param suspects hashes of ids whose records come out single
   * @param slices into how many parts the hashes are divided
   */
  Dataset<Row> of(Dataset<Row> scan, Suspects suspects, int slices) {
    Broadcast<Suspects> shared =
        JavaSparkContext.fromSparkContext(scan.sparkSession().sparkContext()).broadcast(suspects);
    Group.Layout layout = layout();
    return told(
        InternalRows.map(
            scan.select(input()),
            measures.group(key(), List.of(), OTHERS),
            partition ->
                new PartialGroups(partition, layout, slices, shared.value(), GroupLimits.OF_ROWS)));
  }

  /**
   * Rolls up a scan in batches; the rows are like those of the other way.
   *
   * @param told makes the rows of the scan those that are rolled up
   * @return empty where Spark does not read the scan in batches
   */
  Optional<Dataset<Row>> of(
      ColumnarScan scan, UnaryOperator<Dataset<Row>> told, Suspects suspects, int slices) {
    return scan.own()
        .or(() -> batches(told.apply(scan.plain())))
        .map(
            batches -> {
              Dataset<Row> groups = of(scan.plain().sparkSession(), batches, suspects, slices);
              return of(told.apply(scan.others()), suspects, slices)
                  .unionByName(scan.isAlone() ? groups : groups.withColumn("is_whole", lit(false)));
            });
  }

  private Dataset<Row> of(
      SparkSession spark, ColumnarScan.Batches scan, Suspects suspects, int slices) {
    Broadcast<Suspects> shared =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(suspects);
    Group.Layout layout = layout();
    StructType key = key();
    ColumnarScan.Reader reader = scan.reader();
    return told(
        InternalRows.ofBatches(
            spark,
            scan.batches(),
            measures.group(key, List.of(), OTHERS),
            batches ->
                new ColumnarGroups(
                    batches,
                    reader.records(),
                    layout,
                    key,
                    slices,
                    shared.value(),
                    GroupLimits.OF_BATCHES)));
  }

  /** The batches under rows that are rolled up, with what the query makes of them. */
  private Optional<ColumnarScan.Batches> batches(Dataset<Row> rows) {
    return BatchQuery.of(rows.select(input())).flatMap(this::batches);
  }

  private Optional<ColumnarScan.Batches> batches(BatchQuery query) {
    List<Expression> columns = query.columns();
    int ofTexts = PartialGroups.TIME + 2 + measures.sums().size();
    List<Expression> measured = List.copyOf(columns.subList(PartialGroups.TIME, ofTexts));
    List<Expression> texts = List.copyOf(columns.subList(ofTexts, columns.size()));
    Expression id = columns.get(PartialGroups.ID);
    if (!(columns.get(PartialGroups.KEY) instanceof CreateNamedStruct named)) {
      return Optional.empty();
    }
    List<Expression> key = List.copyOf(CollectionConverters.asJava(named.valExprs()));
    boolean areKnown =
        Stream.of(List.of(id), key, measured, texts)
            .flatMap(List::stream)
            .allMatch(QueryRecords::isKnown);
    return areKnown
        ? Optional.of(
            new ColumnarScan.Batches(
                query.batches(), () -> new QueryRecords(id, key, measured, texts)))
        : Optional.empty();
  }

  private Group.Layout layout() {
    return new Group.Layout(
        keys.size() + 3,
        measures.counts().size() + measures.sums().size(),
        measures.limits(),
        PartialGroups.OTHERS);
  }

  private Dataset<Row> told(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>(List.of(col("key.source"), col("key.day")));
    Column key = struct(keys.stream().map(name -> col("key." + name)).toArray(Column[]::new));
    columns.add(when(col("copies").gt(0), key).as("record"));
    measures.names().forEach(name -> columns.add(col(name)));
    columns.add(col("copies"));
    Arrays.stream(OTHERS.fieldNames()).forEach(name -> columns.add(col(name)));
    return rows.select(columns.toArray(Column[]::new));
  }

  /**
   * Groups in the words of a log, made those of its table.
   *
   * @param toRecord makes a record of the words
   * @param record schema of the table's records
   */
  Dataset<Row> understood(Dataset<Row> groups, Column toRecord, StructType record) {
    Map<String, Column> single =
        measures.texts().stream()
            .collect(Collectors.toMap(Measures.Texts::field, text -> lit(null).cast("string")));
    List<Column> columns = new ArrayList<>();
    Arrays.stream(groups.columns())
        .filter(name -> !name.equals("record"))
        .forEach(name -> columns.add(col(name)));
    columns.add(col("record").isNotNull().as("is_record"));
    columns.add(col("record.*"));
    columns.add(col("first_time").as("time"));
    single.forEach((name, value) -> columns.add(value.as(name)));
    Column keysOfRecord =
        struct(
            measures.keys(record).stream()
                .map(name -> col("understood." + name))
                .toArray(Column[]::new));
    Column[] kept =
        Arrays.stream(groups.columns())
            .map(
                name ->
                    name.equals("record")
                        ? when(col("is_record"), keysOfRecord).as("record")
                        : col(name))
            .toArray(Column[]::new);
    return groups
        .select(columns.toArray(Column[]::new))
        .withColumn("understood", toRecord)
        .select(kept);
  }

  /** The columns in the order in which {@link PartialGroups} reads them. */
  private Column[] input() {
    Stream<Column> key =
        Stream.concat(
            Stream.of(col("source"), col("day"), hour(col("record.time")).as("group_hour")),
            keys.stream().map(name -> col("record." + name).as(name)));
    List<Column> columns = new ArrayList<>();
    columns.add(xxhash64(col("id")).as("hash"));
    columns.add(col("id"));
    columns.add(struct(key.toArray(Column[]::new)).as("key"));
    columns.add(col("record").isNotNull().as("is_record"));
    columns.add(col("reject"));
    columns.add(col("facts"));
    columns.add(col("record.time").as("first_time"));
    columns.add(col("record." + measures.endTime()).as("last_time"));
    measures.sums().forEach(name -> columns.add(col("record." + name)));
    measures.texts().forEach(text -> columns.add(col("record." + text.field())));
    return columns.toArray(Column[]::new);
  }

  /** What the records of a group share: records of one hour, as in the table. */
  private StructType key() {
    StructType key =
        new StructType()
            .add("source", DataTypes.StringType)
            .add("day", DataTypes.DateType)
            .add("group_hour", DataTypes.IntegerType);
    for (String name : keys) {
      key = key.add(words.apply(name));
    }
    return key;
  }
}
