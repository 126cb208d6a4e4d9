package io.hawkshaw.source;

import static io.hawkshaw.source.ScanRows.call;
import static io.hawkshaw.source.ScanRows.facts;
import static io.hawkshaw.source.ScanRows.reject;
import static io.hawkshaw.source.ScanRows.scan;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class ActivityTest {
  private static final String DAY = "2026-10-17";

  private static Dataset<Row> table(String... rows) {
    return Activity.build(ScanRows.rollUp(Feed.ACTIVITY, scan(rows)));
  }

  @Test
  void callsAlikeInAllKeysAreOneRow() {
    String agent = "\"user_agent\":\"aws-cli/2.15.0\",\"target_sample\":\"k";
    assertThat(
            tuples(
                table(
                    call("cloudtrail", DAY, "e4", agent + "1\""),
                    call("cloudtrail", DAY, "e3", agent + "2\""),
                    call("cloudtrail", DAY, "e2", agent + "1\"").replace("T10:00", "T10:59"),
                    call("cloudtrail", DAY, "e1", agent + "3\"").replace("T10:00", "T10:01"),
                    call("cloudtrail", DAY, "e1", agent + "3\"").replace("T10:00", "T10:01")),
                "day",
                "hour",
                "source",
                "agent_family",
                "events",
                "duplicates",
                "first_time",
                "last_time",
                "event_ids",
                "target_samples",
                "rules",
                "country"))
        .containsExactly(
            tuple(
                DAY,
                10,
                "cloudtrail",
                "aws-cli",
                4L,
                1L,
                DAY + "T10:00:00Z",
                DAY + "T10:59:00Z",
                List.of("e1", "e2", "e3"),
                List.of("k1", "k2", "k3"),
                List.of(),
                null));
  }

  @Test
  void callsThatDifferInAnyKeyAreTwoRows() {
    String[] keys = {
      "\"principal\":\"p\"",
      "\"session\":\"s\"",
      "\"access_key\":\"k\"",
      "\"ip\":\"192.0.2.1\"",
      "\"user_agent\":\"u\"",
      "\"service\":\"s\"",
      "\"operation\":\"o\"",
      "\"is_read\":true",
      "\"target_type\":\"t\"",
      "\"target\":\"t\"",
      "\"outcome\":\"denied\"",
      "\"error\":\"e\"",
      "\"is_service\":true",
      "\"invoked_by\":\"i\"",
      "\"source_identity\":\"s\"",
      "\"principal_id\":\"i\"",
      "\"principal_type\":\"ROOT\""
    };
    String[] rows = new String[keys.length + 1];
    rows[0] = call("cloudtrail", DAY, "e");
    for (int i = 0; i < keys.length; i++) {
      rows[i + 1] = call("cloudtrail", DAY, "e" + i, keys[i]);
    }
    assertThat(tuples(table(rows), "events")).hasSize(rows.length).containsOnly(tuple(1L));
  }

  @Test
  void rejectsAndFactsAreNoRowsOfTheTable() {
    assertThat(table(reject("cloudtrail", DAY, "f", 0), facts("cloudtrail", DAY, "f", 1)).isEmpty())
        .isTrue();
  }

  @Test
  void aRecordOfNullsIsCounted() {
    assertThat(
            tuples(
                table(
                    "{\"source\":\"cloudtrail\",\"day\":\""
                        + DAY
                        + "\",\"id\":\"x\",\"record\":{}}"),
                "events",
                "principal",
                "event_ids"))
        .containsExactly(tuple(1L, null, List.of()));
  }

  @Test
  void withoutRowsThereAreNoneAndTheColumnsAreThoseOfTheTable() {
    assertThat(table().isEmpty()).isTrue();
    assertThat(table().columns()).containsExactlyInAnyOrderElementsOf(Table.ACTIVITY.columns());
  }
}
