package io.hawkshaw.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.udfs.Printable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/** Data of a table of a page: its rows, and by which columns its lines open into others. */
final class PageTable {
  /**
   * As long as the longest name of an entity's type and an id of an instance: values of so many
   * characters at most are not broken.
   */
  private static final int SHORT = 20;

  /** Longer values are sentences, which need room on small screens too. */
  private static final int LONG = 120;

  private final ObjectNode table = JsonNodeFactory.instance.objectNode();
  private final StructType schema;

  private PageTable(String title, StructType schema) {
    this.schema = schema;
    table.put("title", title);
  }

  /** A table of one line a row. */
  static ObjectNode flat(String title, StructType schema, List<Row> rows) {
    PageTable table = new PageTable(title, schema);
    table.fill(rows, List.of());
    table.levels(List.of(List.of(schema.fieldNames()[0])));
    return table.table;
  }

  /**
   * A table that opens level by level: rows that agree in the columns of a level are one line.
   *
   * @param summed columns whose values are added up
   * @param levels columns of each level, the outermost first
   */
  static ObjectNode levelled(
      String title,
      StructType schema,
      List<Row> rows,
      List<String> summed,
      List<List<String>> levels) {
    PageTable table = new PageTable(title, schema);
    table.fill(rows, summed);
    table.levels(levels);
    table.table.put("levelTitle", title);
    return table.table;
  }

  private void fill(List<Row> rows, List<String> summed) {
    ArrayNode columns = table.putArray("columns");
    for (var field : schema.fields()) {
      ObjectNode column = columns.addObject().put("title", field.name().replace('_', ' '));
      // Counts are long; what is an int is a port or an hour, and reads best as it stands.
      if (field.dataType() instanceof NumericType && !(field.dataType() instanceof IntegerType)) {
        column.put("type", "number");
      } else if (field.dataType() instanceof TimestampType) {
        column.put("type", "time");
      }
      if (summed.contains(field.name())) {
        column.put("sum", true);
      } else if (field.name().equals("first_time")) {
        column.put("range", "min");
      } else if (field.name().equals("last_time")) {
        column.put("range", "max");
      }
    }
    ArrayNode lines = table.putArray("rows");
    rows.forEach(row -> fill(lines.addArray(), row));
    for (int i = 0; i < columns.size(); i++) {
      int longest = longest(lines, i);
      if (longest <= SHORT || longest > LONG) {
        ((ObjectNode) columns.get(i)).put(longest <= SHORT ? "short" : "wide", true);
      }
    }
  }

  private static int longest(ArrayNode lines, int column) {
    int longest = 0;
    for (JsonNode line : lines) {
      longest = Math.max(longest, line.get(column).asText().length());
    }
    return longest;
  }

  private static void fill(ArrayNode line, Row row) {
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i);
      if (value instanceof Long || value instanceof Integer) {
        line.add(((Number) value).longValue());
      } else if (value instanceof Double number) {
        line.add(Math.round(number * 1000) / 1000.0);
      } else {
        line.add(Printable.of(Cells.text(value)));
      }
    }
  }

  private void levels(List<List<String>> levels) {
    List<String> names = Arrays.asList(schema.fieldNames());
    ArrayNode all = table.putArray("levels");
    for (List<String> level : levels) {
      ArrayNode keys = all.addArray();
      level.forEach(name -> keys.add(names.indexOf(name)));
    }
  }
}
