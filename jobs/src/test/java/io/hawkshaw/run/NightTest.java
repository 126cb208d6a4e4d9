package io.hawkshaw.run;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NightTest {
  private static final MemoryLake LAKE =
      new MemoryLake()
          .with(
              Table.REJECTS,
              "{\"day\":\"2026-10-13\",\"source\":\"a\"}",
              "{\"day\":\"2026-10-14\",\"source\":\"b\"}",
              "{\"day\":\"2026-10-16\",\"source\":\"a\"}",
              "{\"day\":\"2026-10-16\",\"source\":\"b\"}",
              "{\"day\":\"2026-10-17\",\"source\":\"a\"}",
              "{\"day\":\"2026-10-18\",\"source\":\"a\"}",
              "{\"source\":\"a\"}");

  private static NavigableSet<LocalDate> days(String... days) {
    NavigableSet<LocalDate> set = new TreeSet<>();
    for (String day : days) {
      set.add(LocalDate.parse(day));
    }
    return set;
  }

  private static Night night(Map<Table, Scanned> scanned) {
    return new Night(
        LAKE, days("2026-10-16", "2026-10-18"), scanned, Settings.defaults(), Instant.EPOCH);
  }

  private static Scanned scanned(NavigableSet<LocalDate> days, String... sources) {
    return new Scanned(
        days, List.of(sources), SPARK.emptyDataFrame(), SPARK.emptyDataFrame(), () -> {});
  }

  @Test
  void todayAreTheRowsOfTheNightsDaysAndOfNoneBetween() {
    assertThat(tuples(night(Map.of()).today(Table.REJECTS), "day"))
        .containsExactly(tuple("2026-10-16"), tuple("2026-10-16"), tuple("2026-10-18"));
  }

  @Test
  void beforeAreTheDaysAheadOfTheFirstAsManyAsAsked() {
    assertThat(tuples(night(Map.of()).before(Table.REJECTS, 2), "day"))
        .containsExactly(tuple("2026-10-14"));
    assertThat(tuples(night(Map.of()).before(Table.REJECTS, 3), "day"))
        .containsExactly(tuple("2026-10-13"), tuple("2026-10-14"));
    assertThat(tuples(night(Map.of()).before(Table.REJECTS, 0), "day")).isEmpty();
  }

  @Test
  void aTableThatWasNeverWrittenHasNoRows() {
    assertThat(tuples(night(Map.of()).today(Table.ACTIVITY), "day")).isEmpty();
    assertThat(tuples(night(Map.of()).before(Table.ACTIVITY, 9), "day")).isEmpty();
  }

  @Test
  void rereadAreTheRowsOfDaysAndSourcesThatWereBothScanned() {
    Night night =
        night(
            Map.of(
                Table.ACTIVITY, scanned(days("2026-10-16", "2026-10-17"), "a"),
                Table.TRAFFIC, scanned(days("2026-10-14"), "b", "c")));

    assertThat(tuples(LAKE.read(Table.REJECTS).filter(night.isReread()), "day", "source"))
        .containsExactly(
            tuple("2026-10-14", "b"), tuple("2026-10-16", "a"), tuple("2026-10-17", "a"));
    assertThat(night.readDays().orElseThrow())
        .isEqualTo(days("2026-10-14", "2026-10-16", "2026-10-17"));
  }

  @Test
  void withoutAScanNothingIsReread() {
    Night night = night(Map.of());
    assertThat(LAKE.read(Table.REJECTS).filter(not(night.isReread())).count()).isEqualTo(7);
    assertThat(night.readDays()).isEmpty();
    assertThat(night.scanned(Table.ACTIVITY)).isEmpty();
  }

  @Test
  void aStepOfAScanBuildsTheDaysOfItsTableOnly() {
    Step step = Step.ofScan(Table.ACTIVITY, scan -> scan);
    NavigableSet<LocalDate> read = days("2026-10-16");

    assertThat(step.days().apply(night(Map.of(Table.ACTIVITY, scanned(read, "a")))))
        .isEqualTo(Optional.of(read));
    assertThat(step.days().apply(night(Map.of(Table.TRAFFIC, scanned(read, "a"))))).isEmpty();
    assertThat(step.label()).isEqualTo("activity");
  }

  @Test
  void otherStepsBuildAllDaysReadOrAllDaysOfTheNight() {
    Night night = night(Map.of(Table.TRAFFIC, scanned(days("2026-10-14"), "b")));

    assertThat(Step.ofScans(Table.REJECTS, n -> rows("day DATE")).days().apply(night))
        .contains(days("2026-10-14"));
    assertThat(Step.of(Table.COVERAGE, n -> rows("day DATE")).days().apply(night))
        .contains(days("2026-10-16", "2026-10-18"));
  }
}
