package io.hawkshaw.source;

import io.hawkshaw.source.Footers.Footer;
import java.net.URI;
import java.sql.Timestamp;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Parquet files as a table whose partitions are the files: what is known of a file stands in each
 * of its rows at no cost. Spark's own reader would list the files once more, take signs in their
 * names for wildcards, and tell of a row's file only its name, by which to join.
 */
final class ParquetFiles implements FileIndex {
  /** What is known of a file. */
  private static final StructType FILE =
      StructType.fromDDL(
          """
          source STRING, file STRING, file_account STRING, file_region STRING, file_day DATE, record_day DATE,
          file_bytes BIGINT, modified_time TIMESTAMP
          """);

  /** Blocks are of no concern: only HDFS has any. */
  private static final long BLOCK_BYTES = 128L << 20;

  private final List<Footer> footers;

  private ParquetFiles(List<Footer> footers) {
    this.footers = footers;
  }

  /**
   * The rows of files: the columns of a schema, of which a file may lack any, and
   *
   * <ul>
   *   <li>{@code source}: name of the source that reads it
   *   <li>{@code file}: URI of the file
   *   <li>{@code file_account}, {@code file_region}: what its path names, or null
   *   <li>{@code file_day}: UTC day to which the file as a whole is counted
   *   <li>{@code record_day}: UTC day of all of its records, null where they are of several
   *   <li>{@code file_bytes}, {@code modified_time}: as its file system says
   * </ul>
   */
  static Dataset<Row> read(SparkSession spark, List<Footer> footers, StructType schema) {
    HadoopFsRelation relation =
        new HadoopFsRelation(
            new ParquetFiles(footers),
            FILE,
            schema,
            Option.empty(),
            new ParquetFileFormat(),
            Map$.MODULE$.empty(),
            spark);
    return spark.sqlContext().baseRelationToDataFrame(relation);
  }

  @Override
  public Seq<Path> rootPaths() {
    return seq(footers.stream().map(ParquetFiles::path).toList());
  }

  @Override
  public Seq<PartitionDirectory> listFiles(
      Seq<Expression> partitionFilters, Seq<Expression> dataFilters) {
    return seq(footers.stream().map(ParquetFiles::partition).toList());
  }

  @Override
  public String[] inputFiles() {
    return footers.stream().map(footer -> path(footer).toString()).toArray(String[]::new);
  }

  @Override
  public void refresh() {
    // The files are those that were listed.
  }

  @Override
  public long sizeInBytes() {
    return footers.stream().mapToLong(footer -> footer.file().bytes()).sum();
  }

  @Override
  public StructType partitionSchema() {
    return FILE;
  }

  private static PartitionDirectory partition(Footer footer) {
    InputFile file = footer.file();
    FileStatus status =
        new FileStatus(
            file.bytes(), false, 1, BLOCK_BYTES, file.modified().toEpochMilli(), path(footer));
    InternalRow values =
        new GenericInternalRow(
            new Object[] {
              UTF8String.fromString(file.source()),
              UTF8String.fromString(file.uri()),
              UTF8String.fromString(file.account()),
              UTF8String.fromString(file.region()),
              (int) file.day().toEpochDay(),
              footer.day() == null ? null : (int) footer.day().toEpochDay(),
              file.bytes(),
              DateTimeUtils.fromJavaTimestamp(Timestamp.from(file.modified()))
            });
    return PartitionDirectory.apply(values, new FileStatus[] {status});
  }

  private static Path path(Footer footer) {
    return new Path(URI.create(footer.file().uri()));
  }

  private static <T> Seq<T> seq(List<T> list) {
    return CollectionConverters.asScala(list).toSeq();
  }
}
