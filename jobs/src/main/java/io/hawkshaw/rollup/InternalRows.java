package io.hawkshaw.rollup;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.reflect.ClassTag$;

/**
 * Maps partitions in Spark's own rows: through its public interface each text and number of a row
 * would be turned into a Java object and back.
 */
public final class InternalRows {
  private InternalRows() {}

  /**
   * Maps each partition of a table.
   *
   * @param schema of the rows that come out
   */
  public static Dataset<Row> map(
      Dataset<Row> rows,
      StructType schema,
      FlatMapFunction<Iterator<InternalRow>, InternalRow> mapping) {
    return table(rows.sparkSession(), of(rows).mapPartitions(mapping), schema);
  }

  /** The rows of a table. */
  public static JavaRDD<InternalRow> of(Dataset<Row> rows) {
    return JavaRDD.fromRDD(
        rows.queryExecution().toRdd(), ClassTag$.MODULE$.<InternalRow>apply(InternalRow.class));
  }

  /**
   * A table made of batches of columns.
   *
   * @param schema of its rows
   */
  public static Dataset<Row> ofBatches(
      SparkSession spark,
      RDD<ColumnarBatch> batches,
      StructType schema,
      FlatMapFunction<Iterator<ColumnarBatch>, InternalRow> mapping) {
    return table(
        spark,
        JavaRDD.fromRDD(batches, ClassTag$.MODULE$.<ColumnarBatch>apply(ColumnarBatch.class))
            .mapPartitions(mapping),
        schema);
  }

  /** A table of rows. */
  public static Dataset<Row> table(
      SparkSession spark, JavaRDD<InternalRow> rows, StructType schema) {
    return ((org.apache.spark.sql.classic.SparkSession) spark)
        .internalCreateDataFrame(rows.rdd(), schema, false);
  }
}
