package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.generate.LakeFormat;
import io.hawkshaw.generate.LakeGenerator;
import io.hawkshaw.generate.LakePlan;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import io.hawkshaw.testing.MemoryLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The night over generated lakes, one of each format, against what the generator says it wrote. */
final class GeneratedNightTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-10-06");
  private static final Instant STARTED = Instant.parse("2026-10-09T02:00:00Z");
  private static final LakePlan.Size SIZE = new LakePlan.Size(2, 1_500, 900, 2, 6);

  /** Findings of ordinary life: 4 for every thousand calls. */
  private static final long SIZE_OF_NOISE = 6;

  private static final List<String> FINDING_SOURCES =
      List.of("guardduty", "security-hub", "SH_FINDINGS");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;
  private static final Map<LakeFormat, MemoryLake> LAKES = new EnumMap<>(LakeFormat.class);
  private static final Map<LakeFormat, NightShift.Result> NIGHTS = new EnumMap<>(LakeFormat.class);

  @BeforeAll
  static void runTheNights() {
    for (LakeFormat format : LakeFormat.values()) {
      Path out = folder.resolve(format.label());
      LakePlan plan = new LakePlan(11, FIRST, SIZE, List.of(format), 500);
      new LakeGenerator(SPARK, plan, Progress.SILENT).write(out.toString());
      MemoryLake lake = new MemoryLake();
      LAKES.put(format, lake);
      NIGHTS.put(format, Rollups.shift(settings(out), STARTED).run(SPARK, lake, Window.NEW_FILES));
    }
  }

  private static Settings settings(Path out) {
    Map<String, List<String>> inputs = new TreeMap<>();
    for (String name :
        List.of(
            "security-lake",
            "cloudtrail",
            "vpc-flow",
            "resolver-dns",
            "eks-audit",
            "guardduty",
            "security-hub")) {
      if (Files.isDirectory(out.resolve(name))) {
        inputs.put(name, List.of(out.resolve(name).toUri().toString()));
      }
    }
    return Settings.defaults().withInputs(inputs);
  }

  @ParameterizedTest
  @EnumSource
  void theNightBalancesWithTheTruth(LakeFormat format) throws IOException {
    assertThat(NIGHTS.get(format).gaps()).isEmpty();
    Map<String, Long> distinct = new TreeMap<>();
    Map<String, Long> copies = new TreeMap<>();
    for (JsonNode row : truth(format).get("records")) {
      String source = row.get("source").asText().replaceFirst(".*/(.*)/.*", "$1");
      if (COUNTS.containsKey(source)) {
        String slot = source + " " + row.get("day").asText() + " " + row.get("account").asText();
        distinct.merge(slot, row.get("distinct").asLong(), Long::sum);
        copies.merge(slot, row.get("copies").asLong(), Long::sum);
      }
    }
    assertThat(distinct).isNotEmpty();
    assertThat(sums(format, "")).isEqualTo(distinct);
    assertThat(sums(format, "duplicates")).isEqualTo(copies);
    assertThat(copies.values()).anyMatch(count -> count > 0);
  }

  /** The count of each source's table. */
  private static final Map<String, String> COUNTS =
      Map.of(
          "cloudtrail", "events",
          "CLOUD_TRAIL_MGMT", "events",
          "S3_DATA", "events",
          "LAMBDA_EXECUTION", "events",
          "eks-audit", "events",
          "EKS_AUDIT", "events",
          "vpc-flow", "flows",
          "VPC_FLOW", "flows",
          "resolver-dns", "queries",
          "ROUTE53", "queries");

  private static Map<String, Long> sums(LakeFormat format, String column) {
    Map<String, Long> sums = new TreeMap<>();
    for (Table table : List.of(Table.ACTIVITY, Table.TRAFFIC, Table.DNS_QUERIES)) {
      String count =
          switch (table) {
            case ACTIVITY -> "events";
            case TRAFFIC -> "flows";
            default -> "queries";
          };
      LAKES
          .get(format)
          .read(table)
          .groupBy("source", "day", "account")
          .agg(functions.sum(column.isEmpty() ? count : column))
          .collectAsList()
          .forEach(
              row ->
                  sums.put(
                      row.getString(0) + " " + row.get(1) + " " + row.getString(2),
                      row.getLong(3)));
    }
    return sums;
  }

  @Test
  void allFormatsTellTheSame() {
    Map<LakeFormat, List<String>> told = new HashMap<>();
    for (LakeFormat format : LakeFormat.values()) {
      told.put(
          format,
          LAKES
              .get(format)
              .read(Table.ACTIVITY)
              .filter(col("service").notEqual("kubernetes"))
              .groupBy("hour", "account", "region", "principal", "service", "operation", "outcome")
              .agg(functions.sum("events").as("events"))
              .toJSON()
              .collectAsList()
              .stream()
              .sorted()
              .toList());
    }
    assertThat(told.get(LakeFormat.RAW)).isNotEmpty();
    assertThat(told.get(LakeFormat.SECURITY_LAKE_V1)).isEqualTo(told.get(LakeFormat.RAW));
    assertThat(told.get(LakeFormat.SECURITY_LAKE_V2)).isEqualTo(told.get(LakeFormat.RAW));
  }

  @ParameterizedTest
  @EnumSource
  void everyStepOfAnIncidentIsFoundWithItsPrincipal(LakeFormat format) throws IOException {
    Map<String, String> principals = new HashMap<>();
    for (Row row :
        LAKES
            .get(format)
            .read(Table.ACTIVITY)
            .selectExpr("explode(event_ids)", "principal")
            .collectAsList()) {
      principals.put(row.getString(0), row.getString(1));
    }
    for (JsonNode incident : truth(format).get("incidents")) {
      List<String> cast = texts(incident.get("principals"));
      for (JsonNode step : incident.get("steps")) {
        if (step.get("source").asText().equals("cloudtrail")) {
          List<String> ids = texts(step.get("event_ids"));
          assertThat(ids)
              .as(step.get("what").asText())
              .anyMatch(id -> cast.contains(principals.get(id)));
        }
      }
    }
  }

  @Test
  void clustersAreToldAlikeAndByNameWhereTheLogHasIt() {
    List<Object> told = new ArrayList<>();
    for (LakeFormat format : List.of(LakeFormat.RAW, LakeFormat.SECURITY_LAKE_V2)) {
      Row audits =
          LAKES
              .get(format)
              .read(Table.ACTIVITY)
              .filter(col("service").equalTo("kubernetes"))
              .selectExpr(
                  "sum(events)",
                  "count(DISTINCT account, region, principal, operation, target, outcome)",
                  "count(DISTINCT cluster)")
              .first();
      told.add(List.of(audits.getLong(0), audits.getLong(1)));
      assertThat(audits.getLong(2)).isEqualTo(format == LakeFormat.RAW ? SIZE.accounts() : 0);
    }
    assertThat(told.get(0)).isEqualTo(told.get(1));
  }

  @ParameterizedTest
  @EnumSource
  void everyFindingIsReadThoseOfIncidentsAndThoseOfEveryDay(LakeFormat format) throws IOException {
    Map<String, Long> told = new TreeMap<>();
    for (JsonNode row : truth(format).get("records")) {
      String source = row.get("source").asText().replaceFirst(".*/(.*)/.*", "$1");
      if (FINDING_SOURCES.contains(source)) {
        told.merge(source + " " + row.get("day").asText(), row.get("records").asLong(), Long::sum);
      }
    }
    Map<String, Long> read = new TreeMap<>();
    LAKES
        .get(format)
        .read(Table.COVERAGE)
        .filter(col("source").isin(FINDING_SOURCES.toArray()).and(col("records").gt(0)))
        .groupBy("source", "day")
        .agg(functions.sum("records"))
        .collectAsList()
        .forEach(row -> read.put(row.getString(0) + " " + row.get(1), row.getLong(2)));
    assertThat(read).isEqualTo(told).isNotEmpty();

    long incidents = 0;
    for (JsonNode incident : truth(format).get("incidents")) {
      incidents += incident.get("guardduty_findings").size();
    }
    // None is lost to another, and GuardDuty's and what Security Hub made of it are one.
    assertThat(LAKES.get(format).read(Table.FINDINGS).count()).isEqualTo(incidents + SIZE_OF_NOISE);
    assertThat(LAKES.get(format).read(Table.REJECTS).isEmpty()).isTrue();
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode truth(LakeFormat format) throws IOException {
    return JSON.readTree(folder.resolve(format.label()).resolve("truth.json").toFile());
  }
}
