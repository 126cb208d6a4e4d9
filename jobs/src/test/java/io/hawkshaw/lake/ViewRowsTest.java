package io.hawkshaw.lake;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.testing.EmptyLake;
import io.hawkshaw.testing.TestSession;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What views make of rows. */
final class ViewRowsTest {
  private static SparkSession session;

  @BeforeAll
  static void openAnEmptyLake() {
    session = EmptyLake.session();
  }

  private static Dataset<Row> view(View view, Table table, String... json) {
    put(table, json);
    return session.table(view.sqlName());
  }

  private static void put(Table table, String... json) {
    session
        .createDataFrame(TestSession.rows(table.schema(), json).collectAsList(), table.schema())
        .createOrReplaceTempView(table.sqlName());
  }

  @Test
  void callsAreCountedByOutcomeAndKeepTheIdsOfTheEarliest() {
    String call =
        """
        {"day": "2026-10-16", "hour": 2, "principal": "jonas", "ip": "%s", "operation": "GetUser",
         "outcome": "%s", "user_agent": "%s", "events": %d, "event_ids": ["%s"],
         "first_time": "2026-10-16T02:%s:00Z", "last_time": "2026-10-16T02:59:00Z"}
        """;
    Dataset<Row> calls =
        view(
            View.CALLS,
            Table.ACTIVITY,
            call.formatted("203.0.113.66", "success", "a", 2, "late", "30"),
            call.formatted("203.0.113.66", "success", "b", 3, "early", "10"),
            call.formatted("203.0.113.66", "denied", "a", 4, "later", "40"),
            call.formatted("10.0.0.1", "failure", "a", 5, "own", "00"),
            call.formatted("cloudtrail.amazonaws.com", "success", "a", 1, "service", "00"));
    assertThat(
            tuples(calls, "ip", "is_private_address", "success", "denied", "failure", "event_ids"))
        .containsExactlyInAnyOrder(
            tuple("203.0.113.66", false, 5L, 4L, 0L, List.of("early")),
            tuple("10.0.0.1", true, 0L, 0L, 5L, List.of("own")),
            tuple("cloudtrail.amazonaws.com", null, 1L, 0L, 0L, List.of("service")));
  }

  @Test
  void requestsWithoutCredentialsAreNotThoseThatAreForbidden() {
    String request =
        """
        {"day": "2026-10-16", "hour": 7, "service": "%s", "principal": "system:anonymous",
         "operation": "list", "target_type": "Kubernetes::secrets", "outcome": "%s", "error": %s,
         "events": %d, "target_samples": ["/api/v1/%s"]}
        """;
    Dataset<Row> requests =
        view(
            View.KUBERNETES_CALLS,
            Table.ACTIVITY,
            request.formatted("kubernetes", "success", "null", 1, "b"),
            request.formatted("kubernetes", "denied", "\"Unauthorized\"", 2, "a"),
            request.formatted("kubernetes", "denied", "\"401\"", 4, "a"),
            request.formatted("kubernetes", "denied", "\"Forbidden\"", 8, "a"),
            request.formatted("kubernetes", "denied", "null", 16, "c"),
            request.formatted("kubernetes", "failure", "\"NotFound\"", 32, "a"),
            request.formatted("iam.amazonaws.com", "success", "null", 64, "a"));
    assertThat(
            tuples(
                requests,
                "resource",
                "request_uris",
                "success",
                "failed",
                "unauthorized",
                "forbidden"))
        .containsExactly(
            tuple("secrets", List.of("/api/v1/a", "/api/v1/b", "/api/v1/c"), 1L, 32L, 6L, 24L));
  }

  @Test
  void aNewPlaceShowsAllThatWasDoneFromThereOnThatDayByAnybody() {
    put(
        Table.ANOMALIES,
        """
        {"day": "2026-10-16", "entity": "jonas", "kind": "first_seen", "dimension": "country",
         "ips": ["203.0.113.66"], "new_for_account": true, "new_for_organization": false}
        """,
        """
        {"day": "2026-10-16", "entity": "maria", "kind": "first_seen", "dimension": "agent_family",
         "ips": ["192.0.2.10"], "new_for_account": true, "new_for_organization": true}
        """);
    String call =
        """
        {"day": "%s", "ip": "%s", "principal": "%s", "operation": "GetUser", "outcome": "%s",
         "events": %d}
        """;
    Dataset<Row> places =
        view(
            View.NEW_PLACES,
            Table.ACTIVITY,
            call.formatted("2026-10-16", "203.0.113.66", "jonas", "denied", 1),
            call.formatted("2026-10-16", "203.0.113.66", "tom", "success", 2),
            call.formatted("2026-10-17", "203.0.113.66", "jonas", "success", 4),
            call.formatted("2026-10-16", "192.0.2.10", "maria", "success", 8));
    assertThat(tuples(places, "principal", "new_for", "new_for_organization", "success", "failed"))
        .containsExactlyInAnyOrder(
            tuple("jonas", List.of("jonas"), false, 0L, 1L),
            tuple("tom", List.of("jonas"), false, 2L, 0L));
  }

