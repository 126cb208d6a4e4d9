package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.lake.View;
import io.hawkshaw.run.EnrichmentSettings;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The night over the sample data, into Delta tables, against what the generator says it wrote and
 * against the answers in {@code sample-data/expected}, which are reviewed like code and written
 * anew by {@code -Dexpected.update}.
 */
class GoldenNightTest {
  private static final Path SAMPLES = Path.of("..", "sample-data");
  private static final Instant STARTED = Instant.parse("2026-10-19T02:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static DeltaLake lake;
  private static NightShift.Result night;

  @BeforeAll
  static void runTheNight() {
    lake = LakeOf.writing(SPARK, settings());
    night = run();
    lake.register();
  }

  private static Settings settings() {
    Map<String, List<String>> inputs = new TreeMap<>();
    for (String name :
        List.of("security-lake", "cloudtrail", "vpc-flow", "guardduty", "iam-snapshot")) {
      inputs.put(name, List.of(SAMPLES.resolve(name).toUri().toString()));
    }
    Path geo = SAMPLES.resolve("geo");
    return Settings.defaults()
        .withLake(folder.toUri().toString())
        .withInputs(inputs)
        .withEnrichment(
            new EnrichmentSettings(
                geo.resolve("city.mmdb").toString(),
                geo.resolve("asn.mmdb").toString(),
                null,
                null));
  }

  private static NightShift.Result run() {
    return new NightShift(settings(), STARTED, Progress.SILENT).run(SPARK, lake, Window.NEW_FILES);
  }

  @Test
  void everyRecordIsRolledUpOrACopyOrRefused() {
    assertThat(night.gaps()).isEmpty();
  }

  @Test
  void allDaysOfTheSampleAreBuilt() {
    assertThat(night.days().first()).hasToString("2026-09-28");
    assertThat(night.days().last()).hasToString("2026-10-18");
    assertThat(night.days()).hasSize(21);
  }

  /** The generator's own count, without the two records of absurd days that the night refuses. */
  @ParameterizedTest
  @CsvSource({
    "cloudtrail,  ACTIVITY,    events",
    "CLOUD_TRAIL_MGMT, ACTIVITY, events",
    "EKS_AUDIT,   ACTIVITY,    events",
    "VPC_FLOW,    TRAFFIC,     flows",
    "vpc-flow,    TRAFFIC,     flows",
    "ROUTE53,     DNS_QUERIES, queries"
  })
  void distinctRecordsAreThoseThatTheGeneratorWrote(String source, Table table, String count)
      throws IOException {
    assertThat(byDay(table, count, source)).isEqualTo(truth(source, "distinct"));
  }

  @Test
  void copiesAreThoseThatTheGeneratorDeliveredAndThoseOfTheBrokenFiles() throws IOException {
    long whole = sum(truth("cloudtrail", "records")) - sum(truth("cloudtrail", "distinct"));
    long broken =
        SPARK
            .sql(
                "SELECT sum(records - rejected) FROM files WHERE file RLIKE 'cloudtrail' AND file"
                    + " IN (SELECT file FROM rejects WHERE reason LIKE 'cut off%' OR reason LIKE"
                    + " 'unreadable%')")
            .first()
            .getLong(0);
    assertThat(sum(byDay(Table.ACTIVITY, "duplicates", "cloudtrail"))).isEqualTo(whole + broken);
  }

  @Test
  void theSecondNightFindsNothingNewAndChangesNothing() {
    Map<Table, List<String>> before = tables();
    NightShift.Result second = run();
    assertThat(second.days()).isEmpty();
    assertThat(second.newFiles()).isZero();
    assertThat(tables()).isEqualTo(before);
  }

  @Test
  void aTableThatIsMadeOfOthersIsBuiltAgainWithoutTheRawData() {
    List<String> before = tables().get(Table.EDGES);
    LocalDate day = night.days().last();
    Settings withoutData =
        settings().withInputs(Map.of("security-lake", List.of(folder.toString())));
    NightShift.Result again =
        new NightShift(withoutData, STARTED, Progress.SILENT)
            .only("edges")
            .run(SPARK, lake, new Window(day, day));
    assertThat(again.days()).containsExactly(day);
    assertThat(tables().get(Table.EDGES)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coverage.jsonl | SELECT * FROM coverage ORDER BY day, account, region, source",
        "rejects.jsonl  | SELECT day, source, regexp_extract(file, '[^/]*$', 0) AS file, position,"
            + " reason, raw FROM rejects ORDER BY ALL",
        "findings.jsonl | SELECT * EXCEPT (detail, description) FROM findings ORDER BY day, finding",
        "principals.jsonl | SELECT principal_type, principal, is_service, session IS NOT NULL AS"
            + " has_session, outcome, count(*) AS rows, sum(events) AS events, count(DISTINCT"
            + " service, operation) AS operations, count(DISTINCT ip) AS ips, min(first_time) AS"
            + " first_time, max(last_time) AS last_time FROM activity GROUP BY ALL ORDER BY ALL",
        "places.jsonl   | SELECT ip, country, city, latitude, longitude, asn, aso, sum(events) AS events"
            + " FROM activity WHERE ip IS NOT NULL GROUP BY ALL ORDER BY ALL",
        "anomalies.jsonl | SELECT day, entity_type, kind, dimension, value, round(score, 1) AS score,"
            + " round(observed, 2) AS observed, round(expected, 3) AS expected, new_for_entity,"
            + " new_for_account, new_for_organization, round(peer_share, 2) AS peer_share, ips,"
            + " event_ids, sentence FROM anomalies WHERE score >= 20 ORDER BY ALL",
        "networks.jsonl | SELECT ip, country, asn, aso FROM traffic WHERE ip IS NOT NULL AND NOT ip"
            + " LIKE '10.%' GROUP BY ALL ORDER BY ALL",
        "intruder.jsonl | SELECT * EXCEPT (rules, country, city, latitude, longitude, asn, aso) FROM"
            + " activity WHERE ip = '203.0.113.66' ORDER BY first_time, operation, target, event_ids",
        "detections.jsonl | SELECT * EXCEPT (day, procedure) FROM detections WHERE level <>"
            + " 'informational' ORDER BY first_time, title, principal, ip, session",
        "investigations.jsonl | SELECT * EXCEPT (created_time) FROM investigations ORDER BY day,"
            + " entity_arn",
        "indicators.jsonl | SELECT indicator_type, detail, severity, round(score, 1) AS score,"
            + " evidence, round(risk, 1) AS risk, round(share, 3) AS share, regions, first_time,"
            + " last_time, size(event_ids) AS events, access_keys, sentence FROM indicators WHERE"
            + " day = '2026-10-16' AND entity_arn LIKE ANY ('%jonas', '%deployment') ORDER BY entity_arn,"
            + " indicators.risk DESC, detail",
        "servers.jsonl  | SELECT source, account, instance, direction, IF(direction = 'inbound',"
            + " local_port, remote_port) AS server_port, protocol, action, sum(flows) AS flows,"
            + " sum(packets) AS packets, sum(bytes_in) AS bytes_in, sum(bytes_out) AS bytes_out,"
            + " count(DISTINCT ip) AS ips FROM traffic GROUP BY ALL HAVING flows >= 10 ORDER BY ALL",
        "groups.jsonl   | SELECT day, group_id, status, change, severity, round(score, 1) AS score,"
            + " findings, evidence, entities, identity_entities, network_entities, storage_entities,"
            + " compute_entities, title, headline, tactics, accounts, regions, parents, first_time,"
            + " last_time FROM finding_groups ORDER BY day, group_id",
        "stories.jsonl  | SELECT group_id, said.tactic, said.sentence FROM (SELECT group_id,"
            + " posexplode(sentences) AS (place, said) FROM finding_groups WHERE day = '2026-10-17')"
            + " ORDER BY group_id, place",
        "group_links.jsonl | SELECT group_id, from_member, to_member, shared_type, shared_entity,"
            + " round(weight, 3) AS weight, gap_seconds, reason, standing FROM finding_group_links"
            + " WHERE day = '2026-10-17' ORDER BY group_id, from_member",
        "buckets.jsonl  | SELECT entity, account, first_time FROM entities WHERE entity_type ="
            + " 'S3_BUCKET' ORDER BY entity",
        "permissions.jsonl | SELECT day, from_type, from_entity, relation, to_type, to_entity, account"
            + " FROM edges WHERE relation IN ('can_assume', 'has_policy', 'in_group') ORDER BY ALL",
        "domains.jsonl  | SELECT domain, type, rcode, firewall_action, sum(queries) AS queries,"
            + " count(DISTINCT name) AS names, count(DISTINCT local_ip) AS clients FROM dns_queries"
            + " GROUP BY ALL ORDER BY ALL"
      })
  void theTablesAnswerAsExpected(String file, String query) throws IOException {
    List<String> answer = SPARK.sql(query).toJSON().collectAsList();
    Path expected = SAMPLES.resolve("expected").resolve(file);
    if (System.getProperty("expected.update") != null) {
      Files.createDirectories(expected.getParent());
      Files.write(expected, answer);
    }
    assertThat(answer).isNotEmpty().isEqualTo(Files.readAllLines(expected));
  }

  @Test
  void everyViewAnswersFromTheSample() {
    SparkSession session = SPARK.newSession();
    LakeOf.register(session, new DeltaLake(session, settings().lake()), settings());
    String counts =
        Stream.of(View.values())
            .map(View::sqlName)
            .map(name -> "SELECT '" + name + "' AS view, count(*) AS rows FROM " + name)
            .collect(joining(" UNION ALL "));
    assertThat(session.sql(counts).collectAsList())
        .hasSize(View.values().length)
        .allSatisfy(row -> assertThat(row.getLong(1)).as(row.getString(0)).isPositive());
  }

  @Test
  void detectionsOfLevelHighOrAboveAreOfTheIncidentsAlone() throws IOException {
    Set<String> principals = new TreeSet<>();
    Set<String> addresses = new TreeSet<>();
    for (JsonNode incident :
        JSON.readTree(SAMPLES.resolve("truth.json").toFile()).get("incidents")) {
      incident.get("principals").forEach(principal -> principals.add(principal.asText()));
      incident.get("addresses").forEach(address -> addresses.add(address.asText()));
    }
    List<Row> grave =
        lake.read(Table.DETECTIONS)
            .filter(col("level").isin("high", "critical"))
            .select("principal", "ip", "account")
            .distinct()
            .collectAsList();
    assertThat(grave).extracting(row -> row.getString(0)).containsAll(principals);
    assertThat(grave)
        .allMatch(
            row -> principals.contains(row.getString(0)) || addresses.contains(row.getString(1)));
    assertThat(grave).extracting(row -> row.getString(2)).doesNotContain("111122223333");
  }

  @Test
  void eachIncidentIsOneGroupAndNoTwoAreTheSame() throws IOException {
    Set<String> groups = new TreeSet<>();
    JsonNode incidents = JSON.readTree(SAMPLES.resolve("truth.json").toFile()).get("incidents");
    for (JsonNode incident : incidents) {
      Set<String> ids = new TreeSet<>();
      incident
          .get("guardduty_findings")
          .forEach(text -> ids.add(text.asText().replaceAll("^\\S+ ", "")));
      List<Row> found =
          lake.read(Table.FINDING_GROUP_MEMBERS)
              .filter(col("day").equalTo(functions.lit("2026-10-17").cast("date")))
              .filter(regexp_extract(col("member"), "([^/]*)$", 1).isin(ids.toArray()))
              .groupBy("group_id")
              .agg(functions.count(functions.lit(1)))
              .collectAsList();
      assertThat(found).as(incident.get("name").asText()).hasSize(1);
      assertThat(found.get(0).getLong(1)).isEqualTo(ids.size());
      groups.add(found.get(0).getString(0));
    }
    assertThat(groups).hasSize(incidents.size());
  }

  @ParameterizedTest
  @CsvSource({
    "markup_in_bucket_name,              target",
    "formula_in_user_agent,              user_agent",
    "control_characters_in_session_name, session",
    "sql_quotes_in_session_name,         session",
    "no_identity_type,                   operation"
  })
  void hostileAndOddStringsStayAsTheyWereWritten(String kind, String column) throws IOException {
    int found = 0;
    for (JsonNode odd : JSON.readTree(SAMPLES.resolve("truth.json").toFile()).get("odd_records")) {
      if (odd.get("kind").asText().equals(kind)) {
        found++;
        List<Row> rows =
            lake.read(Table.ACTIVITY)
                .filter(array_contains(col("event_ids"), odd.get("event_id").asText()))
                .select(column)
                .collectAsList();
        assertThat(rows)
            .extracting(row -> row.getString(0))
            .containsExactly(odd.get("value").asText());
      }
    }
    assertThat(found).isPositive();
  }

  private static Map<Table, List<String>> tables() {
    Map<Table, List<String>> all = new TreeMap<>();
    for (Table table : Table.values()) {
      if (table != Table.RUNS) {
        all.put(table, lake.read(table).toJSON().collectAsList().stream().sorted().toList());
      }
    }
    return all;
  }

  private static Map<String, Long> byDay(Table table, String count, String source) {
    Map<String, Long> counts = new TreeMap<>();
    lake.read(table)
        .filter(col("source").equalTo(source))
        .groupBy("day")
        .agg(functions.sum(count))
        .collectAsList()
        .forEach(row -> counts.put(row.get(0).toString(), row.getLong(1)));
    return counts;
  }

  private static Map<String, Long> truth(String source, String count) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode row : JSON.readTree(SAMPLES.resolve("truth.json").toFile()).get("records")) {
      String day = row.get("day").asText();
      boolean isOfSource =
          row.get("source").asText().equals(source)
              || row.get("source").asText().contains("/" + source + "/");
      if (isOfSource && day.startsWith("2026")) {
        counts.merge(day, row.get(count).asLong(), Long::sum);
      }
    }
    return counts;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
