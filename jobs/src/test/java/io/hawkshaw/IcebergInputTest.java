package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.apache.iceberg.expressions.Expressions.day;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.days;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Input;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.run.Window;
import io.hawkshaw.source.InputCheck;
import io.hawkshaw.testing.CatalogServer;
import io.hawkshaw.testing.MemoryLake;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Schema;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.spark.Spark3Util;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights over Security Lake as Iceberg tables. */
final class IcebergInputTest {
  private static final Instant STARTED = Instant.parse("2026-10-18T02:00:00Z");
  private static final Path SAMPLES =
      Path.of("..", "sample-data", "security-lake", "aws", "CLOUD_TRAIL_MGMT", "2.0");
  private static final String DATABASE = "ice.amazon_security_lake_glue_db_us_east_1";
  private static final String NAME = "amazon_security_lake_table_us_east_1_cloud_trail_mgmt_2_0";
  private static final String TABLE = DATABASE + "." + NAME;
  private static final LocalDate OLD = LocalDate.parse("2026-10-14");
  private static final LocalDate YOUNG = LocalDate.parse("2026-10-15");

  @TempDir private static Path warehouse;

  @BeforeAll
  static void configureCatalog() {
    SPARK.conf().set("spark.sql.catalog.ice", "org.apache.iceberg.spark.SparkCatalog");
    SPARK.conf().set("spark.sql.catalog.ice.type", "hadoop");
    SPARK.conf().set("spark.sql.catalog.ice.warehouse", warehouse.toUri().toString());
  }

  @BeforeEach
  void createTable() throws Exception {
    samples(OLD, YOUNG)
        .writeTo(TABLE)
        .using("iceberg")
        .partitionedBy(col("accountid"), col("region"), days(col("time_dt")))
        .tableProperty("format-version", "2")
        .tableProperty("write.delete.mode", "copy-on-write")
        .create();
  }

  @AfterEach
  void dropTable() {
    SPARK.sql("DROP TABLE " + TABLE + " PURGE");
  }

  @Test
  void theSnapshotsOfADatabaseAreReadOnceAndNothingElseInTheirFolders() throws IOException {
    SPARK.sql("CREATE TABLE IF NOT EXISTS " + DATABASE + ".something_else (a INT) USING iceberg");
    Files.copy(sampleFile(LocalDate.parse("2026-10-12")), dataFolder().resolve("orphan.parquet"));
    String all = "iceberg:" + DATABASE + ".*";
    Settings settings = Settings.defaults().withInputs(input(all));

    MemoryLake lake = new MemoryLake();
    NightShift.Result first = run(lake, settings, Window.NEW_FILES);
    NightShift.Result second = run(lake, settings, Window.NEW_FILES);

    assertThat(first.newFiles()).isEqualTo(snapshot().size());
    assertThat(events(lake)).isEqualTo(distinctRecords()).isPositive();
    assertThat(files(lake)).containsExactlyInAnyOrderElementsOf(snapshot());
    assertThat(lake.read(Table.REJECTS).isEmpty()).isTrue();
    assertThat(lake.read(Table.FILES).filter("account IS NULL OR region IS NULL").isEmpty())
        .isTrue();
    assertThat(second.newFiles()).isZero();
    assertThat(second.days()).isEmpty();
    assertThat(InputCheck.look(SPARK, Input.SECURITY_LAKE, all))
        .isEqualTo(snapshot().size() + " files of CLOUD_TRAIL_MGMT");
  }

  @Test
  void compactionChangesTheFilesButNoRow() throws NoSuchTableException {
    MemoryLake lake = new MemoryLake();
    append(samples(YOUNG).limit(1));
    night(lake);
    List<String> before = rows(lake);
    List<String> filesBefore = files(lake);

    compact();
    NightShift.Result second = night(lake);

    assertThat(second.days()).contains(OLD, YOUNG);
    assertThat(second.unbuilt()).isEmpty();
    assertThat(rows(lake)).isEqualTo(before);
    assertThat(files(lake))
        .containsExactlyInAnyOrderElementsOf(snapshot())
        .doesNotContainAnyElementsOf(filesBefore);
  }