  @Test
  void aFlowKnowsTheFindingsOfItsRemoteAddressOnceEach() {
    String finding =
        """
        {"day": "%s", "finding": "%s", "product": "GuardDuty", "ips": ["198.51.100.23"], "severity":
         "%s", "entities": [{"entity_type": "EC2_INSTANCE", "entity": "i-1", "role": "TARGET"}]}
        """;
    put(
        Table.FINDINGS,
        finding.formatted("2026-10-16", "one", "LOW"),
        finding.formatted("2026-10-17", "one", "HIGH"),
        finding.formatted("2026-10-17", "two", "LOW"));
    String flow = "{\"day\": \"2026-10-16\", \"ip\": %s, \"action\": \"%s\", \"bytes_in\": 7}";
    Dataset<Row> flows =
        view(
            View.FLOWS,
            Table.TRAFFIC,
            flow.formatted("\"198.51.100.23\"", "ACCEPT"),
            flow.formatted("\"10.0.0.1\"", "REJECT"),
            flow.formatted("null", "NODATA"));
    assertThat(tuples(flows, "ip", "findings", "bytes_in"))
        .containsExactlyInAnyOrder(tuple("198.51.100.23", 2L, 7L), tuple("10.0.0.1", 0L, 7L));
    assertThat(tuples(session.table("finding_entities"), "finding", "severity", "entity"))
        .containsExactlyInAnyOrder(tuple("one", "HIGH", "i-1"), tuple("two", "LOW", "i-1"));
  }

  @Test
  void aChainOfRolesIsWalkedFromSessionToSession() {
    String edge =
        """
        {"day": "2026-10-16", "from_type": "%s", "from_entity": "%s", "relation": "%s",
         "to_type": "%s", "to_entity": "%s", "account": "%s", "events": 1,
         "first_time": "2026-10-16T02:31:07Z", "event_ids": ["e"]}
        """;
    Dataset<Row> sessions =
        view(
            View.SESSIONS,
            Table.EDGES,
            edge.formatted("IAM_USER", "jonas", "started_session", "ROLE_SESSION", "A:1", "111"),
            edge.formatted("ROLE_SESSION", "A:1", "assumed", "IAM_ROLE", "build", "111"),
            edge.formatted("ROLE_SESSION", "A:1", "started_session", "ROLE_SESSION", "B:2", "111"),
            edge.formatted("ROLE_SESSION", "A:1", "started_session", "ROLE_SESSION", "B:2", "222"),
            edge.formatted("ROLE_SESSION", "B:2", "assumed", "IAM_ROLE", "deploy", "222"),
            edge.formatted("ROLE_SESSION", "B:2", "used_key", "ACCESS_KEY", "ASIA2", "222"),
            edge.formatted("IAM_ROLE", "deploy", "created", "IAM_USER", "backup", "222"),
            edge.formatted("IAM_USER", "backup", "used_ip", "IP_ADDRESS", "203.0.113.66", "222"));
    assertThat(tuples(sessions, "started_by", "session", "role", "access_keys", "accounts"))
        .containsExactlyInAnyOrder(
            tuple("jonas", "A:1", "build", List.of(), List.of("111")),
            tuple("A:1", "B:2", "deploy", List.of("ASIA2"), List.of("111", "222")));
    assertThat(tuples(session.table("creations"), "creator", "entity", "acts"))
        .containsExactly(tuple("deploy", "backup", 1L));
  }

  @Test
  void aGroupIsToldAsItWasOnItsLastNight() {
    String group = "{\"day\": \"%s\", \"group_id\": \"%s\", \"status\": \"%s\", \"findings\": %d}";
    Dataset<Row> groups =
        view(
            View.CURRENT_GROUPS,
            Table.FINDING_GROUPS,
            group.formatted("2026-10-16", "a", "ACTIVE", 1),
            group.formatted("2026-10-18", "a", "INACTIVE", 2),
            group.formatted("2026-10-17", "b", "ACTIVE", 3));
    assertThat(tuples(groups, "group_id", "status", "findings"))
        .containsExactlyInAnyOrder(tuple("a", "INACTIVE", 2L), tuple("b", "ACTIVE", 3L));
  }
}
