package io.hawkshaw.run;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.lake.Written;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the steps of a night in their order: build, replace the days, note what it cost. Each step
 * replaces its days at once or not at all, and the ledger of files comes last, so a run that was
 * stopped anywhere is begun again from the same files and ends in the same tables.
 */
public final class NightRun {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final SparkSession spark;
  private final Lake lake;
  private final Progress progress;
  private final Meter meter;
  private final String runId;
  private final Instant startedTime;
  private final String settingsHash;
  private final List<Row> runs = Collections.synchronizedList(new ArrayList<>());

  /**
   * A run that begins now.
   *
   * @param startedTime when
   */
  public NightRun(
      SparkSession spark, Lake lake, Settings settings, Instant startedTime, Progress progress) {
    this.spark = spark;
    this.lake = lake;
    this.progress = progress;
    this.startedTime = startedTime;
    this.settingsHash = settings.hash();
    this.runId = STAMP.format(startedTime) + "-" + UUID.randomUUID().toString().substring(0, 8);
    this.meter = Meter.start(spark.sparkContext());
  }

  /** Id of the run. */
  public String runId() {
    return runId;
  }

  /** Runs something that belongs to the night before its first step, such as reading. */
  public <T> T measure(String part, NavigableSet<LocalDate> days, Measured<T> work) {
    return run(part, days, () -> new Done<>(work.run(), 0, null)).result();
  }

  /** Work that is measured. */
  @FunctionalInterface
  public interface Measured<T> {
    /** Does the work. */
    T run();
  }

  /**
   * Builds what the steps have to build of a night: a stage after the other, its steps together.
   */
  public void build(List<List<Step>> stages, Night night) {
    for (List<Step> stage : stages) {
      Together.run(stage.stream().<Runnable>map(step -> () -> build(step, night)).toList());
    }
  }

  private void build(Step step, Night night) {
    step.days()
        .apply(night)
        .ifPresent(days -> run(step.label(), days, () -> replace(step, days, night)));
  }

  private Done<Void> replace(Step step, NavigableSet<LocalDate> days, Night night) {
    Written written = lake.replace(step.table(), days, step.build().apply(night));
    night.scanned(step.table()).ifPresent(scanned -> scanned.release().run());
    return new Done<>(null, written.rows(), written.probability());
  }

  /**
   * Writes what the run was and cost.
   *
   * @param status ok, failed or unbalanced
   */
  public void finish(String status, NavigableSet<LocalDate> days) {
    note("night", days, startedTime, meter.total(), rowsWritten(), null, status);
    meter.stop();
    lake.append(Table.RUNS, spark.createDataFrame(runs, Table.RUNS.schema()));
  }

  private long rowsWritten() {
    int rows = Table.RUNS.schema().fieldIndex("rows");
    return List.copyOf(runs).stream().mapToLong(run -> run.getLong(rows)).sum();
  }

  private record Done<T>(T result, long rows, Double expectedFalseAlarms) {}

  private <T> Done<T> run(String part, NavigableSet<LocalDate> days, Measured<Done<T>> work) {
    Instant began = Instant.now();
    meter.enter(part);
    progress.begin(part);
    try {
      Done<T> done = work.run();
      Meter.Cost cost = meter.cost(part);
      note(part, days, began, cost, done.rows(), done.expectedFalseAlarms(), "ok");
      progress.end(part, done.rows() == 0 ? "" : "%,d rows".formatted(done.rows()));
      return done;
    } finally {
      meter.enter(null);
    }
  }

  private void note(
      String part,
      NavigableSet<LocalDate> days,
      Instant began,
      Meter.Cost cost,
      long rows,
      Double expectedFalseAlarms,
      String status) {
    LocalDate day = days.isEmpty() ? LocalDate.ofInstant(startedTime, ZoneOffset.UTC) : days.last();
    runs.add(
        RowFactory.create(
            runId,
            Date.valueOf(day),
            days.stream().map(Date::valueOf).toArray(Date[]::new),
            part,
            Timestamp.from(began),
            (Instant.now().toEpochMilli() - began.toEpochMilli()) / 1000.0,
            cost.cpuSeconds(),
            rows,
            cost.bytesRead(),
            expectedFalseAlarms,
            status,
            Version.CURRENT,
            settingsHash));
  }
}
