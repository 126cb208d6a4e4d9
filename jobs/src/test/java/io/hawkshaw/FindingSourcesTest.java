package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import io.hawkshaw.testing.MemoryLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night over every way by which findings come. */
final class FindingSourcesTest {
  private static final Instant STARTED = Instant.parse("2026-10-18T02:00:00Z");
  private static final String GUARD_DUTY =
      "arn:aws:guardduty:eu-west-1:111122223333:detector/d/finding/g";
  private static final MessageType OCSF =
      MessageTypeParser.parseMessageType(
          """
          message ocsf {
            required int32 class_uid;
            optional int64 time;
            optional group metadata {
              optional group product { optional binary name (STRING); }
            }
            optional group finding_info { optional binary uid (STRING); }
          }
          """);

  @TempDir private Path input;

  @BeforeEach
  void deliver() throws IOException {
    String day = "111122223333/%s/eu-west-1/2026/10/17/";
    write(
        "guardduty/AWSLogs/" + day.formatted("GuardDuty") + "a.jsonl",
        """
        {"findings":[]}
        {"arn":"%s","id":"g","type":"Recon:EC2/Portscan","accountId":"111122223333",\
        "region":"eu-west-1","severity":5,"updatedAt":"2026-10-17T10:00:00.123Z"}
        """
            .formatted(GUARD_DUTY));
    write(
        "security-hub/a.json",
        "{\"detail\":{\"findings\":["
            + asff(GUARD_DUTY, "guardduty", "GuardDuty", "2026-10-17T10:00:00.456Z")
            + ",{\"Id\":\"bad\"},"
            + asff("7", "inspector", "Inspector", "2026-10-17T12:00:00Z")
            + "]}}");
    write(
        "cloudtrail/AWSLogs/" + day.formatted("CloudTrail-Insight") + "a.json",
        "{\"Records\":[%s,%s]}".formatted(insight("Start", "11:00"), insight("End", "11:30")));
    parquet("Sensor", 2004);
    parquet("Proxy", 4001);
  }

  private static String asff(String id, String product, String name, String updated) {
    return """
        {"Id":"%s","ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/%s","ProductName":"%s",
         "AwsAccountId":"111122223333","Region":"eu-west-1","UpdatedAt":"%s",
         "Types":["TTPs/Discovery/Recon:EC2-Portscan"],"Severity":{"Label":"MEDIUM"}}"""
        .formatted(id, product, name, updated);
  }

  private static String insight(String state, String time) {
    return """
        {"eventTime":"2026-10-17T%s:00Z","eventType":"AwsCloudTrailInsight","sharedEventID":"s",
         "recipientAccountId":"111122223333","awsRegion":"eu-west-1","insightDetails":{
         "state":"%s","eventName":"RunInstances","insightContext":{
         "statistics":{"insightDuration":30}}}}"""
        .formatted(time, state);
  }

  private void write(String name, String content) throws IOException {
    Path file = input.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** Two records of a custom source; both call themselves 7, as a finding of Inspector does. */
  private void parquet(String source, int classUid) throws IOException {
    Path file =
        input.resolve(
            "lake/ext/%s/region=eu-west-1/accountId=111122223333/eventDay=20261017/a.parquet"
                .formatted(source));
    Files.createDirectories(file.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(OCSF)
            .build()) {
      for (int i = 0; i < 2; i++) {
        Group row = new SimpleGroupFactory(OCSF).newGroup();
        row.add("class_uid", classUid);
        row.add("time", Instant.parse("2026-10-17T13:00:00Z").toEpochMilli());
        row.addGroup("metadata").addGroup("product").add("name", source);
        row.addGroup("finding_info").add("uid", "7");
        writer.write(row);
      }
    }
  }

  private NightShift.Result run(Lake lake) {
    Settings settings =
        Settings.defaults()
            .withInputs(
                Map.of(
                    "guardduty", List.of(uri("guardduty")),
                    "security-hub", List.of(uri("security-hub")),
                    "cloudtrail", List.of(uri("cloudtrail")),
                    "security-lake", List.of(uri("lake"))));
    return Rollups.shift(settings, STARTED).run(SPARK, lake, Window.NEW_FILES);
  }

  private String uri(String folder) {
    return input.resolve(folder).toUri().toString();
  }

  @Test
  void eachFindingStandsOnceUnderTheSourceThatTellsMostAndTheCountsBalance() {
    MemoryLake lake = new MemoryLake();
    NightShift.Result night = run(lake);

    assertThat(night.gaps()).isEmpty();
    assertThat(
            tuples(
                lake.read(Table.FINDINGS),
                "finding",
                "product",
                "source",
                "versions",
                "duplicates"))
        .containsExactlyInAnyOrder(
            tuple(GUARD_DUTY, "GuardDuty", "guardduty", 2L, 0L),
            tuple("7", "Inspector", "security-hub", 1L, 0L),
            tuple("7", "Sensor", "ext/sensor", 1L, 1L),
            tuple("s", "CloudTrail Insights", "cloudtrail-insight", 2L, 0L));
    assertThat(tuples(lake.read(Table.FINDINGS).filter("finding = 's'"), "first_time", "last_time"))
        .containsExactly(tuple("2026-10-17T11:00:00Z", "2026-10-17T11:30:00Z"));
    assertThat(
            tuples(
                lake.read(Table.COVERAGE)
                    .filter("files > 0")
                    .groupBy("source")
                    .sum("records", "rejected", "duplicates", "skipped"),
                "source",
                "sum(records)",
                "sum(rejected)",
                "sum(duplicates)",
                "sum(skipped)"))
        .containsExactlyInAnyOrder(
            tuple("guardduty", 1L, 0L, 0L, 0L),
            tuple("security-hub", 3L, 1L, 0L, 0L),
            tuple("cloudtrail-insight", 2L, 0L, 0L, 0L),
            tuple("ext/sensor", 2L, 0L, 1L, 0L),
            tuple("ext/proxy", 0L, 0L, 0L, 2L));
  }

  @Test
  void aSecondNightKnowsTheFilesOfCustomSources() {
    MemoryLake lake = new MemoryLake();
    run(lake);
    assertThat(run(lake).days()).isEmpty();
  }
}
