package io.hawkshaw.run;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class NightRunTest {
  private static final Instant STARTED = Instant.parse("2026-10-18T02:00:00Z");
  private static final NavigableSet<LocalDate> DAYS =
      new TreeSet<>(List.of(LocalDate.parse("2026-10-16"), LocalDate.parse("2026-10-17")));

  private final MemoryLake lake =
      new MemoryLake()
          .with(
              Table.REJECTS,
              "{\"day\":\"2026-10-15\",\"reason\":\"kept\"}",
              "{\"day\":\"2026-10-17\",\"reason\":\"old\"}");
  private final List<String> told = new ArrayList<>();
  private final Progress progress =
      new Progress() {
        @Override
        public void begin(String part) {
          told.add("begin " + part);
        }

        @Override
        public void end(String part, String result) {
          told.add("end " + part + " " + result);
        }
      };
  private final Night night = new Night(lake, DAYS, Map.of(), Settings.defaults(), STARTED);

  private NightRun run() {
    return new NightRun(SPARK, lake, Settings.defaults(), STARTED, progress);
  }

  private static Step rejects(String... json) {
    return Step.of(Table.REJECTS, n -> rows(Table.REJECTS.schema(), json));
  }

  @Test
  void aStepReplacesItsDaysAndIsNoted() {
    NightRun run = run();
    run.build(List.of(List.of(rejects("{\"day\":\"2026-10-16\",\"reason\":\"new\"}"))), night);
    run.finish("ok", DAYS);

    assertThat(tuples(lake.read(Table.REJECTS), "day", "reason"))
        .containsExactlyInAnyOrder(tuple("2026-10-15", "kept"), tuple("2026-10-16", "new"));
    assertThat(tuples(lake.read(Table.RUNS), "step", "day", "days", "rows", "status", "version"))
        .containsExactly(
            tuple(
                "rejects",
                "2026-10-17",
                List.of("2026-10-16", "2026-10-17"),
                1L,
                "ok",
                Version.CURRENT),
            tuple(
                "night",
                "2026-10-17",
                List.of("2026-10-16", "2026-10-17"),
                1L,
                "ok",
                Version.CURRENT));
    assertThat(told).containsExactly("begin rejects", "end rejects 1 rows");
  }

  @Test
  void whatWasReadForATableIsKeptUntilTheTableIsWritten() {
    List<Boolean> isWrittenAtRelease = new ArrayList<>();
    Scanned scanned =
        new Scanned(
            DAYS,
            List.of("a"),
            rows(Table.REJECTS.schema(), "{\"day\":\"2026-10-16\",\"reason\":\"new\"}"),
            SPARK.emptyDataFrame(),
            () ->
                isWrittenAtRelease.add(
                    tuples(lake.read(Table.REJECTS), "reason").contains(tuple("new"))));
    Night read =
        new Night(lake, DAYS, Map.of(Table.REJECTS, scanned), Settings.defaults(), STARTED);
    run().build(List.of(List.of(Step.ofScan(Table.REJECTS, scan -> scan))), read);

    assertThat(isWrittenAtRelease).containsExactly(true);
  }

  @Test
  void allRowsOfARunBearItsIdAndItsSettings() {
    NightRun run = run();
    run.build(List.of(List.of(rejects())), night);
    run.finish("ok", DAYS);

    assertThat(run.runId()).matches("20261018T020000Z-[0-9a-f]{8}");
    assertThat(tuples(lake.read(Table.RUNS), "run_id", "settings_hash"))
        .containsOnly(tuple(run.runId(), Settings.defaults().hash()));
    assertThat(run().runId()).isNotEqualTo(run.runId());
  }

  @Test
  void aLaterStepSeesWhatTheEarlierWrote() {
    Step second =
        Step.of(
            Table.REJECTS,
            n -> n.today(Table.REJECTS).withColumn("reason", concat(col("reason"), lit("er"))));
    NightRun run = run();
    run.build(
        List.of(List.of(rejects("{\"day\":\"2026-10-16\",\"reason\":\"new\"}")), List.of(second)),
        night);
    run.finish("ok", DAYS);

    assertThat(tuples(lake.read(Table.REJECTS), "reason"))
        .containsExactlyInAnyOrder(tuple("kept"), tuple("newer"));
  }

  @Test
  void aStepWithoutDaysIsLeftOut() {
    NightRun run = run();
    run.build(List.of(List.of(Step.ofScan(Table.ACTIVITY, scan -> scan))), night);
    run.finish("ok", DAYS);

    assertThat(tuples(lake.read(Table.RUNS), "step")).containsExactly(tuple("night"));
  }

  @Test
  void aStepThatFailsEndsTheRunAndTheRunIsNotedAsFailed() {
    Step failing =
        Step.of(
            Table.COVERAGE,
            n -> {
              throw new IllegalStateException("no coverage");
            });
    NightRun run = run();
    List<List<Step>> stages =
        List.of(List.of(rejects()), List.of(failing), List.of(rejects("{\"day\":\"2026-10-16\"}")));
    assertThatThrownBy(() -> run.build(stages, night)).hasMessage("no coverage");
    run.finish("failed", new TreeSet<>());

    assertThat(tuples(lake.read(Table.RUNS), "step", "status", "day", "days"))
        .containsExactly(
            tuple("rejects", "ok", "2026-10-17", List.of("2026-10-16", "2026-10-17")),
            tuple("night", "failed", "2026-10-18", List.of()));
  }

  @Test
  void theCostOfTheTasksIsNoted() {
    NightRun run = run();
    long counted =
        run.measure("read", DAYS, () -> SPARK.range(0, 1_000_000, 1, 2).selectExpr("sum(id)"))
            .count();
    long sum =
        run.measure(
            "sum",
            DAYS,
            () -> SPARK.range(0, 1_000_000, 1, 2).selectExpr("sum(id)").first().getLong(0));
    run.finish("ok", DAYS);

    assertThat(counted).isEqualTo(1);
    assertThat(sum).isEqualTo(499_999_500_000L);
    Row read = lake.read(Table.RUNS).filter("step = 'read'").first();
    Row summed = lake.read(Table.RUNS).filter("step = 'sum'").first();
    assertThat(read.<Double>getAs("cpu_seconds")).isZero();
    assertThat(summed.<Double>getAs("cpu_seconds")).isPositive();
    assertThat(summed.<Double>getAs("seconds")).isPositive();
  }
}
