package io.hawkshaw.source;

import io.hawkshaw.source.Footers.Footer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.SupportsPushDownRequiredColumns;
import org.apache.spark.sql.execution.datasources.FileFormat;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.sources.Filter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/** One pass over Parquet files: it decodes the columns that are asked for, in Spark's batches. */
final class ParquetScan implements SupportsPushDownRequiredColumns, Scan, Batch {
  /** The name under which Spark's reader knows the position of a row. */
  private static final StructField POSITION =
      DataTypes.createStructField(
          ParquetFileFormat.ROW_INDEX_TEMPORARY_COLUMN_NAME(), DataTypes.LongType, true);

  private final SparkSession spark;
  private final List<Footer> footers;
  private StructType wanted;

  /**
   * A pass over files.
   *
   * @param wanted columns of the files
   */
  ParquetScan(SparkSession spark, List<Footer> footers, StructType wanted) {
    this.spark = spark;
    this.footers = footers;
    this.wanted = wanted;
  }

  @Override
  public void pruneColumns(StructType required) {
    List<String> known = Arrays.asList(ParquetFiles.FILE.fieldNames());
    wanted =
        new StructType(
            Arrays.stream(required.fields())
                .filter(field -> !known.contains(field.name()))
                .toArray(StructField[]::new));
  }

  @Override
  public Scan build() {
    return this;
  }

  @Override
  public StructType readSchema() {
    return wanted.merge(ParquetFiles.FILE, true);
  }

  @Override
  public String description() {
    return "parquet files " + wanted.catalogString();
  }

  @Override
  public Batch toBatch() {
    return this;
  }

  @Override
  public InputPartition[] planInputPartitions() {
    return ParquetBundle.of(footers, spark.sparkContext().defaultParallelism())
        .toArray(InputPartition[]::new);
  }

  @Override
  public PartitionReaderFactory createReaderFactory() {
    StructType columns =
        new StructType(
            Arrays.stream(wanted.fields())
                .map(field -> field.name().equals(ParquetFiles.ROW_INDEX) ? POSITION : field)
                .toArray(StructField[]::new));
    ParquetFileFormat format = new ParquetFileFormat();
    boolean isColumnar = format.supportBatch(spark, readSchema());
    Map<String, String> options =
        Map.of(FileFormat.OPTION_RETURNING_BATCH(), String.valueOf(isColumnar));
    Function1<PartitionedFile, Iterator<InternalRow>> open =
        format.buildReaderWithPartitionValues(
            spark,
            columns,
            ParquetFiles.FILE,
            columns,
            CollectionConverters.asScala(List.<Filter>of()).toSeq(),
            scala.collection.immutable.Map.from(CollectionConverters.asScala(options)),
            spark.sessionState().newHadoopConf());
    return new ParquetBundleReader.Factory(open, isColumnar);
  }
}
