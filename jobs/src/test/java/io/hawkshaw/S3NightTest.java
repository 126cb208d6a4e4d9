package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.lake.Claim;
import io.hawkshaw.lake.ConditionalLogStore;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.LakeBusy;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Together;
import io.hawkshaw.run.Window;
import io.hawkshaw.testing.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night from S3 and to S3: the same tables as from and to a disk, and mistakes told in time. */
class S3NightTest {
  private static final Path SAMPLES = Path.of("..", "sample-data");
  private static final Instant STARTED = Instant.parse("2026-10-19T02:00:00Z");
  private static final String DAY = "20261016";

  @TempDir static Path folder;
  private static S3Server server;
  private static NightShift.Result night;
  private static DeltaLake lake;

  @BeforeAll
  static void runTheNight() throws IOException {
    server = S3Server.start(folder, "logs", "tables");
    server.settings().forEach(conf()::set);
    takeSamples();
    upload();
    lake = LakeOf.writing(SPARK, settings("s3a://tables/main", "s3a://logs"));
    night = run(lake, "s3a://tables/main", "s3a://logs");
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.settings().keySet().forEach(conf()::unset);
      server.close();
    }
  }

  private static Configuration conf() {
    return SPARK.sparkContext().hadoopConfiguration();
  }

  /** Some files of one day, a broken one, and one whose key asks for every kind of escaping. */
  private static void takeSamples() throws IOException {
    List<Path> taken = new ArrayList<>();
    for (String input : List.of("security-lake", "cloudtrail", "vpc-flow")) {
      try (Stream<Path> files = Files.walk(SAMPLES.resolve(input))) {
        files.filter(Files::isRegularFile).filter(S3NightTest::isOfTheDay).forEach(taken::add);
      }
    }
    for (Path file : taken) {
      Path copy = local().resolve(SAMPLES.relativize(file));
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    Path odd = local().resolve("cloudtrail/odd key=100%25 +&ü");
    Files.createDirectories(odd);
    Files.copy(first("cloudtrail", ".json.gz"), odd.resolve("a b=c%20d.json.gz"));
    Path lakeDay = first("security-lake/aws/VPC_FLOW", ".parquet").getParent();
    Files.copy(
        first("security-lake/aws/VPC_FLOW", ".parquet"), lakeDay.resolve("a b=c%20d.parquet"));
    Files.writeString(lakeDay.resolve("broken.parquet"), "PAR1 is how it begins, and no more");
  }

  private static boolean isOfTheDay(Path file) {
    String path = file.toString();
    boolean isOfLake = path.contains("/VPC_FLOW/") || path.contains("/ROUTE53/");
    return (isOfLake && path.contains("eventDay=" + DAY))
        || (path.contains("/333344445555/") && path.contains("/2026/10/16/"));
  }

  private static Path first(String below, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(local().resolve(below))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().findFirst().get();
    }
  }

  private static Path local() {
    return folder.resolve("local");
  }

  private static void upload() throws IOException {
    org.apache.hadoop.fs.Path logs = new org.apache.hadoop.fs.Path("s3a://logs/");
    for (String input : List.of("security-lake", "cloudtrail", "vpc-flow")) {
      logs.getFileSystem(conf())
          .copyFromLocalFile(
              new org.apache.hadoop.fs.Path(local().resolve(input).toUri()),
              new org.apache.hadoop.fs.Path(logs, input));
    }
  }

  private static Settings settings(String lake, String inputs) {
    Map<String, List<String>> uris = new TreeMap<>();
    for (String input : List.of("security-lake", "cloudtrail", "vpc-flow")) {
      uris.put(input, List.of(inputs + "/" + input));
    }
    return Settings.defaults().withLake(lake).withInputs(uris);
  }

  private static NightShift.Result run(Lake lake, String uri, String inputs) {
    return Rollups.shift(settings(uri, inputs), STARTED).run(SPARK, lake, Window.NEW_FILES);
  }

  @Test
  void theTablesAreThoseOfANightOverTheSameFilesOnADisk() {
    String uri = folder.resolve("lake").toUri().toString();
    DeltaLake onDisk = LakeOf.writing(SPARK, settings(uri, local().toUri().toString()));
    run(onDisk, uri, local().toUri().toString());
    for (Table table : List.of(Table.ACTIVITY, Table.TRAFFIC, Table.DNS_QUERIES, Table.COVERAGE)) {
      assertThat(rows(lake, table)).as(table.sqlName()).isEqualTo(rows(onDisk, table)).isNotEmpty();
    }
  }

  @Test
  void everyRecordIsAccountedForAndOnlyTheBrokenFileIsRefusedWhole() {
    assertThat(night.gaps()).isEmpty();
    assertThat(
            lake.read(Table.REJECTS).filter("position = -1").select("file").collectAsList().stream()
                .map(row -> row.getString(0)))
        .hasSize(1)
        .allMatch(file -> file.endsWith("/broken.parquet"));
    assertThat(
            lake.read(Table.FILES)
                .filter("contains(file, '/a%20b=c%2520d')")
                .select("source")
                .distinct()
                .collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrder("cloudtrail", "VPC_FLOW");
  }

  @Test
  void theSecondNightFindsNothingNew() {
    NightShift.Result second = run(lake, "s3a://tables/main", "s3a://logs");
    assertThat(second.newFiles()).isZero();
    assertThat(second.days()).doesNotContainAnyElementsOf(night.days());
  }

  private static List<String> rows(Lake lake, Table table) {
    return lake.read(table).toJSON().collectAsList().stream().sorted().toList();
  }

  @Test
  void aNewProcessReadsTheTablesWithWhatTheOperatorWroteIntoTheConfiguration() throws Exception {
    Ended ended =
        command(
            Map.of(),
            "sql",
            "--lake",
            "s3a://tables/main",
            "--format",
            "csv",
            "SELECT sum(events) AS events FROM activity");
    long events = lake.read(Table.ACTIVITY).selectExpr("sum(events)").first().getLong(0);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out().lines()).containsExactly("events", String.valueOf(events));
  }

  @Test
  void aCheckNamesEveryInputThatCannotBeReadInSecondsNotMinutes() throws Exception {
    Ended ended =
        command(
            Map.of(
                "fs.s3a.bucket.forbidden.access.key", "stranger",
                "fs.s3a.bucket.forbidden.secret.key", "unknown",
                "fs.s3a.bucket.silent.endpoint", "http://127.0.0.1:1"),
            "check",
            "--lake",
            "s3a://tables/other",
            "--input",
            "cloudtrail=s3a://no-such-bucket/AWSLogs",
            "--input",
            "vpc-flow=s3a://forbidden/AWSLogs",
            "--input",
            "security-lake=s3a://silent/aws");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out().lines().filter(line -> line.startsWith("PROBLEM")))
        .satisfiesExactly(
            line -> assertThat(line).contains("no-such-bucket").contains("does not exist"),
            line -> assertThat(line).contains("silent").contains("refused"),
            line -> assertThat(line).contains("forbidden").contains("403"));
  }

  @Test
  void aLakeInABucketThatIsNotThereEndsWithTwoAndOneLine() throws Exception {
    Ended ended =
        command(
            Map.of(), "nightly", "--lake", "s3a://no-such-bucket/x", "--input", "cloudtrail=/tmp");
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).startsWith("hawkshaw: ").contains("no-such-bucket");
  }

  @Test
  void ofNightsThatWantALakeAtOnceOneGetsItAndTheOthersEndWithTwoAndOneLine() throws Exception {
    List<Claim> claims =
        Together.map(
            List.of(1, 2, 3, 4),
            4,
            number -> {
              try {
                return new DeltaLake(SPARK, "s3a://tables/main").claim();
              } catch (LakeBusy e) {
                return null;
              }
            });
    List<Claim> got = claims.stream().filter(Objects::nonNull).toList();
    assertThat(got).hasSize(1);
    try (Claim held = got.get(0)) {
      assertThat(held).isNotNull();
      Ended ended =
          command(Map.of(), "nightly", "--lake", "s3a://tables/main", "--input", "cloudtrail=/tmp");
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err().lines()).hasSize(1);
      assertThat(ended.err())
          .startsWith("hawkshaw: Another night writes the lake at s3a://tables/main")
          .contains("process " + ProcessHandle.current().pid());
    }
    new DeltaLake(SPARK, "s3a://tables/main").claim().close();
  }

  @Test
  void ofProgramsThatWriteTheSameVersionOfATableAtOnceOneDoes() {
    ConditionalLogStore log = new ConditionalLogStore(conf());
    org.apache.hadoop.fs.Path version =
        new org.apache.hadoop.fs.Path("s3a://tables/raced/_delta_log/0.json");
    List<Boolean> written =
        Together.map(
            List.of("a", "b", "c", "d"),
            4,
            writer -> {
              try {
                log.write(version, List.of(writer).iterator(), false, conf());
                return true;
              } catch (FileAlreadyExistsException e) {
                return false;
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    assertThat(written).containsOnlyOnce(true);
  }

  private record Ended(int code, String out, String err) {}

  /** Runs the program as an operator does: a home of its own, and keys in the environment. */
  private static Ended command(Map<String, String> more, String... args) throws Exception {
    Path home = Files.createTempDirectory(folder, "home");
    Map<String, String> settings = new TreeMap<>(server.settings());
    String accessKey = settings.remove("fs.s3a.access.key");
    String secret = settings.remove("fs.s3a.secret.key");
    settings.putAll(more);
    StringBuilder lines = new StringBuilder();
    settings.forEach((key, value) -> lines.append("spark.hadoop." + key + " " + value + "\n"));
    Files.createDirectories(home.resolve("conf/rules"));
    Files.writeString(home.resolve("conf/spark-defaults.conf"), lines);
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + Path.of("..", "conf", "jvm.options"),
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=" + Path.of("..", "conf", "log4j2.properties"),
                "-Dhawkshaw.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                "io.hawkshaw.Main"));
    words.addAll(List.of(args));
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .redirectOutput(home.resolve("out").toFile())
            .redirectError(home.resolve("err").toFile());
    builder
        .environment()
        .putAll(Map.of("AWS_ACCESS_KEY_ID", accessKey, "AWS_SECRET_ACCESS_KEY", secret));
    Process process = builder.start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(),
        Files.readString(home.resolve("out"), UTF_8),
        Files.readString(home.resolve("err"), UTF_8));
  }
}
