package io.hawkshaw.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.udfs.Printable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Counts over time, a line for each name; a time without a row of the name counts 0. */
final class LineChart {
  private LineChart() {}

  /**
   * The chart of some rows.
   *
   * @param time column of the time
   * @param name column of the name
   * @param value column of the count, which gives the axis its name
   */
  static ObjectNode of(List<Row> rows, String time, String name, String value) {
    List<String> times =
        rows.stream().map(row -> Cells.text(row.getAs(time))).distinct().sorted().toList();
    Map<String, Integer> places = new HashMap<>();
    times.forEach(each -> places.put(each, places.size()));
    Map<String, double[]> series = new LinkedHashMap<>();
    for (Row row : rows) {
      String key = String.valueOf(Cells.text(row.getAs(name)));
      double[] values = series.computeIfAbsent(key, k -> new double[times.size()]);
      values[places.get(Cells.text(row.getAs(time)))] += row.<Number>getAs(value).doubleValue();
    }
    ObjectNode chart =
        JsonNodeFactory.instance.objectNode().put("kind", "lines").put("unit", unit(value));
    ArrayNode labels = chart.putArray("times");
    times.forEach(labels::add);
    ArrayNode all = chart.putArray("series");
    series.forEach(
        (key, values) -> {
          ObjectNode one = all.addObject().put("name", Printable.of(InvestigationGraph.label(key)));
          ArrayNode numbers = one.putArray("values");
          for (double each : values) {
            numbers.add(Math.round(each));
          }
        });
    return chart;
  }

  private static String unit(String column) {
    return column.replace('_', ' ');
  }
}
