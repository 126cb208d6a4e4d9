package io.hawkshaw.source;

import static io.hawkshaw.source.ScanRows.call;
import static io.hawkshaw.source.ScanRows.days;
import static io.hawkshaw.source.ScanRows.facts;
import static io.hawkshaw.source.ScanRows.idle;
import static io.hawkshaw.source.ScanRows.night;
import static io.hawkshaw.source.ScanRows.reject;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.testing.MemoryLake;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

final class CoverageTest {
  private static final String DAY = "2026-10-17";

  private static MemoryLake lake(String... coverage) {
    return new MemoryLake().with(Table.COVERAGE, coverage);
  }

  private static String sent(String day, String source, long records, String status) {
    return """
        {"day":"%s","account":"1","region":"eu-west-1","source":"%s","files":1,"bytes":9,
         "records":%d,"rejected":0,"duplicates":0,"late":0,"status":"%s"}"""
        .formatted(day, source, records, status);
  }

  private static List<Tuple> status(Night night) {
    return tuples(Coverage.build(night), "day", "source", "records", "status");
  }

  @Test
  void whatCameIsCountedBySender() {
    Night night =
        night(
            lake(),
            days(DAY),
            facts("cloudtrail", DAY, "a", 2),
            facts("cloudtrail", DAY, "b", 2, "\"rejected\":0,\"late\":0,\"skipped\":7")
                .replace("T11:00", "T12:00"),
            call("cloudtrail", DAY, "e1"),
            call("cloudtrail", DAY, "e1"),
            call("cloudtrail", DAY, "e2"),
            call("cloudtrail", DAY, "e3"));

    assertThat(Coverage.build(night).columns()).containsExactlyElementsOf(Table.COVERAGE.columns());
    assertThat(tuples(Coverage.build(night), Table.COVERAGE.columns().toArray(String[]::new)))
        .containsExactly(
            tuple(
                DAY,
                "1",
                "eu-west-1",
                "cloudtrail",
                2L,
                1000L,
                4L,
                0L,
                1L,
                0L,
                7L,
                DAY + "T10:00:00Z",
                DAY + "T12:00:00Z",
                "ok"));
  }

  @Test
  void lateRecordsMakeItLateAndRejectsPartial() {
    assertThat(
            status(
                night(
                    lake(),
                    days(DAY),
                    facts("cloudtrail", DAY, "a", 1, "\"rejected\":0,\"late\":1"),
                    facts("S3_DATA", DAY, "b", 2, "\"rejected\":1,\"late\":1"),
                    facts("LAMBDA_EXECUTION", DAY, "c", 1))))
        .containsExactlyInAnyOrder(
            tuple(DAY, "cloudtrail", 1L, "late"),
            tuple(DAY, "S3_DATA", 2L, "partial"),
            tuple(DAY, "LAMBDA_EXECUTION", 1L, "ok"));
  }

  @Test
  void copiesCountForTheSourceThatDidNotGetIntoTheTable() {
    assertThat(
            tuples(
                Coverage.build(
                    night(
                        lake(),
                        days(DAY),
                        facts("cloudtrail", DAY, "a", 1),
                        facts("CLOUD_TRAIL_MGMT", DAY, "b", 1),
                        call("cloudtrail", DAY, "e1"),
                        call("CLOUD_TRAIL_MGMT", DAY, "e1"))),
                "source",
                "duplicates"))
        .containsExactlyInAnyOrder(tuple("CLOUD_TRAIL_MGMT", 0L), tuple("cloudtrail", 1L));
  }

  @Test
  void whoSentOnEarlierDaysAndNothingNowIsMissing() {
    assertThat(
            tuples(
                Coverage.build(
                    night(
                        lake(
                            sent("2026-10-16", "cloudtrail", 5, "ok"),
                            sent("2026-10-16", "S3_DATA", 5, "partial")),
                        days(DAY),
                        facts("cloudtrail", DAY, "a", 1))),
                "source",
                "files",
                "bytes",
                "records",
                "first_time",
                "status"))
        .containsExactlyInAnyOrder(
            tuple("cloudtrail", 1L, 500L, 1L, DAY + "T10:00:00Z", "ok"),
            tuple("S3_DATA", 0L, 0L, 0L, null, "missing"));
  }

  @Test
  void whoSentNothingForAWeekIsNotExpected() {
    assertThat(
            status(
                idle(
                    lake(
                        sent("2026-10-10", "cloudtrail", 5, "ok"),
                        sent("2026-10-09", "S3_DATA", 5, "ok")),
                    days(DAY))))
        .containsExactly(tuple(DAY, "cloudtrail", 0L, "missing"));
  }

  @Test
  void whoWasMissingIsNoReasonToExpect() {
    assertThat(status(idle(lake(sent("2026-10-16", "cloudtrail", 0, "missing")), days(DAY))))
        .isEmpty();
  }

