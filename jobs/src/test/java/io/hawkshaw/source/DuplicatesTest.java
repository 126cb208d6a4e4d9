package io.hawkshaw.source;

import static io.hawkshaw.source.ScanRows.call;
import static io.hawkshaw.source.ScanRows.facts;
import static io.hawkshaw.source.ScanRows.reject;
import static io.hawkshaw.source.ScanRows.scan;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class DuplicatesTest {
  private static final String DAY = "2026-10-17";
  private static final List<String> SOURCES = List.of("cloudtrail", "CLOUD_TRAIL_MGMT");

  private static Dataset<Row> fold(String... rows) {
    return Duplicates.fold(scan(rows), SOURCES);
  }

  @Test
  void copiesInOneSourceAreOneRow() {
    String call = call("cloudtrail", DAY, "e1");
    assertThat(
            tuples(
                fold(call, call, call("cloudtrail", DAY, "e2")),
                "record.event_id",
                "copies",
                "seen"))
        .containsExactlyInAnyOrder(
            tuple("e1", 2L, List.of(2L, 0L)), tuple("e2", 1L, List.of(1L, 0L)));
  }

  @Test
  void copiesAcrossSourcesAreOneRowThatTellsWhoDeliveredThem() {
    assertThat(
            tuples(
                fold(
                    call("cloudtrail", DAY, "e1"),
                    call("CLOUD_TRAIL_MGMT", DAY, "e1"),
                    call("cloudtrail", DAY, "e1")),
                "source",
                "copies",
                "seen"))
        .containsExactly(tuple("CLOUD_TRAIL_MGMT", 3L, List.of(2L, 1L)));
  }

  @Test
  void theSameIdOnAnotherDayIsAnotherRecord() {
    assertThat(
            tuples(
                fold(call("cloudtrail", DAY, "e1"), call("cloudtrail", "2026-10-16", "e1")),
                "day",
                "copies"))
        .containsExactlyInAnyOrder(tuple(DAY, 1L), tuple("2026-10-16", 1L));
  }

  @Test
  void ofUnequalCopiesTheSameIsKeptInWhateverOrderTheyCome() {
    String one = call("cloudtrail", DAY, "e1", "\"user_agent\":\"a\"");
    String other = call("cloudtrail", DAY, "e1", "\"user_agent\":\"b\"");
    assertThat(tuples(fold(one, other), "record.user_agent")).containsExactly(tuple("a"));
    assertThat(tuples(fold(other, one), "record.user_agent")).containsExactly(tuple("a"));
  }

  @Test
  void rejectsAndFactsPassThrough() {
    assertThat(
            tuples(
                fold(
                    reject("cloudtrail", DAY, "f", 0),
                    reject("cloudtrail", DAY, "f", 1),
                    facts("cloudtrail", DAY, "f", 2)),
                "reject.position",
                "facts.records",
                "copies"))
        .containsExactlyInAnyOrder(tuple(0L, null, 1L), tuple(1L, null, 1L), tuple(null, 2L, 1L));
  }

  @Test
  void withoutRowsThereAreNone() {
    assertThat(fold().isEmpty()).isTrue();
  }
}
