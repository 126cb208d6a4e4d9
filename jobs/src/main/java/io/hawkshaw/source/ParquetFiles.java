package io.hawkshaw.source;

import io.hawkshaw.source.Footers.Footer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import scala.Option;

/**
 * Parquet files as a table in whose rows stands what is known of their files, at no cost. Spark's
 * own table of files would list them once more, take signs in their names for wildcards, and tell
 * of a row's file only its name, by which to join; and it bundles files by size, where this one
 * bundles those of one place and day ({@link ParquetBundle}).
 */
final class ParquetFiles implements Table, SupportsRead {
  /** Position of a row in its file. */
  static final String ROW_INDEX = "row_index";

  /** What is known of a file. */
  static final StructType FILE =
      StructType.fromDDL(
          """
          source STRING, file STRING, file_account STRING, file_region STRING, file_day DATE,
          record_day DATE, file_bytes BIGINT, modified_time TIMESTAMP, is_whole BOOLEAN
          """);

  private final SparkSession spark;
  private final List<Footer> footers;
  private final StructType schema;

  private ParquetFiles(SparkSession spark, List<Footer> footers, StructType schema) {
    this.spark = spark;
    this.footers = footers;
    this.schema = schema;
  }

  /**
   * The rows of files: the columns of a schema, of which a file may lack any, and
   *
   * <ul>
   *   <li>{@code row_index}: position in the file
   *   <li>{@code source}: name of the source that reads it
   *   <li>{@code file}: URI of the file
   *   <li>{@code file_account}, {@code file_region}: what its path names, or null
   *   <li>{@code file_day}: UTC day to which the file as a whole is counted
   *   <li>{@code record_day}: UTC day of all of its records, null where they are of several
   *   <li>{@code file_bytes}, {@code modified_time}: as its file system says
   *   <li>{@code is_whole}: whether its task reads all files of its account and day
   * </ul>
   */
  static Dataset<Row> read(SparkSession spark, List<Footer> footers, StructType schema) {
    DataSourceV2Relation relation =
        DataSourceV2Relation.create(
            new ParquetFiles(spark, footers, schema), Option.empty(), Option.empty());
    return org.apache.spark.sql.classic.Dataset.ofRows(
        (org.apache.spark.sql.classic.SparkSession) spark, relation);
  }

  @Override
  public String name() {
    return "parquet files";
  }

  @Override
  public Column[] columns() {
    StructType all = schema.add(ROW_INDEX, DataTypes.LongType).merge(FILE, true);
    return Arrays.stream(all.fields())
        .map(field -> Column.create(field.name(), field.dataType()))
        .toArray(Column[]::new);
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
    return new ParquetScan(spark, footers, schema.add(ROW_INDEX, DataTypes.LongType));
  }
}
