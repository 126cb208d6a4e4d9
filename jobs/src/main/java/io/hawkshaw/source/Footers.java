package io.hawkshaw.source;

import io.hawkshaw.run.StorageFault;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads the footers of Parquet files before the files: a file that is broken, empty or of other
 * types than the night expects would end the whole job, so it is taken out beforehand. The footers
 * also count the records, independently of the scan.
 */
final class Footers {

  /**
   * What a footer says.
   *
   * @param records rows of the file that count
   * @param first smallest {@code time}, null where unknown
   * @param last largest {@code time}, null where unknown
   * @param isTimeComplete no row lacks its time
   * @param problem why the file cannot be read, or null
   * @param deleted positions of rows that do not count
   */
  record Footer(
      InputFile file,
      long records,
      Instant first,
      Instant last,
      boolean isTimeComplete,
      String problem,
      List<Long> deleted)
      implements Serializable {

    /** UTC day of all records; null where they are of several, or unknown. */
    LocalDate day() {
      boolean isKnown = isTimeComplete && first != null;
      LocalDate day = isKnown ? FileTally.day(first) : null;
      return isKnown && day.equals(FileTally.day(last)) ? day : null;
    }
  }

  private Footers() {}

  /** Reads the footers of files against the schema that they will be read with. */
  static List<Footer> read(SparkSession spark, List<InputFile> files, StructType wanted) {
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    int tasks = Math.max(1, Math.min(files.size(), 4 * spark.sparkContext().defaultParallelism()));
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(files, tasks)
        .mapPartitions(part -> footers(part, wanted, conf.value()))
        .collect();
  }

  private static Iterator<Footer> footers(
      Iterator<InputFile> files, StructType wanted, Configuration conf) {
    List<Footer> footers = new ArrayList<>();
    files.forEachRemaining(file -> footers.add(footer(file, wanted, conf)));
    return footers.iterator();
  }

  private static Footer footer(InputFile file, StructType wanted, Configuration conf) {
    if (file.problem() != null) {
      return refused(file, file.problem());
    }
    if (file.bytes() == 0) {
      return refused(file, "empty file");
    }
    try (ParquetFileReader reader = ParquetFileReader.open(input(file, conf))) {
      ParquetMetadata metadata = reader.getFooter();
      StructType found =
          new ParquetToSparkSchemaConverter(SQLConf.get())
              .convert(metadata.getFileMetaData().getSchema());
      Optional<String> conflict = conflict("", wanted, found);
      return conflict.isPresent() ? refused(file, conflict.get()) : read(file, metadata);
    } catch (IOException | RuntimeException e) {
      if (StorageFault.isIn(e)) {
        // No broken file: the next night has to read it.
        throw new UncheckedIOException(e instanceof IOException fault ? fault : new IOException(e));
      }
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return refused(file, "no readable Parquet file: " + message.lines().findFirst().orElse(""));
    }
  }

  private static StoredParquet input(InputFile file, Configuration conf) throws IOException {
    return new StoredParquet(HadoopInputFile.fromPath(new Path(URI.create(file.uri())), conf));
  }

  private static Footer refused(InputFile file, String problem) {
    return new Footer(file, 0, null, null, false, problem, List.of());
  }

  private static Footer read(InputFile file, ParquetMetadata metadata) throws IOException {
    List<Long> deleted = file.deleted() == null ? List.of() : file.deleted().positions();
    long records = -deleted.size();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    boolean isComplete = true;
    for (BlockMetaData block : metadata.getBlocks()) {
      records += block.getRowCount();
      LongStatistics times = times(block);
      if (times == null || times.isEmpty() || !times.isNumNullsSet() || times.getNumNulls() > 0) {
        isComplete = false;
      } else {
        first = Math.min(first, times.getMin());
        last = Math.max(last, times.getMax());
      }
    }
    boolean isKnown = isComplete && records > 0;
    return new Footer(
        file,
        records,
        isKnown ? Instant.ofEpochMilli(first) : null,
        isKnown ? Instant.ofEpochMilli(last) : null,
        isComplete,
        null,
        deleted);
  }

  private static LongStatistics times(BlockMetaData block) {
    for (ColumnChunkMetaData column : block.getColumns()) {
      if (column.getPath().toDotString().equals("time")
          && column.getStatistics() instanceof LongStatistics times) {
        return times;
      }
    }
    return null;
  }

  /** The first column that the file holds in a type from which the wanted one cannot be read. */
  private static Optional<String> conflict(String path, DataType wanted, DataType found) {
    if (wanted instanceof StructType wantedStruct && found instanceof StructType foundStruct) {
      for (StructField field : wantedStruct.fields()) {
        for (StructField other : foundStruct.fields()) {
          if (other.name().equalsIgnoreCase(field.name())) {
            String name = path.isEmpty() ? field.name() : path + "." + field.name();
            Optional<String> conflict = conflict(name, field.dataType(), other.dataType());
            if (conflict.isPresent()) {
              return conflict;
            }
          }
        }
      }
      return Optional.empty();
    }
    if (wanted instanceof ArrayType wantedArray && found instanceof ArrayType foundArray) {
      return conflict(path + "[]", wantedArray.elementType(), foundArray.elementType());
    }
    if (wanted instanceof MapType && found instanceof MapType) {
      return Optional.empty();
    }
    boolean isWidened =
        (wanted.equals(DataTypes.LongType) && found.equals(DataTypes.IntegerType))
            || (wanted.equals(DataTypes.DoubleType) && found.equals(DataTypes.FloatType));
    return wanted.equals(found) || isWidened
        ? Optional.empty()
        : Optional.of(
            "column %s is %s, expected %s"
                .formatted(path, found.simpleString(), wanted.simpleString()));
  }
}
