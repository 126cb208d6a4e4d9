package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

final class TrafficTest {
  private static int next;

  /** A row of a scan whose record is made of a flow's words. */
  private static Dataset<Row> scan(String... flows) {
    List<String> rows = new ArrayList<>();
    for (String flow : flows) {
      rows.add(
          "{\"source\":\"VPC_FLOW\",\"day\":\"2026-10-17\",\"id\":\"%d\",\"record\":%s}"
              .formatted(next++, flow));
    }
    return new LogScan(
            rows(Scan.schema(Flows.FLOW), rows.toArray(String[]::new)),
            Flows.FLOW,
            Flows.traffic(),
            false)
        .understood();
  }

  private static Dataset<Row> table(String... flows) {
    return Traffic.build(ScanRows.rollUp(Feed.TRAFFIC, scan(flows)));
  }

  private static String flow(
      String source, int sourcePort, String destination, int destinationPort, long bytes) {
    return """
        {"time":"2026-10-17T10:00:00Z","end_time":"2026-10-17T10:01:00Z","account":"1",
         "region":"eu-west-1","interface":"eni-1","source_ip":"%s","source_port":%d,
         "destination_ip":"%s","destination_port":%d,"protocol_number":6,"action":"ACCEPT",
         "log_status":"OK","packets":2,"bytes":%d}"""
        .formatted(source, sourcePort, destination, destinationPort, bytes);
  }

  @Test
  void bothDirectionsOfAConversationAreOneRowAndTheClientsPortsAreFolded() {
    assertThat(
            tuples(
                table(
                    flow("203.0.113.9", 50001, "10.0.0.2", 443, 100),
                    flow("10.0.0.2", 443, "203.0.113.9", 50001, 900),
                    flow("203.0.113.9", 50002, "10.0.0.2", 443, 10)),
                "direction",
                "ip",
                "local_ip",
                "local_port",
                "remote_port",
                "flows",
                "packets",
                "bytes_in",
                "bytes_out"))
        .containsExactly(tuple("inbound", "203.0.113.9", "10.0.0.2", 443, 0, 3L, 6L, 110L, 900L));
  }

  private static String at(String time, String flow) {
    return flow.replace("\"time\":\"2026-10-17T10:00:00Z\"", "\"time\":\"" + time + "\"");
  }

  private static List<Tuple> even(String... flows) {
    return tuples(
        table(flows),
        "direction",
        "ip",
        "local_ip",
        "local_port",
        "remote_port",
        "flows",
        "bytes_in",
        "bytes_out");
  }

  @Test
  void ofEqualPortsWhoSpokeFirstIsTheClient() {
    String asked = "2026-10-17T10:00:01Z";
    String answered = "2026-10-17T10:00:02Z";
    assertThat(
            even(
                at(asked, flow("10.0.0.2", 123, "203.0.113.9", 123, 76)),
                at(answered, flow("203.0.113.9", 123, "10.0.0.2", 123, 77)),
                at(answered, flow("10.0.0.2", 123, "198.51.100.1", 123, 78)),
                at(asked, flow("198.51.100.1", 123, "10.0.0.2", 123, 79))))
        .containsExactlyInAnyOrder(
            tuple("outbound", "203.0.113.9", "10.0.0.2", 0, 123, 2L, 77L, 76L),
            tuple("inbound", "198.51.100.1", "10.0.0.2", 123, 0, 2L, 79L, 78L));
  }

  @Test
  void ofEqualPortsInTheSameSecondTheLocalSideIsTheClient() {
    assertThat(
            even(
                flow("203.0.113.9", 0, "10.0.0.2", 0, 84),
                flow("10.0.0.2", 0, "203.0.113.9", 0, 85)))
        .containsExactly(tuple("outbound", "203.0.113.9", "10.0.0.2", 0, 0, 2L, 84L, 85L));
    assertThat(even(flow("203.0.113.9", 0, "10.0.0.2", 0, 84)))
        .containsExactly(tuple("inbound", "203.0.113.9", "10.0.0.2", 0, 0, 1L, 84L, 0L));
  }

  @Test
  void ofEqualPortsBetweenTwoPrivateAddressesTheInterfacesIsLocal() {
    assertThat(
            even(
                at("2026-10-17T10:00:01Z", flow("10.0.0.7", 123, "10.0.0.2", 123, 76)),
                at("2026-10-17T10:00:02Z", flow("10.0.0.2", 123, "10.0.0.7", 123, 77)),
                flow("203.0.113.9", 50001, "10.0.0.2", 443, 1)))
        .containsExactlyInAnyOrder(
            tuple("inbound", "10.0.0.7", "10.0.0.2", 123, 0, 2L, 76L, 77L),
            tuple("inbound", "203.0.113.9", "10.0.0.2", 443, 0, 1L, 1L, 0L));
  }

  @Test
  void aRefusedFlowIsNoAnswer() {
    String refused = flow("203.0.113.9", 0, "10.0.0.2", 0, 84).replace("ACCEPT", "REJECT");
    assertThat(even(refused, flow("10.0.0.2", 0, "203.0.113.9", 0, 85)))
        .containsExactlyInAnyOrder(
            tuple("inbound", "203.0.113.9", "10.0.0.2", 0, 0, 1L, 84L, 0L),
            tuple("outbound", "203.0.113.9", "10.0.0.2", 0, 0, 1L, 0L, 85L));
  }

