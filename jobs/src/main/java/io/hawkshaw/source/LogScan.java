package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * One pass over a log: the rows of a scan whose records are still in the words of the log.
 *
 * @param rows the rows
 * @param words schema of the records
 * @param toRecord the record of the table that is fed, made from the words
 * @param isGroupedInWords whether records alike in the log's words are taken together before they
 *     are understood
 * @param columnar another way to the same records, without rows, where there is one
 */
record LogScan(
    Dataset<Row> rows,
    StructType words,
    Column toRecord,
    boolean isGroupedInWords,
    Optional<ColumnarScan> columnar) {

  /** A log of which there are rows only. */
  LogScan(Dataset<Row> rows, StructType words, Column toRecord, boolean isGroupedInWords) {
    this(rows, words, toRecord, isGroupedInWords, Optional.empty());
  }

  /** The rows of raw files; those records whose log tells no id get one made of their words. */
  static LogScan of(Dataset<Row> rows, RawFormat format) {
    Dataset<Row> identified =
        rows.select(col("*"), col("record.*"))
            .select(
                col("source"),
                col("day"),
                coalesce(col("id"), format.id()).as("id"),
                col("record"),
                col("reject"),
                col("facts"));
    return new LogScan(identified, format.words(), format.toRecord(), format.isGroupedInWords());
  }

  /** True where groups may be whole within one task. */
  boolean isWholeByTask() {
    return columnar.flatMap(ColumnarScan::own).isPresent();
  }

  /** The rows with the records of the table. */
  Dataset<Row> understood() {
    return understood(rows);
  }

  /** Some of the rows, with the records of the table. */
  Dataset<Row> understood(Dataset<Row> some) {
    return some.withColumn("is_record", col("record").isNotNull())
        .select("source", "day", "id", "reject", "facts", "is_record", "record.*")
        .select(
            col("source"),
            col("day"),
            col("id"),
            when(col("is_record"), toRecord).as("record"),
            col("reject"),
            col("facts"));
  }

  /** The rows of several scans of logs that feed the same table. */
  static Dataset<Row> together(List<LogScan> scans) {
    return scans.stream().map(LogScan::understood).reduce(Dataset::unionByName).orElseThrow();
  }
}
