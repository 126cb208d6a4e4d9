package io.hawkshaw.report;

import io.hawkshaw.udfs.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as a table of text for a terminal: aligned columns, long cells cut, control characters of a
 * log shown instead of obeyed.
 */
public final class TextTable {
  private static final int MAX_CELL = 60;
  private static final String NONE = "";

  private final String[] names;
  private final boolean[] isNumber;
  private final List<String[]> rows;

  private TextTable(String[] names, boolean[] isNumber, List<String[]> rows) {
    this.names = names;
    this.isNumber = isNumber;
    this.rows = rows;
  }

  /** The rows of a query. They are collected, so they should be few. */
  public static TextTable of(Dataset<Row> query) {
    return of(query.schema(), query.collectAsList());
  }

  /** Rows of a schema. */
  public static TextTable of(StructType schema, List<Row> rows) {
    boolean[] isNumber = new boolean[schema.length()];
    for (int i = 0; i < isNumber.length; i++) {
      isNumber[i] = schema.apply(i).dataType() instanceof NumericType;
    }
    List<String[]> cells = new ArrayList<>();
    rows.forEach(row -> cells.add(cells(row)));
    return new TextTable(schema.fieldNames(), isNumber, cells);
  }

  private static String[] cells(Row row) {
    String[] cells = new String[row.size()];
    for (int i = 0; i < cells.length; i++) {
      String text = Printable.of(Cells.text(row.get(i)));
      cells[i] = text == null ? NONE : cut(text);
    }
    return cells;
  }

  private static String cut(String text) {
    return text.length() <= MAX_CELL ? text : text.substring(0, MAX_CELL - 1) + "…";
  }

  /** True without rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table, with a line for the names and one below it. */
  public String print() {
    int[] widths = new int[names.length];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      widths[i] =
          Math.max(
              names[i].length(),
              rows.stream().mapToInt(row -> row[column].length()).max().orElse(0));
    }
    StringBuilder text = new StringBuilder();
    text.append(line(names, widths));
    text.append(
        Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ", "", "\n")));
    rows.forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private String line(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String pad = " ".repeat(widths[i] - cells[i].length());
      line.append(i == 0 ? "" : "  ").append(isNumber[i] ? pad + cells[i] : cells[i] + pad);
    }
    return line.toString().stripTrailing() + "\n";
  }
}
