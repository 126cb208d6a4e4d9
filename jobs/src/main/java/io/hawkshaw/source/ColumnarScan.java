package io.hawkshaw.source;

import io.hawkshaw.source.columnar.Records;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Files whose records are read in batches of columns.
 *
 * @param plain rows of a scan: all records of the files, in the words of their log
 * @param own batches of the files with a reader of the source's own, where it has one; what others
 *     read is made of the plain rows' query
 * @param others what else the scan holds, as rows
 * @param isAlone whether no records are among the others
 */
record ColumnarScan(
    Dataset<Row> plain, Optional<Batches> own, Dataset<Row> others, boolean isAlone) {

  /** Makes records of batches; each task has its own. */
  interface Reader extends Serializable {
    /** What is made of batches. */
    Records records();
  }

  /** Batches of columns and what is made of them. */
  record Batches(RDD<ColumnarBatch> batches, Reader reader) {
    /**
     * The batches of files, where Spark reads them in batches.
     *
     * @param files rows of a table of files
     */
    static Optional<Batches> of(Dataset<Row> files, OcsfSource.ColumnReader reader) {
      SparkPlan scan = files.queryExecution().sparkPlan().collectLeaves().head();
      if (!scan.supportsColumnar()) {
        return Optional.empty();
      }
      var schema = scan.schema();
      return Optional.of(new Batches(scan.executeColumnar(), () -> reader.of(schema)));
    }
  }
}
