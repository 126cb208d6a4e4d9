package io.hawkshaw.rollup;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;

import java.util.ArrayList;
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
 * @param texts column of arrays of texts
 * @param limit how many of the texts are kept: the smallest distinct ones
 */
public record AlikeRows(List<String> keys, List<String> sums, String texts, int limit) {
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
    Group.Layout layout = new Group.Layout(keys.size(), sums.size(), new int[] {limit}, 0);
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
    columns.add(col(texts));
    return columns.toArray(Column[]::new);
  }

  private Column[] output() {
    List<Column> columns = new ArrayList<>();
    columns.add(col("key.*"));
    sums.forEach(name -> columns.add(col(name)));
    columns.addAll(List.of(col("first_time"), col("last_time"), col(texts)));
    return columns.toArray(Column[]::new);
  }
}
