package io.hawkshaw.source;

import static io.hawkshaw.source.Reading.scan;
import static io.hawkshaw.source.Reading.vendor;
import static io.hawkshaw.source.Reading.write;
import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.Input;
import io.hawkshaw.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** What the reader of Security Lake files makes of whole files. */
final class ParquetReaderTest {
  private static final String QUERY =
      """
      time BIGINT, query STRUCT<hostname: STRING, type: STRING>, rcode_id INT,
      cloud STRUCT<account_uid: STRING, region: STRING>
      """;

  @TempDir private Path folder;

  /** A file of some DNS queries below the folders that tell its account, Region and day. */
  private Path parquet(String ddl, String... json) throws IOException {
    Path written = folder.resolve("written-" + System.nanoTime());
    rows(ddl, json).coalesce(1).write().parquet(written.toString());
    Path below =
        folder.resolve("ROUTE53/2.0/region=eu-west-1/accountId=000000000012/eventDay=20261017");
    Files.createDirectories(below);
    try (Stream<Path> files = Files.list(written)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      return Files.move(part, below.resolve(System.nanoTime() + ".gz.parquet"));
    }
  }

  private static String query(String time, String name) {
    return "{\"time\":%d,\"query\":{\"hostname\":\"%s\"},\"rcode_id\":0}"
        .formatted(java.time.Instant.parse(time).toEpochMilli(), name);
  }

  private static Dataset<Row> read(Path... files) {
    return scan(Source.ROUTE53, files);
  }

  private static void assertBalanced(Dataset<Row> scan) {
    assertThat(
            tuples(Reading.facts(scan).selectExpr("sum(records) r", "sum(rejected) j"), "r", "j"))
        .containsExactly(
            tuple(
                Reading.records(scan).count() + Reading.rejects(scan).count(),
                Reading.rejects(scan).count()));
  }

