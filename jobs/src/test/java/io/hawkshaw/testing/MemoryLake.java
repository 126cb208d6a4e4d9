package io.hawkshaw.testing;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.lake.Written;
import io.hawkshaw.run.Night;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** A lake that lives as long as a test, and holds whoever writes to it to its contract. */
public final class MemoryLake implements Lake {
  private final Map<Table, List<Row>> tables = new EnumMap<>(Table.class);

  /** A lake that holds some rows of a table already, written as JSON objects. */
  public MemoryLake with(Table table, String... json) {
    append(table, TestSession.rows(table.schema(), json));
    return this;
  }

  @Override
  public synchronized Dataset<Row> read(Table table) {
    return SPARK.createDataFrame(tables.getOrDefault(table, List.of()), table.schema());
  }

  @Override
  public synchronized Written replace(
      Table table, NavigableSet<LocalDate> days, Dataset<Row> rows) {
    if (days.isEmpty()) {
      throw new IllegalArgumentException("No day to replace in " + table);
    }
    List<Row> written = conform(table, rows).collectAsList();
    if (!table.isByDay()) {
      tables.put(table, new ArrayList<>(written));
      return written(table, written);
    }
    Set<LocalDate> strange = new HashSet<>();
    for (Row row : written) {
      java.sql.Date day = row.getAs("day");
      strange.add(day == null ? null : day.toLocalDate());
    }
    strange.removeIf(day -> day != null && days.contains(day));
    if (!strange.isEmpty()) {
      throw new IllegalArgumentException("Rows of " + table + " outside of its days: " + strange);
    }
    List<Row> all = new ArrayList<>(read(table).filter(not(Night.isOn(days))).collectAsList());
    all.addAll(written);
    tables.put(table, all);
    return written(table, written);
  }

  private static Written written(Table table, List<Row> rows) {
    boolean isStated = table.columns().contains("p_value");
    return new Written(
        rows.size(),
        isStated ? rows.stream().mapToDouble(row -> row.<Double>getAs("p_value")).sum() : null);
  }

  @Override
  public synchronized void append(Table table, Dataset<Row> rows) {
    tables
        .computeIfAbsent(table, t -> new ArrayList<>())
        .addAll(conform(table, rows).collectAsList());
  }

  private static Dataset<Row> conform(Table table, Dataset<Row> rows) {
    Set<String> columns = Set.of(rows.columns());
    if (!columns.equals(new HashSet<>(table.columns()))) {
      throw new IllegalArgumentException("Not the columns of " + table + ": " + columns);
    }
    return rows.select(
        Arrays.stream(table.schema().fields()).map(MemoryLake::column).toArray(Column[]::new));
  }

  private static Column column(StructField field) {
    return col(field.name()).cast(field.dataType()).as(field.name());
  }
}