  @Test
  void aFileWithoutRecordsIsNoReasonToExpect() {
    assertThat(
            status(
                night(lake(), days("2026-10-16", DAY), facts("cloudtrail", "2026-10-16", "a", 0))))
        .containsExactly(tuple("2026-10-16", "cloudtrail", 0L, "ok"));
  }

  @Test
  void aDayThatIsNotOverMissesNothingYet() {
    assertThat(
            status(idle(lake(sent("2026-10-16", "cloudtrail", 5, "ok")), days(DAY, "2026-10-18"))))
        .containsExactly(tuple(DAY, "cloudtrail", 0L, "missing"));
  }

  @Test
  void aDayOfTheNightExpectsWhatAnEarlierDayOfItBrought() {
    assertThat(
            status(
                night(
                    lake(),
                    days("2026-10-15", "2026-10-16", DAY),
                    facts("cloudtrail", "2026-10-15", "a", 1),
                    facts("cloudtrail", DAY, "a", 1))))
        .containsExactlyInAnyOrder(
            tuple("2026-10-15", "cloudtrail", 1L, "ok"),
            tuple("2026-10-16", "cloudtrail", 0L, "missing"),
            tuple(DAY, "cloudtrail", 1L, "ok"));
  }

  @Test
  void rowsOfWhatWasNotReadAgainAreKeptAndThoseOfWhatWasGiveWay() {
    assertThat(
            status(
                night(
                    lake(
                        sent(DAY, "VPC_FLOW", 7, "late"),
                        sent(DAY, "cloudtrail", 7, "ok"),
                        sent(DAY, "S3_DATA", 7, "ok")),
                    days(DAY),
                    facts("cloudtrail", DAY, "a", 1),
                    facts("S3_DATA", DAY, "b", 2))))
        .containsExactlyInAnyOrder(
            tuple(DAY, "VPC_FLOW", 7L, "late"),
            tuple(DAY, "cloudtrail", 1L, "ok"),
            tuple(DAY, "S3_DATA", 2L, "ok"));
  }

  @Test
  void whatWasMissingIsMissingNoMoreOnceItCame() {
    assertThat(
            status(
                night(
                    lake(
                        sent("2026-10-16", "cloudtrail", 7, "ok"),
                        sent(DAY, "cloudtrail", 0, "missing")),
                    days(DAY),
                    facts("cloudtrail", DAY, "a", 1, "\"rejected\":0,\"late\":1"))))
        .containsExactly(tuple(DAY, "cloudtrail", 1L, "late"));
  }

  @Test
  void withoutAnythingThereIsNothing() {
    assertThat(status(idle(lake(), days(DAY)))).isEmpty();
  }

  @Test
  void rejectsOfThisReadingStandBesideThoseOfWhatWasNotRead() {
    MemoryLake lake =
        new MemoryLake()
            .with(
                Table.REJECTS,
                "{\"day\":\"2026-10-17\",\"source\":\"cloudtrail\",\"file\":\"old\"}",
                "{\"day\":\"2026-10-17\",\"source\":\"VPC_FLOW\",\"file\":\"kept\"}",
                "{\"day\":\"2026-10-16\",\"source\":\"VPC_FLOW\",\"file\":\"other day\"}");
    Night night = night(lake, days(DAY), reject("cloudtrail", DAY, "new", 3));

    assertThat(tuples(Rejects.build(night), "day", "source", "file", "position", "reason", "raw"))
        .containsExactlyInAnyOrder(
            tuple(DAY, "VPC_FLOW", "kept", null, null, null),
            tuple(DAY, "cloudtrail", "new", 3L, "no time", "{}"));
    assertThat(tuples(Rejects.build(idle(lake, days(DAY))), "file"))
        .containsExactlyInAnyOrder(tuple("old"), tuple("kept"));
  }

  @Test
  void filesOfThisReadingStandBesideThoseOfWhatWasNotRead() {
    MemoryLake lake =
        new MemoryLake()
            .with(
                Table.FILES,
                "{\"day\":\"2026-10-17\",\"source\":\"cloudtrail\",\"file\":\"gone\"}",
                "{\"day\":\"2026-10-17\",\"source\":\"ROUTE53\",\"file\":\"kept\"}");
    Night night = night(lake, days(DAY), facts("cloudtrail", DAY, "new", 3));

    assertThat(tuples(FilesRead.build(night), "source", "file", "records"))
        .containsExactlyInAnyOrder(tuple("ROUTE53", "kept", null), tuple("cloudtrail", "new", 3L));
    assertThat(FilesRead.build(night).columns())
        .containsExactlyInAnyOrderElementsOf(Table.FILES.columns());
  }
}
