package io.hawkshaw.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a step sees: the lake, the days to build, what was read of the raw data, and the settings.
 * No clock: the time of the run is data like the rest.
 *
 * @param lake the tables as they are
 * @param days UTC days that the night builds, at least one
 * @param scanned what was read of the raw data, by the table that it feeds
 * @param settings the operator's settings
 * @param startedTime when the night started
 * @param rules the detection rules that hold
 * @param feedback what people decided about anomalies
 */
public record Night(
    Lake lake,
    NavigableSet<LocalDate> days,
    Map<Table, Scanned> scanned,
    Settings settings,
    Instant startedTime,
    EventRules rules,
    Feedback feedback) {

  /** A night without detection rules. */
  public Night(
      Lake lake,
      NavigableSet<LocalDate> days,
      Map<Table, Scanned> scanned,
      Settings settings,
      Instant startedTime) {
    this(lake, days, scanned, settings, startedTime, EventRules.NONE, Feedback.NONE);
  }

  /**
   * The rows that a table holds of the days of this night; of detections the unexpected ones, of
   * anomalies those that nobody called benign.
   */
  public Dataset<Row> today(Table table) {
    return read(table).filter(isOn(days));
  }

  /**
   * The rows that a table holds of the days before the first of this night; of detections and
   * anomalies as {@link #today}.
   */
  public Dataset<Row> before(Table table, int count) {
    LocalDate first = days.first();
    return read(table)
        .filter(
            col("day")
                .lt(lit(Date.valueOf(first)))
                .and(col("day").geq(lit(Date.valueOf(first.minusDays(count))))));
  }

  /**
   * The rows that a table holds from some days before the first day of this night to its last: the
   * past of each of its days, where a night builds many at once; of detections and anomalies as
   * {@link #today}.
   */
  public Dataset<Row> history(Table table, int count) {
    return read(table).filter(isOfHistory(count));
  }

  /** The anomalies of such a history that somebody called benign. */
  public Dataset<Row> benign(int count) {
    return feedback.benign(lake.read(Table.ANOMALIES).filter(isOfHistory(count)));
  }

  private Column isOfHistory(int count) {
    return col("day")
        .geq(lit(Date.valueOf(days.first().minusDays(count))))
        .and(col("day").leq(lit(Date.valueOf(days.last()))));
  }

  private Dataset<Row> read(Table table) {
    Dataset<Row> rows = lake.read(table);
    return switch (table) {
      case DETECTIONS -> rules.unexpected(rows, LocalDate.ofInstant(startedTime, ZoneOffset.UTC));
      case ANOMALIES -> feedback.upheld(rows);
      default -> rows;
    };
  }

  /** What was read for a table; empty where its sources had nothing to read. */
  public Optional<Scanned> scanned(Table table) {
    return Optional.ofNullable(scanned.get(table));
  }

  /** All days of which raw data was read; empty where there was none to read. */
  public Optional<NavigableSet<LocalDate>> readDays() {
    NavigableSet<LocalDate> read = new TreeSet<>();
    scanned.values().forEach(s -> read.addAll(s.days()));
    return read.isEmpty() ? Optional.empty() : Optional.of(read);
  }

  /** True for rows of the days and sources that were read again, so that older rows give way. */
  public Column isReread() {
    return scanned.values().stream()
        .map(s -> isOn(s.days()).and(col("source").isin(s.sources().toArray())))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  /** True for rows of some days. */
  public static Column isOn(NavigableSet<LocalDate> days) {
    return col("day").isin(days.stream().map(Date::valueOf).toArray());
  }
}
