package io.hawkshaw.source;

import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.reflect.ClassTag$;

/**
 * Maps partitions in Spark's own rows: through its public interface each text and number of a row
 * would be turned into a Java object and back.
 */
final class InternalRows {
  private InternalRows() {}

  /**
   * Maps each partition of a table.
   *
   * @param schema of the rows that come out
   */
  static Dataset<Row> map(
      Dataset<Row> rows,
      StructType schema,
      FlatMapFunction<Iterator<InternalRow>, InternalRow> mapping) {
    RDD<InternalRow> input = rows.queryExecution().toRdd();
    JavaRDD<InternalRow> output =
        JavaRDD.fromRDD(input, ClassTag$.MODULE$.<InternalRow>apply(InternalRow.class))
            .mapPartitions(mapping);
    return ((org.apache.spark.sql.classic.SparkSession) rows.sparkSession())
        .internalCreateDataFrame(output.rdd(), schema, false);
  }
}