  @Test
  void aDayWhoseFilesWereReplacedIsBuiltFromWhatReplacedThem() {
    MemoryLake lake = new MemoryLake();
    night(lake);
    long before = events(lake);

    SPARK.sql("DELETE FROM " + TABLE + " WHERE metadata.uid = '" + anyRecord(YOUNG) + "'");
    NightShift.Result second = night(lake);

    assertThat(second.days()).containsExactly(YOUNG);
    assertThat(events(lake)).isEqualTo(before - 1).isEqualTo(distinctRecords());
  }

  @Test
  void aDayWhoseRecordsHaveExpiredStaysAsItIs() {
    MemoryLake lake = new MemoryLake();
    night(lake);
    List<String> before = rows(lake);

    SPARK.sql("DELETE FROM " + TABLE + " WHERE time_dt < TIMESTAMP '2026-10-15 00:00:00'");
    NightShift.Result asked = night(lake, new Window(OLD, YOUNG));

    assertThat(asked.unbuilt()).containsExactly(OLD);
    assertThat(rows(lake)).isEqualTo(before);
    assertThat(files(lake)).hasSizeGreaterThan(snapshot().size());
  }

  @Test
  void aLateRecordComesWithFilesThatTheNightDidNotLookFor() throws Exception {
    MemoryLake lake = new MemoryLake();
    night(lake);
    long before = events(lake);

    Spark3Util.loadIcebergTable(SPARK, TABLE).updateSpec().removeField(day("time_dt")).commit();
    Dataset<Row> late = samples(OLD).limit(1).unionByName(samples(YOUNG).limit(1));
    Column uid = concat(lit("new-"), col("metadata.uid"));
    append(late.withColumn("metadata", col("metadata").withField("uid", uid)).coalesce(1));
    ReadingSettings noLaterThanTheLastDay = new ReadingSettings(0, null, null, null, null, null);
    Settings settings =
        Settings.defaults()
            .withInputs(input("iceberg:" + TABLE))
            .withReading(noLaterThanTheLastDay);
    NightShift.Result second = run(lake, settings, Window.NEW_FILES);

    assertThat(second.newFiles()).isEqualTo(1);
    assertThat(second.days()).contains(OLD, YOUNG);
    assertThat(second.unbuilt()).isEmpty();
    assertThat(events(lake)).isEqualTo(before + 2).isEqualTo(distinctRecords());
  }

  @Test
  void rowsThatAreDeletedByPositionOrByEqualityAreNotInTheNight() throws Exception {
    MemoryLake lake = new MemoryLake();
    SPARK.sql("ALTER TABLE " + TABLE + " SET TBLPROPERTIES ('write.delete.mode'='merge-on-read')");
    night(lake);
    long before = events(lake);

    SPARK.sql("DELETE FROM " + TABLE + " WHERE metadata.uid = '" + anyRecord(YOUNG) + "'");
    deleteByEquality("metadata.uid = '" + anyRecord(OLD) + "'");
    appendToBeGone();
    deleteByEquality("metadata.uid LIKE 'gone-%'");
    NightShift.Result second = night(lake);

    assertThat(deleteFiles()).containsExactlyInAnyOrder(1, 2, 2);
    assertThat(second.days()).containsExactly(OLD, YOUNG);
    assertThat(lake.read(Table.REJECTS).isEmpty()).isTrue();
    assertThat(events(lake)).isEqualTo(distinctRecords()).isBetween(before - 10, before - 2);
    // Also the file none of whose rows is left was read, once.
    assertThat(files(lake)).containsExactlyInAnyOrderElementsOf(snapshot());
    assertThat(night(lake).newFiles()).isZero();
  }

