package io.hawkshaw.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables that a benchmark fills: shown as Markdown while it runs, so that nothing is lost where
 * it is cut off, and written as both Markdown and JSON at its end.
 */
public final class Report {
  private final ObjectMapper json =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private final Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();
  private final StringBuilder markdown = new StringBuilder();
  private final PrintStream out;
  private List<String> columns = List.of();
  private List<Map<String, Object>> rows = new ArrayList<>();

  /**
   * An empty report.
   *
   * @param out where the tables are shown
   */
  public Report(PrintStream out) {
    this.out = out;
  }

  /** Begins a table. */
  public void table(String title, String... names) {
    columns = List.of(names);
    rows = new ArrayList<>();
    tables.put(title, rows);
    show("%n%s:%n%n| %s |%n".formatted(title, String.join(" | ", names)));
    show("|%s%n".formatted("---|".repeat(names.length)));
  }

  /** Adds a row to the table: a value for each of its columns, null where there is none. */
  public void row(Object... values) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      row.put(columns.get(i), values[i]);
    }
    rows.add(row);
    show(Arrays.stream(values).map(Report::text).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Double number
        ? "%.1f".formatted(number)
        : value instanceof Number number ? "%,d".formatted(number.longValue()) : value.toString();
  }

  private void show(String text) {
    out.print(text);
    markdown.append(text);
  }

  /**
   * Writes all tables.
   *
   * @param folder where they are to stand, as {@code NAME.md} and {@code NAME.json}
   */
  public void write(Path folder, String name) throws IOException {
    Files.writeString(folder.resolve(name + ".md"), markdown.toString().stripLeading());
    Files.writeString(folder.resolve(name + ".json"), json.writeValueAsString(tables) + "\n");
  }
}
