package io.hawkshaw.source;

import io.hawkshaw.run.EventRules;
import io.hawkshaw.source.columnar.Records;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * How the records of one Security Lake source are understood, in source version 1 (OCSF 1.0.0-rc.2)
 * and 2 (OCSF 1.1.0) alike: the files of one folder may hold both, and three classes.
 */
interface OcsfSource {
  /** The source whose records are asked for rules, as far as there are rules of its log. */
  default OcsfSource asked(EventRules rules) {
    return this;
  }

  /** Name of the source, as AWS writes it in the key of the files. */
  String name();

  /**
   * The columns that are read: all that any version and class of the source has of what the night
   * wants. What a file lacks is null.
   */
  StructType schema();

  /**
   * The rows with what is dear to compute and used more than once: as a column of its own, Spark
   * computes it once.
   */
  default Dataset<Row> prepared(Dataset<Row> rows) {
    return rows;
  }

  /**
   * Columns in the words of the log itself, made from the schema's and from {@code file_account}
   * and {@code file_region}. Among them are {@code time}, {@code account} and {@code region}.
   */
  List<Column> columns();

  /** Why a record is refused, null for most; made from {@link #columns()}. Empty: none ever is. */
  default Optional<Column> refusal() {
    return Optional.empty();
  }

  /** What copies of a record share, made from {@link #columns()}. */
  Column id();

  /**
   * Whether records alike in these words are taken together before they are understood: they are
   * where few words tell a record from the next, but to understand one is dear. The words then have
   * the fields that the table measures, under the same names.
   */
  default boolean isGroupedInWords() {
    return false;
  }

  /**
   * A way to read batches of its columns that is cheaper than what Spark's expressions say; empty
   * where there is none.
   */
  default Optional<ColumnReader> columnar() {
    return Optional.empty();
  }

  /** Makes records of batches. */
  interface ColumnReader extends Serializable {
    /**
     * What is made of batches.
     *
     * @param schema of the batches
     */
    Records of(StructType schema);
  }

  /** The record of the source's table, made from {@link #columns()}. */
  Column toRecord();
}
