package io.hawkshaw.rule;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Feedback;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.RuleSettings;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.testing.MemoryLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Matches of rules, as rows of detections. */
final class DetectionsTest {
  private static final LocalDate DAY = LocalDate.parse("2026-10-17");
  private static final String RULES =
      """
      title: Denied
      id: denied
      tags: [attack.discovery, attack.t1580]
      level: low
      logsource: {product: aws, service: cloudtrail}
      detection: {sel: {errorCode: AccessDenied}, condition: sel}
      ---
      title: Read
      id: read
      logsource: {product: aws, service: cloudtrail}
      detection: {sel: {eventName: GetSecretValue}, condition: sel}
      ---
      title: Often denied
      id: often
      level: high
      correlation: {type: event_count, rules: denied, group-by: ip, timespan: 1h, condition: {gte: 10}}
      ---
      title: Many operations
      id: many
      correlation: {type: value_count, rules: denied, group-by: [ip, principal], timespan: 1h, condition: {gte: 3, field: eventName}}
      ---
      title: Both
      id: both
      correlation: {type: temporal, rules: [denied, read], group-by: ip, timespan: 1h}
      ---
      title: Denied then read
      id: ordered
      correlation: {type: temporal_ordered, rules: [denied, read], group-by: ip, timespan: 1h}
      """;

  @TempDir private Path folder;

  private static String call(
      String rule, String ip, String operation, String time, long events, String more) {
    return """
        {"day":"%4$.10s","hour":10,"account":"1","principal_type":"IAM_USER","principal":"ada","ip":"%2$s",
         "service":"s","operation":"%3$s","outcome":"%7$s","rules":["%1$s"],"events":%5$d,
         "first_time":"%4$s","last_time":"%4$s","event_ids":["%1$s-%4$s"]%6$s}"""
        .formatted(
            rule, ip, operation, time, events, more, rule.equals("denied") ? "denied" : "success");
  }

  private static Dataset<Row> detections(MemoryLake lake, Allowlist allowlist) {
    RuleReader reader = new RuleReader(Map.of());
    reader.read("file", RULES);
    assertThat(reader.rulebook().problems()).isEmpty();
    ActiveRules rules = new ActiveRules(reader.rulebook(), allowlist, SPARK);
    return rules.detections(night(lake, rules));
  }

  private static Night night(MemoryLake lake, ActiveRules rules) {
    return new Night(
        lake,
        new TreeSet<>(List.of(DAY)),
        Map.of(),
        Settings.defaults(),
        Instant.parse("2026-10-18T02:00:00Z"),
        rules,
        Feedback.NONE);
  }

  @Test
  void callsAreTakenTogetherByRuleAndWhoDidWhatFromWhere() {
    MemoryLake lake =
        new MemoryLake()
            .with(
                Table.ACTIVITY,
                call("denied", "192.0.2.1", "Get", "2026-10-17T10:00:00Z", 2, ",\"target\":\"b\""),
                call("denied", "192.0.2.1", "Get", "2026-10-17T12:00:00Z", 1, ",\"target\":\"a\""),
                call("gone", "192.0.2.1", "Get", "2026-10-17T12:00:00Z", 1, ""));
    Dataset<Row> found = detections(lake, new Allowlist(List.of()));
    assertThat(found.columns()).containsExactlyInAnyOrderElementsOf(Table.DETECTIONS.columns());
    assertThat(
            tuples(
                found,
                "rule",
                "title",
                "level",
                "tactic",
                "technique",
                "procedure",
                "success_count",
                "failure_count",
                "first_time",
                "last_time",
                "targets",
                "event_ids"))
        .containsExactly(
            tuple(
                "denied",
                "Denied",
                "low",
                List.of("Discovery"),
                List.of("T1580"),
                "ada called Get of s 3 times from 192.0.2.1, in vain",
                0L,
                3L,
                "2026-10-17T10:00:00Z",
                "2026-10-17T12:00:00Z",
                List.of("a", "b"),
                List.of("denied-2026-10-17T10:00:00Z", "denied-2026-10-17T12:00:00Z")));
  }

