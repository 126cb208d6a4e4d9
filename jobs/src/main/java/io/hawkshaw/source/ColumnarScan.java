package io.hawkshaw.source;

import io.hawkshaw.source.columnar.Records;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Files whose records are read in batches of columns.
 *
 * @param batches of all records of the files
 * @param schema of the batches
 * @param reader what is made of them
 * @param others what else the scan holds, as rows
 * @param isAlone whether no records are among the others
 */
record ColumnarScan(
    RDD<ColumnarBatch> batches,
    StructType schema,
    Reader reader,
    Dataset<Row> others,
    boolean isAlone) {

  /** Makes something of batches; each task has its own. */
  interface Reader extends Serializable {
    /**
     * What is made of batches.
     *
     * @param schema of the batches
     */
    Records of(StructType schema);
  }

  /**
   * The batches of files, where Spark reads them in batches.
   *
   * @param files rows of a table of files
   */
  static Optional<ColumnarScan> of(
      Dataset<Row> files, Reader reader, Dataset<Row> others, boolean isAlone) {
    SparkPlan scan = files.queryExecution().sparkPlan().collectLeaves().head();
    return scan.supportsColumnar()
        ? Optional.of(
            new ColumnarScan(scan.executeColumnar(), scan.schema(), reader, others, isAlone))
        : Optional.empty();
  }
}