  /** Appends a file of records that have ids and times of their own. */
  private static void appendToBeGone() throws NoSuchTableException {
    Column uid = concat(lit("gone-"), col("time"));
    append(
        samples(YOUNG)
            .filter("region = 'us-east-1'")
            .limit(2)
            .withColumn("metadata", col("metadata").withField("uid", uid))
            .withColumn("time", col("time").plus(1))
            .coalesce(1));
  }

  /**
   * The settings are the lines of conf/spark-defaults.conf as an operator takes them over: what
   * begins with the catalog's name, but for the address of the server.
   */
  @ParameterizedTest
  @CsvSource({"rest, uri", "glue, glue.endpoint"})
  void aCatalogOfAServiceIsReadWithTheSettingsThatTheConfigurationShows(
      String catalog, String address) throws Exception {
    TableOperations operations =
        ((HasTableOperations) Spark3Util.loadIcebergTable(SPARK, TABLE)).operations();
    URI metadata =
        Path.of(URI.create(operations.current().metadataFileLocation()).getPath()).toUri();
    String database = DATABASE.substring("ice.".length());
    try (CatalogServer server = CatalogServer.start(database, NAME, metadata)) {
      Map<String, String> settings = shownFor(catalog);
      assertThat(settings).containsKeys("", ".type");
      settings.put("." + address, server.uri());
      settings.put(".io-impl", "org.apache.iceberg.hadoop.HadoopFileIO");
      settings.put(
          ".client.credentials-provider",
          "software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider");
      settings.forEach(
          (key, value) -> SPARK.conf().set("spark.sql.catalog." + catalog + key, value));

      String all = "iceberg:" + catalog + "." + database + ".*";
      assertThat(InputCheck.look(SPARK, Input.SECURITY_LAKE, all))
          .isEqualTo(snapshot().size() + " files of CLOUD_TRAIL_MGMT");
    }
  }

