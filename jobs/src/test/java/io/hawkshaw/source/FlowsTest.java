package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which side of a flow is local, which is the server, and what went which way. */
final class FlowsTest {
  private static final String[] COLUMNS = {
    "direction",
    "ip",
    "local_ip",
    "local_port",
    "remote_port",
    "protocol",
    "action",
    "is_oriented",
    "bytes_in",
    "bytes_out"
  };

  private static List<Tuple> flows(String... json) {
    return tuples(
        rows(Flows.FLOW, json).select(Flows.traffic().as("record")).select("record.*"), COLUMNS);
  }

  /** A TCP flow of 100 bytes. */
  private static String flow(
      String source, int sourcePort, String destination, int destinationPort, String more) {
    return """
        {"time":"2026-10-17T10:00:00Z","source_ip":"%s","source_port":%d,"destination_ip":"%s",
         "destination_port":%d,"protocol_number":6,"action":"ACCEPT","log_status":"OK",
         "packets":1,"bytes":100%s}"""
        .formatted(source, sourcePort, destination, destinationPort, more);
  }

  private static Tuple in(String ip, String localIp, int localPort, boolean isOriented) {
    return tuple("inbound", ip, localIp, localPort, 0, "TCP", "ACCEPT", isOriented, 100L, 0L);
  }

  static Stream<Arguments> flows() {
    String ingress = ",\"flow_direction\":\"ingress\"";
    String egress = ",\"flow_direction\":\"egress\"";
    String syn = ",\"tcp_flags\":2";
    String synAck = ",\"tcp_flags\":18";
    String ack = ",\"tcp_flags\":16";
    String finSyn = ",\"tcp_flags\":3";
    String synAckFin = ",\"tcp_flags\":19";
    return Stream.of(
        // The direction that was logged decides which side is local.
        Arguments.of(
            flow("10.0.0.1", 50000, "10.0.0.2", 443, ingress),
            in("10.0.0.1", "10.0.0.2", 443, true)),
        Arguments.of(
            flow("10.0.0.1", 50000, "10.0.0.2", 443, egress),
            out("10.0.0.2", "10.0.0.1", 443, true, 100L)),
        Arguments.of(
            flow("203.0.113.9", 50000, "10.0.0.2", 443, ",\"flow_direction\":\"Inbound\""),
            in("203.0.113.9", "10.0.0.2", 443, true)),
        Arguments.of(
            flow("203.0.113.9", 50000, "198.51.100.1", 443, ",\"flow_direction\":\"Outbound\""),
            out("198.51.100.1", "203.0.113.9", 443, true, 100L)),
        // Else the private side is.
        Arguments.of(
            flow("203.0.113.9", 50000, "10.0.0.2", 443, ""),
            in("203.0.113.9", "10.0.0.2", 443, true)),
        Arguments.of(
            flow("192.168.1.1", 50000, "203.0.113.9", 443, ""),
            out("203.0.113.9", "192.168.1.1", 443, true, 100L)),
        Arguments.of(
            flow("172.31.255.1", 50000, "172.32.0.1", 443, ""),
            out("172.32.0.1", "172.31.255.1", 443, true, 100L)),
        Arguments.of(
            flow("fd00::1", 50000, "2001:db8::1", 443, ""),
            out("2001:db8::1", "fd00::1", 443, true, 100L)),
        // Between equals the source is taken, and the record is marked.
        Arguments.of(
            flow("10.0.0.1", 50000, "10.0.0.2", 443, ""),
            out("10.0.0.2", "10.0.0.1", 443, false, 100L)),
        Arguments.of(
            flow("203.0.113.9", 443, "198.51.100.1", 50000, ""),
            tuple(
                "inbound",
                "198.51.100.1",
                "203.0.113.9",
                443,
                0,
                "TCP",
                "ACCEPT",
                false,
                0L,
                100L)),
        // The server answers with SYN-ACK, whatever the ports; a lone SYN is the client's.
        Arguments.of(
            flow("203.0.113.9", 443, "10.0.0.2", 50000, syn),
            in("203.0.113.9", "10.0.0.2", 50000, true)),
        Arguments.of(
            flow("203.0.113.9", 50000, "10.0.0.2", 443, synAck),
            tuple(
                "outbound", "203.0.113.9", "10.0.0.2", 0, 50000, "TCP", "ACCEPT", true, 100L, 0L)),
        Arguments.of(
            flow("10.0.0.2", 50000, "203.0.113.9", 40000, synAckFin),
            tuple("inbound", "203.0.113.9", "10.0.0.2", 50000, 0, "TCP", "ACCEPT", true, 0L, 100L)),
        Arguments.of(
            flow("203.0.113.9", 443, "10.0.0.2", 50000, finSyn),
            in("203.0.113.9", "10.0.0.2", 50000, true)),
        // Else the lower port is the server's.
        Arguments.of(
            flow("203.0.113.9", 443, "10.0.0.2", 50000, ack),
            tuple("outbound", "203.0.113.9", "10.0.0.2", 0, 443, "TCP", "ACCEPT", true, 100L, 0L)),
        Arguments.of(
            flow("203.0.113.9", 122, "10.0.0.2", 121, ""),
            in("203.0.113.9", "10.0.0.2", 121, true)),
        // Equal ports tell nothing, so both are kept.
        Arguments.of(
            flow("203.0.113.9", 123, "10.0.0.2", 123, ""),
            tuple(
                "inbound", "203.0.113.9", "10.0.0.2", 123, 123, "TCP", "ACCEPT", true, 100L, 0L)));
  }

