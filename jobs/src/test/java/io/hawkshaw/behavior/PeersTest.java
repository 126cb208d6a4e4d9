package io.hawkshaw.behavior;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class PeersTest {
  private static final LocalDate NIGHT = LocalDate.parse("2026-09-22");

  private final List<String> json = new ArrayList<>();

  private void seen(String entity, String dimension, String value, int... days) {
    for (int day : days) {
      json.add(
          """
          {"day":"2026-09-%02d","entity_type":"IAM_USER","entity":"%s","account":"111122223333",\
          "is_service":false,"dimension":"%s","value":"%s","events":10,"failures":0,\
          "first_time":"2026-09-%02dT10:00:00Z","last_time":"2026-09-%02dT10:00:00Z"}"""
              .formatted(day, entity, dimension, value, day, day));
    }
  }

  private MemoryLake lake() {
    int[] always = IntStream.rangeClosed(1, 22).toArray();
    for (String one : List.of("a", "b", "c", "d")) {
      seen(one, "operation", "rare", always);
      seen(one, "operation", "common", always);
    }
    for (String one : List.of("x", "y", "z")) {
      seen(one, "operation", "other", always);
      seen(one, "operation", "common", always);
    }
    // b, c and d know s3, all but they know sqs: a and x come to both today.
    for (String one : List.of("b", "c", "d")) {
      seen(one, "service", "s3", 5);
    }
    seen("y", "service", "sqs", 5);
    for (String one : List.of("a", "x")) {
      seen(one, "service", "sts", always);
      seen(one, "service", "s3", 22);
      seen(one, "service", "sqs", 22);
    }
    return new MemoryLake().with(Table.OBSERVATIONS, json.toArray(String[]::new));
  }

  /** Of seven, "common" tells nothing: the four and the three are alike in all that is left. */
  @Test
  void thoseWhoMakeTheSameRareCallsAreAlike() {
    assertThat(
            tuples(
                Peers.nearest(lake().read(Table.OBSERVATIONS), Settings.defaults().anomalies())
                    .filter("entity IN ('a', 'x')")
                    .selectExpr("entity", "peer", "round(likeness, 9) AS likeness"),
                "entity",
                "peer",
                "likeness"))
        .containsExactlyInAnyOrder(
            tuple("a", "b", 1.0),
            tuple("a", "c", 1.0),
            tuple("a", "d", 1.0),
            tuple("x", "y", 1.0),
            tuple("x", "z", 1.0));
  }

  /** All three peers: the odds times (3 + 1):(0 + 1). None of them: times 1:4. Two are too few. */
  @Test
  void whatPeersDoIsExcusedAndWhatNoneDoesIsWorse() {
    Night night =
        new Night(
            lake(), new TreeSet<>(List.of(NIGHT)), Map.of(), Settings.defaults(), Instant.EPOCH);
    List<Row> found =
        Anomalies.build(night)
            .filter("kind = 'first_seen' AND dimension = 'service'")
            .collectAsList();

    assertUpdated(found, "a", "s3", 1.0, 4);
    assertUpdated(found, "a", "sqs", 0.0, 1.0 / 4);
    assertUpdated(found, "x", "s3", null, 1);
    assertUpdated(found, "x", "sqs", null, 1);
  }

  private static void assertUpdated(
      List<Row> found, String entity, String value, Double share, double factor) {
    Row row =
        found.stream()
            .filter(one -> one.getAs("entity").equals(entity))
            .filter(one -> one.getAs("value").equals(value))
            .findFirst()
            .orElseThrow();
    assertThat(row.<Double>getAs("peer_share")).isEqualTo(share);
    double before = row.getAs("expected");
    double after = row.getAs("p_value");
    assertThat(after / (1 - after)).isCloseTo(factor * before / (1 - before), within(1e-12));
  }
}
