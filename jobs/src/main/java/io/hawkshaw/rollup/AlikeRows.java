package io.hawkshaw.rollup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Takes rows together that are alike in some columns. Of the others are kept the smallest {@code
 * first_time}, the greatest {@code last_time}, sums, and a few texts.
 *
 * @param keys columns of the key
 * @param sums columns of whole numbers that are added up
 * @param texts columns of arrays of texts without nulls
 * @param kept how many of the texts are kept, or which
 */
public record AlikeRows(List<String> keys, List<String> sums, List<String> texts, Kept kept) {
  /**
   * Which texts are kept.
   *
   * @param limit so many of the smallest distinct ones; 0 for all of the earliest row
   */
  public record Kept(int limit) {
    /** Those of the earliest row: of several at once the first in the order of bytes. */
    public static final Kept EARLIEST = new Kept(0);

    /** So many of the smallest distinct ones. */
    public static Kept smallest(int limit) {
      return new Kept(limit);
    }

    private int[] limits(int texts) {
      int[] limits = new int[texts];
      Arrays.fill(limits, limit);
      return limits;
    }
  }

  /** Some 100 MB of groups, in a task that has handed on the others. */
  private static final int MOST_GROUPS = 1 << 17;

  /**
   * One row for each combination of keys. What comes before the shuffle is done at once. Behind it
   * are as many parts as before: all of one is in the memory of its task.
   *
   * @param rows with the columns
   */
  public Dataset<Row> of(Dataset<Row> rows) {
    SparkSession spark = rows.sparkSession();
    StructType schema = rows.select(input()).schema();
    Group.Layout layout =
        new Group.Layout(
            keys.size(), sums.size(), kept.limits(texts.size()), 0, kept.equals(Kept.EARLIEST));
    JavaRDD<InternalRow> parts =
        InternalRows.of(rows.select(input()))
            .mapPartitions(part -> new GroupsInMemory(part, layout, MOST_GROUPS));
    int partitions = Math.max(1, parts.getNumPartitions()); // No file has none.
    Dataset<Row> together =
        InternalRows.table(spark, parts, schema).repartition(partitions, col("key"));
    return InternalRows.map(
            together, schema, part -> new GroupsInMemory(part, layout, Integer.MAX_VALUE))
        .select(output());
  }

  /** The columns in the order of {@link Group}. */
  private Column[] input() {
    List<Column> columns = new ArrayList<>();
    columns.add(struct(keys.stream().map(name -> col(name)).toArray(Column[]::new)).as("key"));
    columns.add(col("first_time"));
    columns.add(col("last_time"));
    sums.forEach(name -> columns.add(col(name).cast(DataTypes.LongType).as(name)));
    texts.forEach(name -> columns.add(col(name)));
    return columns.toArray(Column[]::new);
  }

  private Column[] output() {
    List<Column> columns = new ArrayList<>();
    columns.add(col("key.*"));
    sums.forEach(name -> columns.add(col(name)));
    columns.addAll(List.of(col("first_time"), col("last_time")));
    texts.forEach(name -> columns.add(col(name)));
    return columns.toArray(Column[]::new);
  }
}