  private static Map<String, String> shownFor(String catalog) throws IOException {
    String prefix = "# spark.sql.catalog." + catalog;
    Map<String, String> settings = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("..", "conf", "spark-defaults.conf"))) {
      if (line.startsWith(prefix)) {
        String[] words = line.substring(prefix.length()).split("\\s+", 2);
        settings.put(words[0], words[1]);
      }
    }
    return settings;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iceberg:nowhere.db.t_waf_2_0",
        "iceberg:spark_catalog.db.t_waf_2_0",
        "iceberg:ice.nowhere.t_waf_2_0",
        "iceberg:ice.nowhere.*",
        "iceberg:" + DATABASE + ".t_waf_2_0",
        "iceberg:" + DATABASE + ".t_waf*",
        "iceberg:" + DATABASE + ".something"
      })
  void whatIsNotThereIsTheOperatorsMistake(String uri) {
    Settings settings = Settings.defaults().withInputs(input(uri));
    assertThatThrownBy(() -> run(new MemoryLake(), settings, Window.NEW_FILES))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Input security-lake: " + uri)
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> InputCheck.look(SPARK, Input.SECURITY_LAKE, uri))
        .isInstanceOf(UserError.class);
  }

  private static Map<String, List<String>> input(String uri) {
    return Map.of(Input.SECURITY_LAKE.label(), List.of(uri));
  }

  private static NightShift.Result night(Lake lake) {
    return night(lake, Window.NEW_FILES);
  }

  private static NightShift.Result night(Lake lake, Window window) {
    return run(lake, Settings.defaults().withInputs(input("iceberg:" + TABLE)), window);
  }

  private static NightShift.Result run(Lake lake, Settings settings, Window window) {
    NightShift.Result night = Rollups.shift(settings, STARTED).run(SPARK, lake, window);
    assertThat(night.gaps()).isEmpty();
    return night;
  }

  private static Dataset<Row> samples(LocalDate... days) {
    List<String> wanted = Stream.of(days).map(day -> day.toString().replace("-", "")).toList();
    return SPARK
        .read()
        .parquet(SAMPLES.toUri().toString())
        .filter(col("eventDay").isin(wanted.toArray()))
        .withColumn("time_dt", timestamp_millis(col("time")));
  }

  private static Path sampleFile(LocalDate day) throws IOException {
    String folder = "eventDay=" + day.toString().replace("-", "");
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(file -> file.toString().contains(folder) && file.toString().endsWith(".parquet"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void append(Dataset<Row> rows) throws NoSuchTableException {
    rows.writeTo(TABLE).append();
  }

  private static void compact() {
    SPARK.sql(
        "CALL ice.system.rewrite_data_files(table => '%s', options => map('rewrite-all','true'))"
            .formatted(TABLE.substring("ice.".length())));
  }

  private static Path dataFolder() {
    return warehouse.resolve(TABLE.substring("ice.".length()).replace('.', '/')).resolve("data");
  }

  private static String anyRecord(LocalDate day) {
    return SPARK
        .table(TABLE)
        .filter(col("time_dt").cast("date").equalTo(lit(day.toString())))
        .selectExpr("min(metadata.uid)")
        .first()
        .getString(0);
  }

  private static long distinctRecords() {
    return SPARK.table(TABLE).selectExpr("count(DISTINCT metadata.uid)").first().getLong(0);
  }

  /** Deletes records of one data file by their times, as programs do that look for no rows. */
  private static void deleteByEquality(String condition) throws Exception {
    List<Row> records =
        SPARK.table(TABLE).filter(condition).select("time", "_file").distinct().collectAsList();
    org.apache.iceberg.Table table = Spark3Util.loadIcebergTable(SPARK, TABLE);
    DataFile data = dataFile(table, records.get(0).getString(1));
    Schema key = table.schema().select("time");
    String name = UUID.randomUUID() + ".parquet";
    OutputFile out = table.io().newOutputFile(table.locationProvider().newDataLocation(name));
    EqualityDeleteWriter<Record> writer =
        Parquet.writeDeletes(out)
            .forTable(table)
            .rowSchema(key)
            .withSpec(table.specs().get(data.specId()))
            .withPartition(data.partition())
            .equalityFieldIds(key.findField("time").fieldId())
            .createWriterFunc(GenericParquetWriter::create)
            .overwrite()
            .buildEqualityWriter();
    try (writer) {
      for (Row record : records) {
        GenericRecord row = GenericRecord.create(key);
        row.setField("time", record.getLong(0));
        writer.write(row);
      }
    }
    table.newRowDelta().addDeletes(writer.toDeleteFile()).commit();
  }

  private static DataFile dataFile(org.apache.iceberg.Table table, String location)
      throws IOException {
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      for (FileScanTask task : tasks) {
        if (task.file().location().equals(location)) {
          return task.file();
        }
      }
    }
    throw new AssertionError("No data file " + location);
  }

  /** The kinds of delete files: 1 by position, 2 by equality. */
  private static List<Integer> deleteFiles() {
    return SPARK
        .sql("SELECT content FROM " + TABLE + ".delete_files")
        .as(Encoders.INT())
        .collectAsList();
  }

  private static List<String> snapshot() {
    return paths(SPARK.sql("SELECT file_path FROM " + TABLE + ".data_files"));
  }

  private static long events(Lake lake) {
    return lake.read(Table.ACTIVITY).selectExpr("coalesce(sum(events), 0)").first().getLong(0);
  }

  private static List<String> files(Lake lake) {
    return paths(lake.read(Table.FILES).select("file").distinct());
  }

  private static List<String> paths(Dataset<Row> uris) {
    return uris.as(Encoders.STRING()).collectAsList().stream()
        .map(uri -> URI.create(uri).getPath())
        .toList();
  }

  private static List<String> rows(Lake lake) {
    return lake.read(Table.ACTIVITY).toJSON().collectAsList().stream().sorted().toList();
  }
}