  @Test
  void onlyTheColumnsThatTheNightWantsAreReadOnce() throws IOException {
    Path lake = Path.of("..", "sample-data", "security-lake", "aws", "CLOUD_TRAIL_MGMT", "2.0");
    Path file;
    try (Stream<Path> files = Files.walk(lake)) {
      file = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Dataset<Row> scan =
        Source.CLOUD_TRAIL_MGMT
            .read(
                SPARK,
                List.of(Reading.file(Source.CLOUD_TRAIL_MGMT, file)),
                Settings.defaults(),
                Reading.NEWEST,
                EventRules.NONE)
            .understood();
    List<StructType> read =
        CollectionConverters.asJava(scan.queryExecution().sparkPlan().collectLeaves()).stream()
            .filter(BatchScanExec.class::isInstance)
            .map(leaf -> ((BatchScanExec) leaf).scan().readSchema())
            .toList();
    StructType wanted = new OcsfCloudTrail("CLOUD_TRAIL_MGMT").schema();
    assertThat(read).hasSize(1);
    assertThat(leaves("", read.get(0)))
        .contains(".time")
        .filteredOn(leaf -> !leaf.equals("." + ParquetFiles.ROW_INDEX))
        .isSubsetOf(leaves("", wanted.merge(ParquetFiles.FILE, true)));
  }

  private static List<String> leaves(String path, DataType type) {
    if (type instanceof ArrayType array) {
      return leaves(path, array.elementType());
    }
    if (type instanceof StructType struct) {
      return Stream.of(struct.fields())
          .flatMap(field -> leaves(path + "." + field.name(), field.dataType()).stream())
          .toList();
    }
    return List.of(path);
  }

  @Test
  void accountAndRegionOfThePathAreTextWithTheirZeroes() throws IOException {
    Dataset<Row> scan = read(parquet(QUERY, query("2026-10-17T10:00:00Z", "a.org.")));
    assertThat(tuples(Reading.records(scan), "day", "account", "region", "name", "rcode"))
        .containsExactly(tuple("2026-10-17", "000000000012", "eu-west-1", "a.org", "NOERROR"));
    assertBalanced(scan);
  }

  @Test
  void aFileOfSeveralDaysIsCountedByDay() throws IOException {
    Dataset<Row> scan =
        read(
            parquet(
                QUERY,
                query("2026-10-16T23:59:59Z", "a"),
                query("2026-10-17T00:00:00Z", "b"),
                query("2026-10-17T00:00:01Z", "c")));
    assertThat(tuples(Reading.facts(scan), "day", "records", "first_time", "touches"))
        .containsExactlyInAnyOrder(
            tuple("2026-10-16", 1L, "2026-10-16T23:59:59Z", List.of("2026-10-16", "2026-10-17")),
            tuple("2026-10-17", 2L, "2026-10-17T00:00:00Z", List.of("2026-10-16", "2026-10-17")));
    assertBalanced(scan);
  }

  @Test
  void recordsWithoutTimeOrOfAbsurdDaysAreRefusedAndCostNoNeighbour() throws IOException {
    Dataset<Row> scan =
        read(
            parquet(
                QUERY,
                query("2026-10-17T10:00:00Z", "good"),
                "{\"query\":{\"hostname\":\"undated\"}}",
                query("1970-01-01T00:00:00Z", "early"),
                query("2099-01-01T00:00:00Z", "late"),
                "{\"time\":9223372036854775807,\"query\":{\"hostname\":\"endless\"}}"));
    assertThat(tuples(Reading.records(scan), "name")).containsExactly(tuple("good"));
    assertThat(tuples(Reading.rejects(scan), "day", "position", "reason"))
        .containsExactly(
            tuple("2026-10-17", 1L, "no time"),
            tuple("2026-10-17", 2L, "time out of range: 1970-01-01 00:00:00"),
            tuple("2026-10-17", 3L, "time out of range: 2099-01-01 00:00:00"),
            tuple("2026-10-17", 4L, "time out of range: 9999-12-31 23:59:59.999"));
    assertBalanced(scan);
  }

  @Test
  void brokenFilesAreRejectsAndCostNoOther() throws IOException {
    Path good = parquet(QUERY, query("2026-10-17T10:00:00Z", "good"));
    byte[] whole = Files.readAllBytes(good);
    Path empty = write(folder, "empty.parquet", "");
    Path text = write(folder, "text.parquet", "{\"time\":1}");
    Path half = write(folder, "half.parquet", Arrays.copyOf(whole, whole.length / 2));
    Path missing = folder.resolve("missing.parquet");
    Dataset<Row> scan = read(good, empty, text, half, missing);

    assertThat(tuples(Reading.records(scan), "name")).containsExactly(tuple("good"));
    List<Row> rejects = Reading.rejects(scan).orderBy("file").collectAsList();
    assertThat(rejects)
        .extracting(row -> row.<String>getAs("file"))
        .containsExactlyInAnyOrder(
            empty.toUri().toString(),
            text.toUri().toString(),
            half.toUri().toString(),
            missing.toUri().toString());
    assertThat(rejects).extracting(row -> row.<Long>getAs("position")).containsOnly(-1L);
    assertThat(rejects).extracting(row -> row.<String>getAs("reason")).contains("empty file");
    assertBalanced(scan);
  }

  @Test
  void aColumnOfAnotherTypeIsARejectOfTheFileThatNamesIt() throws IOException {
    Dataset<Row> scan =
        read(
            parquet("time STRING", "{\"time\":\"now\"}"),
            parquet(QUERY, query("2026-10-17T10:00:00Z", "good")));
    assertThat(tuples(Reading.rejects(scan), "position", "reason"))
        .containsExactly(tuple(-1L, "column time is string, expected bigint"));
    assertThat(Reading.records(scan).count()).isEqualTo(1);
    assertBalanced(scan);
  }

  @Test
  void columnsThatAreUnknownOrMissingAreNoFault() throws IOException {
    Dataset<Row> scan =
        read(
            parquet(
                "time BIGINT, tomorrow STRUCT<a: INT>, query STRUCT<hostname: STRING, more: INT>",
                query("2026-10-17T10:00:00Z", "a").replace(",\"rcode_id\":0", "")));
    assertThat(tuples(Reading.records(scan), "name", "rcode", "account"))
        .containsExactly(tuple("a", null, "000000000012"));
  }

  @Test
  void aFileWithoutRowsIsKnownToHaveBeenRead() throws IOException {
    Dataset<Row> scan = read(parquet(QUERY));
    assertThat(tuples(Reading.facts(scan), "day", "records", "account"))
        .containsExactly(tuple("2026-10-17", 0L, "000000000012"));
    assertThat(Reading.records(scan).isEmpty()).isTrue();
  }

  @Test
  void namesThatUrisEscapeAreRead() throws IOException {
    Path day = folder.resolve("ROUTE53");
    Files.createDirectories(day);
    List<String> names =
        List.of("a b", "a+b", "a#b", "a%20b", "a&b", "a'b", "a=b", "é", "a[1]", "{b}", "a*");
    for (String name : names) {
      Files.copy(
          vendor("security-lake/ROUTE53/1.0/example0.json.gz.parquet"),
          day.resolve(name + ".parquet"));
    }
    Listing listing = new Listing(new Configuration(), any -> true);
    listing.list(Input.SECURITY_LAKE, folder.toUri().toString());
    Dataset<Row> scan =
        Source.ROUTE53
            .read(SPARK, listing.files(), Settings.defaults(), Reading.NEWEST, EventRules.NONE)
            .understood();

    assertThat(Reading.rejects(scan).isEmpty()).isTrue();
    assertThat(Reading.records(scan).count()).isEqualTo(names.size());
  }
}