  @Test
  void betweenTwoPrivateAddressesTheOneInMostRecordsOfTheInterfaceIsLocal() {
    assertThat(
            tuples(
                table(
                    flow("10.0.0.7", 50001, "10.0.0.2", 443, 1),
                    flow("10.0.0.2", 443, "10.0.0.7", 50001, 20),
                    flow("10.0.0.8", 50001, "10.0.0.2", 443, 300),
                    flow("10.0.0.2", 40000, "10.0.0.9", 5432, 4000),
                    flow("10.0.0.9", 5432, "10.0.0.2", 40000, 50000)),
                "direction",
                "ip",
                "local_ip",
                "local_port",
                "remote_port",
                "flows",
                "bytes_in",
                "bytes_out"))
        .containsExactlyInAnyOrder(
            tuple("inbound", "10.0.0.7", "10.0.0.2", 443, 0, 2L, 1L, 20L),
            tuple("inbound", "10.0.0.8", "10.0.0.2", 443, 0, 1L, 300L, 0L),
            tuple("outbound", "10.0.0.9", "10.0.0.2", 0, 5432, 2L, 50000L, 4000L));
  }

  @Test
  void theAddressThatTheOtherFlowsOfTheInterfaceTellIsLocal() {
    assertThat(
            tuples(
                table(
                    flow("10.0.0.7", 50001, "10.0.0.2", 443, 1),
                    flow("203.0.113.9", 50001, "10.0.0.2", 443, 20)),
                "direction",
                "ip",
                "local_ip"))
        .containsExactlyInAnyOrder(
            tuple("inbound", "10.0.0.7", "10.0.0.2"), tuple("inbound", "203.0.113.9", "10.0.0.2"));
  }

  @Test
  void eachInterfaceHasItsOwnAddress() {
    String there = flow("10.0.0.7", 50001, "10.0.0.2", 443, 1);
    String here = there.replace("eni-1", "eni-2");
    assertThat(
            tuples(
                table(
                    there,
                    flow("10.0.0.8", 50001, "10.0.0.2", 443, 1),
                    here,
                    flow("10.0.0.7", 50002, "10.0.0.3", 443, 1).replace("eni-1", "eni-2")),
                "interface",
                "local_ip",
                "direction"))
        .containsExactlyInAnyOrder(
            tuple("eni-1", "10.0.0.2", "inbound"),
            tuple("eni-1", "10.0.0.2", "inbound"),
            tuple("eni-2", "10.0.0.7", "outbound"),
            tuple("eni-2", "10.0.0.7", "outbound"));
  }

  @Test
  void flowsWhoseDirectionWasLoggedAreNotTurnedRound() {
    String logged = ",\"flow_direction\":\"egress\"}";
    assertThat(
            tuples(
                table(
                    flow("10.0.0.7", 50001, "10.0.0.2", 443, 1).replace("}", logged),
                    flow("10.0.0.8", 50001, "10.0.0.2", 443, 1).replace("}", logged)),
                "local_ip",
                "ip",
                "direction"))
        .containsExactlyInAnyOrder(
            tuple("10.0.0.7", "10.0.0.2", "outbound"), tuple("10.0.0.8", "10.0.0.2", "outbound"));
  }

  @Test
  void windowsWithoutFlowsAreCountedByInterface() {
    String none =
        """
        {"time":"2026-10-17T10:00:00Z","account":"1","interface":"eni-1","log_status":"NODATA",
         "packets":0,"bytes":0}""";
    assertThat(tuples(table(none, none), "action", "direction", "ip", "flows", "bytes_in"))
        .containsExactly(tuple("NODATA", null, null, 2L, 0L));
  }

  @Test
  void flowsWithoutAccountOrInterfaceAreKept() {
    assertThat(
            tuples(
                table(
                    "{\"time\":\"2026-10-17T10:00:00Z\",\"source_ip\":\"10.0.0.1\","
                        + "\"destination_ip\":\"10.0.0.2\",\"packets\":1,\"bytes\":1}"),
                "interface",
                "flows",
                "bytes_out"))
        .containsExactly(tuple(null, 1L, 1L));
  }

  @Test
  void eachHourHasItsRow() {
    String late =
        flow("203.0.113.9", 50001, "10.0.0.2", 443, 5).replace("T10:00:00Z", "T09:59:59Z");
    assertThat(
            tuples(
                table(late, flow("203.0.113.9", 50001, "10.0.0.2", 443, 7)),
                "hour",
                "bytes_in",
                "first_time",
                "last_time"))
        .containsExactlyInAnyOrder(
            tuple(9, 5L, "2026-10-17T09:59:59Z", "2026-10-17T10:01:00Z"),
            tuple(10, 7L, "2026-10-17T10:00:00Z", "2026-10-17T10:01:00Z"));
  }

  @Test
  void copiesAreCountedOnce() {
    Dataset<Row> scan = scan(flow("203.0.113.9", 50001, "10.0.0.2", 443, 100));
    Dataset<Row> twice = scan.union(scan);
    assertThat(
            tuples(
                Traffic.build(ScanRows.rollUp(Feed.TRAFFIC, twice)),
                "flows",
                "duplicates",
                "bytes_in"))
        .containsExactly(tuple(1L, 1L, 100L));
  }

  @Test
  void withoutRowsThereAreNoneAndTheColumnsAreThoseOfTheTable() {
    Dataset<Row> none = table();
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.columns()).containsExactlyInAnyOrderElementsOf(Table.TRAFFIC.columns());
  }
}
