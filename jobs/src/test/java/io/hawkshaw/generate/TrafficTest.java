package io.hawkshaw.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.generate.Flow.Direction;
import io.hawkshaw.generate.Traffic.Exchange;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TrafficTest {
  private static final Instant TIME = Instant.parse("2026-10-17T08:00:00Z");
  private static final String PEER = "198.51.100.7";

  private final Events events = new Events();
  private final Traffic traffic = new Traffic(events, Hosts.WORKBENCH);

  /** 2 is SYN, 18 SYN-ACK, and 1 more where the connection ends in the window. */
  @Test
  void whoOpensAConnectionSendsSynAndWhoAnswersSynAck() {
    traffic.connect(PEER, 443, 40_000, Exchange.tcp(TIME, 10, 4, 300));
    traffic.accept(PEER, 50_000, 22, Exchange.tcp(TIME, 10, 4, 300));
    traffic.refuse(PEER, 50_000, 23, TIME);
    assertThat(events.flows())
        .extracting(
            flow -> flow.peer().direction(), Flow::targetPort, flow -> flow.load().tcpFlags())
        .containsExactly(
            tuple(Direction.EGRESS, 443, 3),
            tuple(Direction.INGRESS, 40_000, 19),
            tuple(Direction.INGRESS, 22, 3),
            tuple(Direction.EGRESS, 50_000, 19),
            tuple(Direction.INGRESS, 23, 2));
  }
}
