package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Writes OCSF events as the Parquet files of Amazon Security Lake. */
final class SecurityLake {
  static final String FOLDER = "security-lake";
  private static final String[] PARTITION = {"region", "accountId", "eventDay"};

  /** One event, and the partition that holds it: the place and day of its delivery. */
  record Entry(Place place, Instant time, Object key, ObjectNode event) {
    LocalDate day() {
      return Calendar.dayOf(time);
    }
  }

  private final SparkSession spark;
  private final LakeFolder folder;
  private final Manifest manifest;
  private final long seed;

  SecurityLake(SparkSession spark, LakeFolder folder, Manifest manifest, long seed) {
    this.spark = parquetAsAwsWritesIt(spark);
    this.folder = folder;
    this.manifest = manifest;
    this.seed = seed;
  }

  /** A session of its own, so that the settings do not outlive the writing. */
  private static SparkSession parquetAsAwsWritesIt(SparkSession spark) {
    SparkSession session = spark.newSession();
    session.conf().set("spark.sql.parquet.writeLegacyFormat", "true");
    session.conf().set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MILLIS");
    session.conf().set("spark.sql.sources.partitionColumnTypeInference.enabled", "false");
    session.conf().set("spark.sql.session.timeZone", "UTC");
    // Generated code takes longer to compile than these few rows take to write.
    session.conf().set("spark.sql.codegen.wholeStage", "false");
    session.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
    return session;
  }

  /** Writes the entries of one table, one file for each partition, in the order of their times. */
  void write(LakeTable table, List<Entry> entries) {
    StructType schema = table.schema();
    List<Row> rows = new ArrayList<>();
    for (Entry entry : entries.stream().sorted(Comparator.comparing(Entry::time)).toList()) {
      rows.add(withPartition(OcsfRows.row(entry.event(), schema), entry));
      manifest.add(FOLDER + "/" + table.folder(), entry.day(), entry.place(), entry.key());
    }
    StructType full = schema;
    for (String column : PARTITION) {
      full = full.add(column, DataTypes.StringType);
    }
    try {
      Path written = Files.createTempDirectory("security-lake");
      spark
          .createDataFrame(rows, full)
          .coalesce(1)
          .sortWithinPartitions("region", "accountId", "eventDay", "time")
          .write()
          .mode("overwrite")
          .option("compression", "gzip")
          // Newer statistics than AWS's writer knows, which weigh more than the rows of a small
          // file.
          .option("parquet.size.statistics.enabled", "false")
          .option("parquet.page.write-checksum.enabled", "false")
          .partitionBy(PARTITION)
          .parquet(written.toString());
      takeOver(table, written);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the files of " + table, e);
    }
  }

  private static Row withPartition(Row row, Entry entry) {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      values.add(row.get(i));
    }
    values.add(entry.place().region());
    values.add(entry.place().account().id());
    values.add(DateTimeFormatter.BASIC_ISO_DATE.format(entry.day()));
    return RowFactory.create(values.toArray());
  }

  /** Gives the files names that follow from the seed, and drops what else Spark left. */
  private void takeOver(LakeTable table, Path written) throws IOException {
    List<Path> found;
    try (Stream<Path> paths = Files.walk(written)) {
      found = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : found) {
      if (path.toString().endsWith(".gz.parquet")) {
        String partition = written.relativize(path.getParent()).toString().replace('\\', '/');
        Path target = folder.path(path(table.folder() + "/" + partition, seed + "/" + table));
        Files.createDirectories(target.getParent());
        Files.move(path, target);
      } else {
        Files.delete(path);
      }
    }
  }

  /** Where a file stands; whatever makes it distinct within its partition makes its name. */
  static String path(String partition, String distinction) {
    String name = Ids.hex(distinction + "/" + partition);
    return "%s/aws/%s/%s.gz.parquet".formatted(FOLDER, partition, name);
  }
}
