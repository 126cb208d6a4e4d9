package io.hawkshaw.rollup;

import static org.apache.spark.sql.functions.col;

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
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Takes rows together that are alike in some columns. Of the others are kept the smallest {@code
 * first_time}, the greatest {@code last_time}, sums, and a few texts.
 *
 * @param keys fields of the key, in their order
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

  /** A row stands for several keys, so that there are more groups than rows where none is alike. */
  private static final int PARTS_OF_PART = 4;

  /**
   * Rows that each stand for several keys, to all of which they add what they count.
   *
   * @param rows with the columns that are kept, but for the keys
   * @param each keys: structs with the fields of the key, or arrays of such; null for none
   */
  public record Source(Dataset<Row> rows, List<Column> each) {}

  /**
   * One row for each combination of keys. What comes before the shuffle is done at once, and no row
   * is made for each key of a row. Behind it are four times as many parts as before: all of one is
   * in the memory of its task.
   */
  public Dataset<Row> of(List<Source> sources) {
    SparkSession spark = sources.get(0).rows().sparkSession();
    List<Dataset<Row>> inputs = sources.stream().map(this::input).toList();
    StructType schema = schema(inputs.get(0).schema());
    JavaRDD<InternalRow> parts =
        inputs.stream().map(this::groups).reduce(JavaRDD::union).orElseThrow();
    int partitions = Math.max(1, PARTS_OF_PART * parts.getNumPartitions()); // No file has none.
    Dataset<Row> together =
        InternalRows.table(spark, parts, schema).repartition(partitions, col("key"));
    Group.Layout layout = layout();
    Keys one = new Keys(layout, keys, schema);
    return InternalRows.map(
            together, schema, part -> new GroupsInMemory(part, layout, one, Integer.MAX_VALUE))
        .select(output());
  }

  private Group.Layout layout() {
    return new Group.Layout(
        keys.size(), sums.size(), kept.limits(texts.size()), 0, kept.equals(Kept.EARLIEST));
  }

  /** The columns in the order of {@link Group}, the first key in their midst, the others behind. */
  private Dataset<Row> input(Source source) {
    List<Column> columns = new ArrayList<>();
    columns.add(source.each().get(0).as("key"));
    columns.add(col("first_time"));
    columns.add(col("last_time"));
    sums.forEach(name -> columns.add(col(name).cast(DataTypes.LongType).as(name)));
    texts.forEach(name -> columns.add(col(name)));
    for (int i = 1; i < source.each().size(); i++) {
      columns.add(source.each().get(i).as("key_" + i));
    }
    return source.rows().select(columns.toArray(Column[]::new));
  }

  /** The groups of each part. */
  private JavaRDD<InternalRow> groups(Dataset<Row> input) {
    Group.Layout layout = layout();
    Keys each = new Keys(layout, keys, input.schema());
    return InternalRows.of(input)
        .mapPartitions(part -> new GroupsInMemory(part, layout, each, MOST_GROUPS));
  }

  /** Of groups; anything may be null, whatever one source promises. */
  private StructType schema(StructType input) {
    StructType groups =
        new StructType().add("key", Keys.type(input.fields()[Group.KEY].dataType()));
    for (StructField field : Arrays.asList(input.fields()).subList(1, layout().end())) {
      groups = groups.add(field);
    }
    return groups.asNullable();
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
