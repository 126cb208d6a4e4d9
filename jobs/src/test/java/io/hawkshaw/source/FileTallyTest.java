package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.testing.TestSession;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

final class FileTallyTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-10-16");
  private static final LocalDate SECOND = LocalDate.parse("2026-10-17");
  private static final InputFile FILE =
      new InputFile(
          "file:/x.json.gz",
          1000,
          Instant.parse("2026-10-18T00:00:00Z"),
          "cloudtrail",
          "111122223333",
          "us-east-1",
          SECOND,
          Instant.parse("2026-10-17T06:00:00Z"),
          null);

  private static FileTally tally(InputFile file) {
    return new FileTally(file, Duration.ofHours(6));
  }

  private static List<Tuple> facts(FileTally tally, String... columns) {
    return TestSession.tuples(
        TestSession.SPARK
            .createDataFrame(tally.rows(), Scan.schema(Activity.RECORD))
            .select("day", "facts.*"),
        columns);
  }

  @Test
  void recordsAreCountedByDayAccountAndRegion() {
    FileTally tally = tally(FILE);
    tally.add(FIRST, "1", "us-east-1", Instant.parse("2026-10-16T23:59:59Z"));
    tally.add(SECOND, "1", "us-east-1", Instant.parse("2026-10-17T00:00:02Z"));
    tally.add(SECOND, "1", "us-east-1", Instant.parse("2026-10-17T00:00:01Z"));
    tally.add(SECOND, "1", "us-west-2", Instant.parse("2026-10-17T00:00:03Z"));
    tally.add(SECOND, null, null, Instant.parse("2026-10-17T00:00:04Z"));

    assertThat(
            facts(tally, "day", "account", "region", "records", "bytes", "first_time", "last_time"))
        .containsExactlyInAnyOrder(
            tuple(
                "2026-10-16",
                "1",
                "us-east-1",
                1L,
                200L,
                "2026-10-16T23:59:59Z",
                "2026-10-16T23:59:59Z"),
            tuple(
                "2026-10-17",
                "1",
                "us-east-1",
                2L,
                400L,
                "2026-10-17T00:00:01Z",
                "2026-10-17T00:00:02Z"),
            tuple(
                "2026-10-17",
                "1",
                "us-west-2",
                1L,
                200L,
                "2026-10-17T00:00:03Z",
                "2026-10-17T00:00:03Z"),
            tuple(
                "2026-10-17",
                null,
                null,
                1L,
                200L,
                "2026-10-17T00:00:04Z",
                "2026-10-17T00:00:04Z"));
    assertThat(facts(tally, "touches", "file_bytes"))
        .containsOnly(tuple(List.of("2026-10-16", "2026-10-17"), 1000L));
  }

  @Test
  void rowsOfOneFileHaveIdsOfTheirOwn() {
    FileTally tally = tally(FILE);
    tally.add(FIRST, "1", "us-east-1", Instant.EPOCH);
    tally.add(FIRST, "1", null, Instant.EPOCH);
    tally.add(SECOND, "1", "us-east-1", Instant.EPOCH);

    assertThat(tally.rows()).extracting(row -> row.getString(2)).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void aRejectCountsForTheFilesOwnDayAccountAndRegion() {
    FileTally tally = tally(FILE);
    tally.add(FIRST, "2", "us-west-2", Instant.parse("2026-10-16T23:00:00Z"));
    tally.addReject();

    assertThat(facts(tally, "day", "account", "region", "records", "rejected", "first_time"))
        .containsExactlyInAnyOrder(
            tuple("2026-10-16", "2", "us-west-2", 1L, 0L, "2026-10-16T23:00:00Z"),
            tuple("2026-10-17", "111122223333", "us-east-1", 1L, 1L, null));
  }

  @Test
  void aFileWithoutRecordsIsKnownToHaveBeenRead() {
    assertThat(facts(tally(FILE), "day", "account", "records", "bytes", "touches"))
        .containsExactly(tuple("2026-10-17", "111122223333", 0L, 1000L, List.of("2026-10-17")));
  }

  @Test
  void aRecordIsLateWhenItWasDeliveredMoreThanTheLimitAfterItsTime() {
    FileTally tally = tally(FILE);
    tally.add(SECOND, "1", "us-east-1", Instant.parse("2026-10-17T00:00:00Z"));
    assertThat(facts(tally, "late")).containsExactly(tuple(0L));

    tally.add(SECOND, "1", "us-east-1", Instant.parse("2026-10-16T23:59:59.999Z"));
    assertThat(facts(tally, "late")).containsExactly(tuple(1L));
  }

  @Test
  void withoutATimeOfDeliveryNothingIsLate() {
    InputFile undated =
        new InputFile("file:/x", 1, Instant.EPOCH, "cloudtrail", null, null, null, null, null);
    FileTally tally = tally(undated);
    tally.add(FIRST, null, null, Instant.parse("2006-03-14T00:00:00Z"));

    assertThat(facts(tally, "late")).containsExactly(tuple(0L));
  }

  @Test
  void theDayOfATimeIsThatOfUtc() {
    assertThat(FileTally.day(Instant.parse("2026-10-16T23:59:59.999999999Z"))).isEqualTo(FIRST);
    assertThat(FileTally.day(Instant.parse("2026-10-17T00:00:00Z"))).isEqualTo(SECOND);
  }

  @Test
  void aFilesDayIsThatOfItsPathThenOfItsDeliveryThenOfItsFileSystem() {
    assertThat(FILE.day()).isEqualTo(SECOND);
    assertThat(file(null, Instant.parse("2026-10-16T23:59:59Z")).day()).isEqualTo(FIRST);
    assertThat(file(null, null).day()).isEqualTo(LocalDate.parse("2026-10-18"));
  }

  private static InputFile file(LocalDate pathDay, Instant delivered) {
    return new InputFile("file:/x", 1, FILE.modified(), "s", null, null, pathDay, delivered, null);
  }

  @Test
  void entriesThatAreNoRecordsAreCountedBesideThem() {
    FileTally tally = tally(FILE);
    tally.add(SECOND, "111122223333", "us-east-1", Instant.parse("2026-10-17T00:00:01Z"));
    tally.addSkipped();
    tally.addSkipped();
    assertThat(facts(tally, "day", "records", "rejected", "skipped", "bytes"))
        .containsExactly(tuple("2026-10-17", 1L, 0L, 2L, 1000L));
  }
}
