package io.hawkshaw.run;

import io.hawkshaw.lake.Table;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A table and the pure function that builds it for the days of a night.
 *
 * @param table the table
 * @param raw the raw data that has to be read for it
 * @param days the days of a night that the step builds; empty where it has nothing to do
 * @param build from what the night sees to the rows of these days
 */
public record Step(
    Table table,
    Raw raw,
    Function<Night, Optional<NavigableSet<LocalDate>>> days,
    Function<Night, Dataset<Row>> build) {

  /** Which raw data a step needs. */
  public enum Raw {
    /** None: it is made of other tables. */
    NONE,
    /** That of its own table. */
    OWN,
    /** That of all tables. */
    ALL
  }

  /** A step that builds every day of the night from other tables. */
  public static Step of(Table table, Function<Night, Dataset<Row>> build) {
    return new Step(table, Raw.NONE, night -> Optional.of(night.days()), build);
  }

  /** A step that builds every day of the night, also those of which no raw data was read. */
  public static Step ofSilence(Table table, Function<Night, Dataset<Row>> build) {
    return new Step(table, Raw.ALL, night -> Optional.of(night.days()), build);
  }

  /** A step that builds the days of which the raw data of its table was read. */
  public static Step ofScan(Table table, Function<Dataset<Row>, Dataset<Row>> build) {
    return new Step(
        table,
        Raw.OWN,
        night -> night.scanned(table).map(Scanned::days),
        night -> build.apply(night.scanned(table).orElseThrow().rows()));
  }

  /** A step as {@link #ofScan(Table, Function)} that also sees the night around it. */
  public static Step ofScan(Table table, BiFunction<Night, Dataset<Row>, Dataset<Row>> build) {
    return new Step(
        table,
        Raw.OWN,
        night -> night.scanned(table).map(Scanned::days),
        night -> build.apply(night, night.scanned(table).orElseThrow().rows()));
  }

  /** A step that builds every day of which any raw data was read. */
  public static Step ofScans(Table table, Function<Night, Dataset<Row>> build) {
    return new Step(table, Raw.ALL, Night::readDays, build);
  }

  /** The name that an operator gives to {@code --only}. */
  public String label() {
    return table.sqlName();
  }
}