  @Test
  void correlationsHoldWithinTheirTimespanAndGroup() {
    List<String> calls = new ArrayList<>();
    // Ten within an hour, over midnight.
    calls.add(call("denied", "192.0.2.1", "A", "2026-10-16T23:30:00Z", 6, ""));
    calls.add(call("denied", "192.0.2.1", "A", "2026-10-17T00:20:00Z", 4, ""));
    // Ten, but never within an hour.
    calls.add(call("denied", "192.0.2.2", "A", "2026-10-17T03:00:00Z", 5, ""));
    calls.add(call("denied", "192.0.2.2", "A", "2026-10-17T04:00:01Z", 5, ""));
    // Three operations, and a read before them.
    calls.add(call("read", "192.0.2.3", "GetSecretValue", "2026-10-17T05:00:00Z", 1, ""));
    calls.add(call("denied", "192.0.2.3", "A", "2026-10-17T05:01:00Z", 1, ""));
    calls.add(call("denied", "192.0.2.3", "B", "2026-10-17T05:02:00Z", 1, ""));
    calls.add(call("denied", "192.0.2.3", "C", "2026-10-17T05:03:00Z", 1, ""));
    // A read after a denial.
    calls.add(call("denied", "192.0.2.4", "A", "2026-10-17T06:00:00Z", 1, ""));
    calls.add(call("read", "192.0.2.4", "GetSecretValue", "2026-10-17T06:30:00Z", 1, ""));
    MemoryLake lake = new MemoryLake().with(Table.ACTIVITY, calls.toArray(String[]::new));

    Dataset<Row> found =
        detections(lake, new Allowlist(List.of())).filter("rule NOT IN ('denied', 'read')");
    assertThat(
            tuples(
                found.orderBy("rule", "ip"),
                "rule",
                "ip",
                "principal",
                "failure_count",
                "first_time"))
        .containsExactly(
            tuple("both", "192.0.2.3", null, 3L, "2026-10-17T05:00:00Z"),
            tuple("both", "192.0.2.4", null, 1L, "2026-10-17T06:00:00Z"),
            tuple("many", "192.0.2.3", "ada", 3L, "2026-10-17T05:01:00Z"),
            tuple("often", "192.0.2.1", null, 10L, "2026-10-16T23:30:00Z"),
            tuple("ordered", "192.0.2.4", null, 1L, "2026-10-17T06:00:00Z"));
  }

  @Test
  void aKubernetesUserIsTheUserOfItsClusterAlone() {
    List<String> calls = new ArrayList<>();
    for (List<String> place :
        List.of(List.of("1", "prod"), List.of("1", "test"), List.of("2", "prod"))) {
      for (String operation : List.of("A", "B")) {
        calls.add(
            call("denied", "192.0.2.1", operation, "2026-10-17T05:01:00Z", 1, "")
                .replace("IAM_USER", "KUBERNETES_USER")
                .replace(
                    "\"account\":\"1\"",
                    "\"account\":\"%s\",\"cluster\":\"%s\"".formatted(place.toArray())));
      }
    }
    calls.add(calls.get(0).replace("\"A\"", "\"C\""));
    MemoryLake lake = new MemoryLake().with(Table.ACTIVITY, calls.toArray(String[]::new));

    Dataset<Row> found = detections(lake, new Allowlist(List.of()));
    assertThat(tuples(found.filter("rule = 'many'"), "account", "cluster", "principal"))
        .containsExactly(tuple("1", "prod", "ada"));
    assertThat(tuples(found.filter("rule = 'denied' AND operation = 'A'"), "account", "cluster"))
        .containsExactlyInAnyOrder(tuple("1", "prod"), tuple("1", "test"), tuple("2", "prod"));
  }

  @Test
  void whatIsExpectedIsHiddenWhenReadUntilItExpires() throws IOException {
    Path file = folder.resolve("allowlist.csv");
    Files.writeString(
        file,
        """
        rule,account,principal,ip,owner,reason,expires
        den*,,,192.0.2.0/25,platform,"scanner, ours",2026-10-18
        denied,,,192.0.2.200,platform,was a test,2026-10-17
        """);
    Allowlist allowlist = Allowlist.load(new RuleSettings(null, file.toString(), null));
    MemoryLake lake =
        new MemoryLake()
            .with(
                Table.DETECTIONS,
                "{\"day\":\"2026-10-17\",\"rule\":\"denied\",\"ip\":\"192.0.2.1\"}",
                "{\"day\":\"2026-10-17\",\"rule\":\"denied\",\"ip\":\"192.0.2.200\"}",
                "{\"day\":\"2026-10-17\",\"rule\":\"read\",\"ip\":\"192.0.2.1\"}",
                "{\"day\":\"2026-10-17\"}");
    Rulebook none = new RuleReader(Map.of()).rulebook();
    Night night = night(lake, new ActiveRules(none, allowlist, SPARK));
    assertThat(tuples(night.today(Table.DETECTIONS), "rule", "ip"))
        .containsExactly(
            tuple("denied", "192.0.2.200"), tuple("read", "192.0.2.1"), tuple(null, null));
  }

  @Test
  void anEntryOfTheAllowlistThatIsNotWholeIsRefused() throws IOException {
    assertRefused("denied,,,,,reason,2026-10-18", ":2: no owner");
    assertRefused("denied,,,,o,reason,", ":2: no expires");
    assertRefused("denied,,,,o,reason,soon", ":2: soon is no day");
    assertRefused(",,,,o,reason,2026-10-18", ":2: it names nothing");
    assertRefused(",,,192.0.2.0/33,o,reason,2026-10-18", ":2: 192.0.2.0/33 is no address");
  }

  private void assertRefused(String entry, String message) throws IOException {
    Path file = folder.resolve("allowlist.csv");
    Files.writeString(file, "rule,account,principal,ip,owner,reason,expires\n" + entry + "\n");
    assertThatThrownBy(() -> Allowlist.load(new RuleSettings(null, file.toString(), null)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Allowlist " + file + message);
  }
}
