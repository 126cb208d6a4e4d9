package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.days;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Input;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.run.Window;
import io.hawkshaw.source.InputCheck;
import io.hawkshaw.testing.MemoryLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
  void theSnapshotIsReadAndNothingElseInItsFolder() throws IOException {
    Path orphan = dataFolder().resolve("orphan.parquet");
    Files.copy(sampleFile(LocalDate.parse("2026-10-12")), orphan);

    Lake lake = night(new MemoryLake()).lake();

    assertThat(events(lake)).isEqualTo(distinctRecords()).isPositive();
    assertThat(files(lake)).containsExactlyInAnyOrderElementsOf(snapshot());
    assertThat(lake.read(Table.REJECTS).isEmpty()).isTrue();
    assertThat(lake.read(Table.COVERAGE).filter("records > 0 AND account IS NULL").isEmpty())
        .isTrue();
  }

  @Test
  void aSecondNightOverTheSameSnapshotHasNothingToDo() {
    MemoryLake lake = new MemoryLake();
    night(lake);
    NightShift.Result second = night(lake);
    assertThat(second.newFiles()).isZero();
    assertThat(second.days()).isEmpty();
  }

  @Test
  void compactionChangesTheFilesButNoRow() {
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
    assertThat(night(lake).days()).isEmpty();
    NightShift.Result asked = night(lake, new Window(OLD, YOUNG));

    assertThat(asked.days()).containsExactly(YOUNG);
    assertThat(asked.unbuilt()).containsExactly(OLD);
    assertThat(rows(lake)).isEqualTo(before);
  }

  @Test
  void aLateFileComesWithFilesThatTheNightDidNotLookFor() {
    MemoryLake lake = new MemoryLake();
    Settings shortSighted = Settings.defaults().withInputs(input("iceberg:" + TABLE));
    night(lake);
    long before = events(lake);

    append(
        samples(OLD)
            .limit(1)
            .withColumn("metadata", col("metadata").withField("uid", lit("late")))
            .unionByName(
                samples(YOUNG)
                    .limit(1)
                    .withColumn("metadata", col("metadata").withField("uid", lit("young")))));
    NightShift.Result second = run(lake, shortSighted, Window.NEW_FILES);

    assertThat(second.unbuilt()).isEmpty();
    assertThat(events(lake)).isEqualTo(before + 2).isEqualTo(distinctRecords());
  }

  @Test
  void aFileWithDeletedRowsIsRefusedWholeUntilTheTableIsCompacted() {
    MemoryLake lake = new MemoryLake();
    SPARK.sql("ALTER TABLE " + TABLE + " SET TBLPROPERTIES ('write.delete.mode'='merge-on-read')");
    night(lake);

    SPARK.sql("DELETE FROM " + TABLE + " WHERE metadata.uid = '" + anyRecord(YOUNG) + "'");
    night(lake);

    assertThat(tuples(lake.read(Table.REJECTS), "day", "position", "reason"))
        .containsExactly(
            tuple(
                YOUNG.toString(),
                -1L,
                "Iceberg delete files apply to it; compact the table (rewrite_data_files) first"));

    compact();
    night(lake);

    assertThat(lake.read(Table.REJECTS).isEmpty()).isTrue();
    assertThat(events(lake)).isEqualTo(distinctRecords());
  }

  @Test
  void anAsteriskNamesAllTablesOfSecurityLakeInADatabase() {
    SPARK.sql("CREATE TABLE " + DATABASE + ".something_else (a INT) USING iceberg");
    Map<String, List<String>> all = input("iceberg:" + DATABASE + ".*");

    Lake lake = run(new MemoryLake(), Settings.defaults().withInputs(all), Window.NEW_FILES).lake();

    assertThat(events(lake)).isEqualTo(distinctRecords());
    assertThat(InputCheck.look(SPARK, Input.SECURITY_LAKE, all.get("security-lake").get(0)))
        .isEqualTo(snapshot().size() + " files of CLOUD_TRAIL_MGMT");
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
        .message()
        .doesNotContain("\n")
        .satisfies(System.out::println);
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
    NightShift.Result night =
        new NightShift(settings, STARTED, Progress.SILENT).run(SPARK, lake, window);
    assertThat(night.gaps()).isEmpty();
    return night;
  }

  private static Dataset<Row> samples(LocalDate... days) {
    List<String> wanted = Stream.of(days).map(day -> day.toString().replace("-", "")).toList();
    return SPARK
        .read()
        .parquet(SAMPLES.toUri().toString())
        .filter(col("eventDay").isin(wanted.toArray()))
        .withColumn("time_dt", org.apache.spark.sql.functions.timestamp_millis(col("time")));
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

  private static void append(Dataset<Row> rows) {
    try {
      rows.writeTo(TABLE).append();
    } catch (org.apache.spark.sql.catalyst.analysis.NoSuchTableException e) {
      throw new IllegalStateException(e);
    }
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

  private static List<String> snapshot() {
    return SPARK
        .sql("SELECT file_path FROM " + TABLE + ".files")
        .as(org.apache.spark.sql.Encoders.STRING())
        .collectAsList();
  }

  private static long events(Lake lake) {
    return lake.read(Table.ACTIVITY).selectExpr("coalesce(sum(events), 0)").first().getLong(0);
  }

  private static List<String> files(Lake lake) {
    return lake.read(Table.FILES)
        .select("file")
        .distinct()
        .as(org.apache.spark.sql.Encoders.STRING())
        .collectAsList();
  }

  private static List<String> rows(Lake lake) {
    return lake.read(Table.ACTIVITY).toJSON().collectAsList().stream().sorted().toList();
  }
}