  private static Tuple out(
      String ip, String localIp, int remotePort, boolean isOriented, long bytesOut) {
    return tuple("outbound", ip, localIp, 0, remotePort, "TCP", "ACCEPT", isOriented, 0L, bytesOut);
  }

  @ParameterizedTest
  @MethodSource("flows")
  void eachSideOfAFlowIsKnownAsFarAsTheRecordTells(String flow, Tuple expected) {
    assertThat(flows(flow)).containsExactly(expected);
  }

  @Test
  void aMessageOfIcmpHasNoPortsAndItsSourceIsTheClient() {
    String ping =
        flow("203.0.113.9", 0, "10.0.0.2", 0, "")
            .replace("\"protocol_number\":6", "\"protocol_number\":1");
    assertThat(flows(ping))
        .containsExactly(
            tuple("inbound", "203.0.113.9", "10.0.0.2", 0, 0, "ICMP", "ACCEPT", true, 100L, 0L));
  }

  @Test
  void protocolsButTheCommonThreeStandByTheirNumber() {
    String flow = flow("203.0.113.9", 5, "10.0.0.2", 4, "");
    assertThat(
            flows(
                flow.replace("\"protocol_number\":6", "\"protocol_number\":17"),
                flow.replace("\"protocol_number\":6", "\"protocol_number\":47"),
                flow.replace("\"protocol_number\":6,", "")))
        .extracting(row -> row.toList().get(5))
        .containsExactly("UDP", "47", null);
  }

  @Test
  void aWindowWithoutFlowsHasNeitherSideNorDirection() {
    assertThat(
            flows(
                "{\"time\":\"2026-10-17T10:00:00Z\",\"log_status\":\"NODATA\",\"packets\":0,"
                    + "\"bytes\":0}"))
        .containsExactly(tuple(null, null, null, null, null, null, "NODATA", true, 0L, 0L));
  }

  @Test
  void aRowOfNullsGivesARowOfNulls() {
    assertThat(flows("{}"))
        .containsExactly(tuple(null, null, null, null, null, null, null, true, 0L, null));
  }

  @Test
  void withoutRowsThereAreNone() {
    assertThat(flows(new String[0])).isEmpty();
  }

  @Test
  void theEndOfAFlowIsItsStartWhereNoneIsToldAndTheHourIsThatOfTheStart() {
    assertThat(
            tuples(
                rows(
                        Flows.FLOW,
                        "{\"time\":\"2026-10-17T10:59:59Z\"}",
                        "{\"time\":\"2026-10-17T23:59:59Z\",\"end_time\":\"2026-10-18T00:00:59Z\"}")
                    .select(Flows.traffic().as("record"))
                    .select("record.*"),
                "end_time",
                "hour"))
        .containsExactly(tuple("2026-10-17T10:59:59Z", 10), tuple("2026-10-18T00:00:59Z", 23));
  }

  @Test
  void anEndThatNoWindowCanHaveIsTheStart() {
    String flow = "{\"time\":\"2026-10-17T10:00:00Z\",\"end_time\":\"%s\"}";
    assertThat(
            tuples(
                rows(
                        Flows.FLOW,
                        flow.formatted("2026-10-17T09:59:59Z"),
                        flow.formatted("2026-10-17T10:00:00Z"),
                        flow.formatted("2026-10-17T11:00:00Z"),
                        flow.formatted("2026-10-17T11:00:01Z"),
                        flow.formatted("2099-01-01T00:00:00Z"))
                    .select(Flows.traffic().as("record"))
                    .select("record.*"),
                "end_time"))
        .containsExactly(
            tuple("2026-10-17T10:00:00Z"),
            tuple("2026-10-17T10:00:00Z"),
            tuple("2026-10-17T11:00:00Z"),
            tuple("2026-10-17T10:00:00Z"),
            tuple("2026-10-17T10:00:00Z"));
  }
}
