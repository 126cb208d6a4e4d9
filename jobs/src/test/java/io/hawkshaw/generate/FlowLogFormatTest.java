package io.hawkshaw.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.generate.Flow.Direction;
import io.hawkshaw.generate.Flow.Interval;
import io.hawkshaw.generate.Flow.Load;
import io.hawkshaw.generate.Flow.Peer;
import io.hawkshaw.generate.Flow.Verdict;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FlowLogFormatTest {
  private static final Interval MINUTE =
      new Interval(Instant.ofEpochSecond(1_792_123_800), Instant.ofEpochSecond(1_792_123_858));

  @Test
  void defaultFormatWritesTheFourteenFieldsOfVersionTwo() {
    Flow flow =
        new Flow(
            Hosts.WORKBENCH,
            new Peer(Direction.INGRESS, 22, "203.0.113.66", 51_514),
            new Load(6, 2, 1, 44),
            MINUTE,
            Verdict.REJECT);
    assertThat(FlowLogFormat.DEFAULT.line(flow))
        .isEqualTo(
            "2 333344445555 eni-0d3300000000000a1 203.0.113.66 10.30.1.17 51514 22 6 1 44"
                + " 1792123800 1792123858 REJECT OK");
  }

  @Test
  void intervalWithoutDataKeepsOnlyWhoAndWhen() {
    Flow flow = Flow.silent(Hosts.WORKBENCH, MINUTE, Verdict.NODATA);
    assertThat(FlowLogFormat.DEFAULT.line(flow))
        .isEqualTo(
            "2 333344445555 eni-0d3300000000000a1 - - - - - - - 1792123800 1792123858 - NODATA");
  }

  @Test
  void everyLineHasAsManyFieldsAsTheHeader() {
    Flow flow = Flow.silent(Hosts.WAREHOUSE, MINUTE, Verdict.SKIPDATA);
    for (FlowLogFormat format : FlowLogFormat.values()) {
      assertThat(format.line(flow).split(" ", -1)).hasSameSizeAs(format.header().split(" ", -1));
    }
  }
}
