package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.lake.Written;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.StorageFault;
import io.hawkshaw.run.Window;
import io.hawkshaw.testing.MemoryLake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that are stopped, that come twice, and whose files come late. */
class RestartTest {
  private static final Instant STARTED = Instant.parse("2026-10-18T02:00:00Z");

  @TempDir Path input;
  private Path trail;

  @BeforeEach
  void deliverTwoDays() throws IOException {
    trail = input.resolve("AWSLogs/111122223333/CloudTrail/us-east-1");
    deliver(
        "2026-10-16", "0910", call("a", "2026-10-16T09:00:00Z"), call("b", "2026-10-16T09:05:00Z"));
    deliver(
        "2026-10-17", "0005", call("c", "2026-10-16T23:59:59Z"), call("d", "2026-10-17T00:01:00Z"));
  }

  @Test
  void aNightThatIsStoppedAtOneStepAfterTheOtherGivesTheSameTables() {
    MemoryLake undisturbed = new MemoryLake();
    run(undisturbed);

    MemoryLake disturbed = new MemoryLake();
    for (Table stopAt : List.of(Table.ACTIVITY, Table.COVERAGE, Table.FILES)) {
      assertThatThrownBy(() -> run(new StoppingLake(disturbed, stopAt)))
          .hasMessage("stopped at " + stopAt);
    }
    run(disturbed);

    assertThat(tables(disturbed)).isEqualTo(tables(undisturbed));
  }

  @Test
  void aNightThatIsStoppedAmongTheTablesMadeOfOthersGivesTheSameTablesToo() {
    MemoryLake undisturbed = new MemoryLake();
    whole(undisturbed);

    MemoryLake disturbed = new MemoryLake();
    Lake stopping = new StoppingLake(disturbed, Table.FINDING_GROUP_MEMBERS);
    assertThatThrownBy(() -> whole(stopping)).hasMessage("stopped at FINDING_GROUP_MEMBERS");
    whole(disturbed);

    assertThat(disturbed.read(Table.OBSERVATIONS).isEmpty()).isFalse();
    assertThat(tables(disturbed)).isEqualTo(tables(undisturbed));
  }

  /** Not even the failure can be noted then. */
  @Test
  void aNightWhoseDiskIsFullSaysSoAndTheNextGivesTheSameTables() {
    MemoryLake undisturbed = new MemoryLake();
    run(undisturbed);

    MemoryLake disturbed = new MemoryLake();
    assertThatThrownBy(() -> run(new FullLake(disturbed)))
        .matches(StorageFault::isFullDisk)
        .satisfies(full -> assertThat(full.getSuppressed()).hasSize(1));
    assertThat(disturbed.read(Table.FILES).isEmpty()).isTrue();
    run(disturbed);

    assertThat(tables(disturbed)).isEqualTo(tables(undisturbed));
  }

  @Test
  void aSecondNightOverTheSameFilesHasNothingToDo() {
    MemoryLake lake = new MemoryLake();
    NightShift.Result first = run(lake);
    Map<Table, List<String>> before = tables(lake);
    NightShift.Result second = run(lake);
    assertThat(first.days()).containsExactly(day("2026-10-16"), day("2026-10-17"));
    assertThat(second.days()).isEmpty();
    assertThat(tables(lake)).isEqualTo(before);
  }

  @Test
  void aLateFileRebuildsItsOwnDayFromAllFilesOfThatDay() throws IOException {
    MemoryLake lake = new MemoryLake();
    run(lake);
    deliver(
        "2026-10-19",
        "1200",
        call("late", "2026-10-16T10:00:00Z"),
        call("a", "2026-10-16T09:00:00Z"));

    NightShift.Result night = run(lake);

    assertThat(night.days()).contains(day("2026-10-16")).doesNotContain(day("2026-10-17"));
    assertThat(eventIds(lake)).containsExactlyInAnyOrder("a", "b", "c", "d", "late");
    assertThat(sum(lake, "duplicates")).isEqualTo(1);
    assertThat(sum(lake, "events")).isEqualTo(5);
  }

  @Test
  void nightsOverTheSameFilesInAnyPortionsGiveTheSameRollups() throws IOException {
    MemoryLake portions = new MemoryLake();
    run(portions);
    deliver("2026-10-17", "2350", call("e", "2026-10-17T23:40:00Z"));
    run(portions);

    MemoryLake atOnce = new MemoryLake();
    run(atOnce);

    assertThat(tables(portions)).isEqualTo(tables(atOnce));
  }

