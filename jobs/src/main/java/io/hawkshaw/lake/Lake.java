package io.hawkshaw.lake;

import java.time.LocalDate;
import java.util.NavigableSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where the tables live. Everything that the product reads back or writes goes through here. */
public interface Lake {
  /** All rows of a table, in the order of its columns; no row where it was never written. */
  Dataset<Row> read(Table table);

  /**
   * Puts rows in the place of what a table holds of some days, at once or not at all. All rows are
   * of these days and have the table's columns. A table that is not by day is replaced whole.
   *
   * @param days UTC days, at least one
   */
  Written replace(Table table, NavigableSet<LocalDate> days, Dataset<Row> rows);

  /** Adds rows to a table. */
  void append(Table table, Dataset<Row> rows);
}
