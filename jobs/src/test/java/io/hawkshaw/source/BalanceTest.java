package io.hawkshaw.source;

import static io.hawkshaw.source.ScanRows.call;
import static io.hawkshaw.source.ScanRows.days;
import static io.hawkshaw.source.ScanRows.facts;
import static io.hawkshaw.source.ScanRows.idle;
import static io.hawkshaw.source.ScanRows.night;
import static io.hawkshaw.source.ScanRows.reject;
import static io.hawkshaw.testing.TestSession.SPARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.source.Balance.Gap;
import io.hawkshaw.testing.MemoryLake;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BalanceTest {
  private static final String DAY = "2026-10-17";

  private static List<Gap> gaps(String... scan) {
    return Balance.gaps(night(new MemoryLake(), days("2026-10-16", DAY), scan), SPARK);
  }

  @Test
  void recordsCopiesAndRejectsMakeUpWhatWasRead() {
    assertThat(
            gaps(
                facts("cloudtrail", DAY, "a", 3),
                facts("cloudtrail", DAY, "b", 1),
                call("cloudtrail", DAY, "e1"),
                call("cloudtrail", DAY, "e1"),
                call("cloudtrail", DAY, "e2", "\"ip\":\"192.0.2.1\""),
                reject("cloudtrail", DAY, "b", 0)))
        .isEmpty();
  }

  @Test
  void aRecordThatWasLostIsFound() {
    assertThat(
            gaps(
                facts("cloudtrail", DAY, "a", 3),
                call("cloudtrail", DAY, "e1"),
                call("cloudtrail", DAY, "e2")))
        .containsExactly(new Gap("cloudtrail", LocalDate.parse(DAY), 3, 2));
  }

  @Test
  void aRejectThatWasLostIsFoundAndSoIsARecordTooMany() {
    assertThat(
            gaps(
                facts("cloudtrail", "2026-10-16", "a", 1, "\"rejected\":1,\"late\":0"),
                facts("S3_DATA", DAY, "b", 1),
                call("S3_DATA", DAY, "e1"),
                call("S3_DATA", DAY, "e2")))
        .containsExactly(
            new Gap("cloudtrail", LocalDate.parse("2026-10-16"), 1, 0),
            new Gap("S3_DATA", LocalDate.parse(DAY), 1, 2));
  }

  @Test
  void aLossOnOneDayIsNotMadeUpByAnotherNorBySource() {
    assertThat(
            gaps(
                facts("cloudtrail", "2026-10-16", "a", 1),
                call("cloudtrail", DAY, "e1"),
                facts("S3_DATA", DAY, "b", 1)))
        .hasSize(3);
  }

  @Test
  void copiesAcrossSourcesCountForTheSourceThatDeliveredThem() {
    assertThat(
            gaps(
                facts("cloudtrail", DAY, "a", 2),
                facts("CLOUD_TRAIL_MGMT", DAY, "b", 1),
                call("cloudtrail", DAY, "e1"),
                call("CLOUD_TRAIL_MGMT", DAY, "e1"),
                call("cloudtrail", DAY, "e2")))
        .isEmpty();
  }

  @Test
  void aNightThatReadNothingIsInBalance() {
    assertThat(gaps()).isEmpty();
    assertThat(Balance.gaps(idle(new MemoryLake(), days(DAY)), SPARK)).isEmpty();
  }
}