  @Test
  void aFileThatWasReplacedIsReadAgain() throws IOException {
    MemoryLake lake = new MemoryLake();
    run(lake);
    deliver(
        "2026-10-16",
        "0910",
        call("a", "2026-10-16T09:00:00Z"),
        call("other", "2026-10-16T09:06:07Z"));
    run(lake);
    assertThat(eventIds(lake)).containsExactlyInAnyOrder("a", "other", "c", "d");
  }

  @Test
  void aDayWhoseFilesAreGoneStaysAsItIs() throws IOException {
    MemoryLake lake = new MemoryLake();
    run(lake);
    Files.delete(file("2026-10-16", "0910"));
    deliver("2026-10-19", "1200", call("late", "2026-10-16T10:00:00Z"));

    NightShift.Result night = run(lake);

    assertThat(night.unbuilt()).contains(day("2026-10-16"));
    assertThat(eventIds(lake)).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void aBackFillBuildsTheDaysAskedForAndLeavesTheOthersToTheNight() {
    MemoryLake lake = new MemoryLake();
    LocalDate first = day("2026-10-16");
    NightShift.Result backFill =
        Rollups.shift(settings(), STARTED).run(SPARK, lake, new Window(first, first));
    assertThat(backFill.days()).containsExactly(first);
    assertThat(eventIds(lake)).containsExactlyInAnyOrder("a", "b", "c");

    NightShift.Result night = run(lake);
    assertThat(night.days()).contains(day("2026-10-17"));
    assertThat(eventIds(lake)).containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  /** A lake that fails when a table is to be written. */
  private record StoppingLake(Lake lake, Table stopAt) implements Lake {
    @Override
    public Dataset<Row> read(Table table) {
      return lake.read(table);
    }

    @Override
    public Written replace(Table table, NavigableSet<LocalDate> days, Dataset<Row> rows) {
      if (table == stopAt) {
        throw new IllegalStateException("stopped at " + table);
      }
      return lake.replace(table, days, rows);
    }

    @Override
    public void append(Table table, Dataset<Row> rows) {
      lake.append(table, rows);
    }
  }

  /** A lake on whose disk there is room for one table. */
  private record FullLake(Lake lake) implements Lake {
    @Override
    public Dataset<Row> read(Table table) {
      return lake.read(table);
    }

    @Override
    public Written replace(Table table, NavigableSet<LocalDate> days, Dataset<Row> rows) {
      if (table != Table.ACTIVITY) {
        throw full();
      }
      return lake.replace(table, days, rows);
    }

    @Override
    public void append(Table table, Dataset<Row> rows) {
      throw full();
    }

    private static UncheckedIOException full() {
      return new UncheckedIOException(new IOException("No space left on device"));
    }
  }

  private NightShift.Result run(Lake lake) {
    return Rollups.shift(settings(), STARTED).run(SPARK, lake, Window.NEW_FILES);
  }

  private void whole(Lake lake) {
    new NightShift(settings(), STARTED, Progress.SILENT).run(SPARK, lake, Window.NEW_FILES);
  }

  private Settings settings() {
    return Settings.defaults().withInputs(Map.of("cloudtrail", List.of(input.toUri().toString())));
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }

  private static List<String> eventIds(Lake lake) {
    return lake.read(Table.ACTIVITY).selectExpr("explode(event_ids) AS id").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static long sum(Lake lake, String column) {
    return lake.read(Table.ACTIVITY).selectExpr("sum(" + column + ")").first().getLong(0);
  }

  private static Map<Table, List<String>> tables(Lake lake) {
    Map<Table, List<String>> all = new TreeMap<>();
    for (Table table : Table.values()) {
      if (table != Table.RUNS) {
        all.put(table, lake.read(table).toJSON().collectAsList().stream().sorted().toList());
      }
    }
    return all;
  }

  private Path file(String day, String time) {
    return trail
        .resolve(day.replace('-', '/'))
        .resolve(
            "111122223333_CloudTrail_us-east-1_" + day.replace("-", "") + "T" + time + "Z_x.json");
  }

  private void deliver(String day, String time, String... records) throws IOException {
    Path file = file(day, time);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "{\"Records\":[" + String.join(",", records) + "]}");
  }

  private static String call(String id, String time) {
    return """
        {"eventVersion":"1.08","eventID":"%s","eventTime":"%s","eventSource":"iam.amazonaws.com",
         "eventName":"Get%s","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.10",
         "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/maria",
         "principalId":"AIDAEXAMPLE","accountId":"111122223333","userName":"maria"},
         "recipientAccountId":"111122223333","readOnly":true}
        """
        .formatted(id, time, id);
  }
}
