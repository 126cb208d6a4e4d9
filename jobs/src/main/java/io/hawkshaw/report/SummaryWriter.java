package io.hawkshaw.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.report.Page.Fact;
import io.hawkshaw.report.Summary.Panel;
import io.hawkshaw.run.Together;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Writes the summary of a day. */
public enum SummaryWriter {
  /** A table for each panel; ten rows of each. */
  TABLE {
    @Override
    void write(Summary summary, List<Read> panels, PrintWriter out) {
      out.printf("Summary of %s (UTC)%n", summary.day());
      for (Read read : panels) {
        List<Row> first = read.rows().subList(0, Math.min(FEW, read.rows().size()));
        out.printf("%n%s (%,d)%n", read.panel().title(), read.rows().size());
        out.print(first.isEmpty() ? "none\n" : TextTable.of(read.schema(), first).print());
      }
    }
  },

  /** One object with the day and all rows of all panels. */
  JSON {
    @Override
    void write(Summary summary, List<Read> panels, PrintWriter out) {
      ObjectNode whole = JsonNodeFactory.instance.objectNode().put("day", summary.day().toString());
      for (Read read : panels) {
        ArrayNode rows = whole.putArray(read.panel().name());
        for (Row row : read.rows()) {
          try {
            rows.add(MAPPER.readTree(row.json()));
          } catch (JsonProcessingException e) {
            throw new IllegalStateException("Spark writes JSON", e);
          }
        }
      }
      out.println(ShownJson.of(whole));
    }
  },

  /** All panels one below another: panel, number of the row, column, value. */
  CSV {
    @Override
    void write(Summary summary, List<Read> panels, PrintWriter out) {
      Csv csv = new Csv(out, "day", "panel", "row", "column", "value");
      for (Read read : panels) {
        for (int i = 0; i < read.rows().size(); i++) {
          for (int column = 0; column < read.schema().length(); column++) {
            csv.line(
                Arrays.asList(
                    summary.day(),
                    read.panel().name(),
                    i + 1,
                    read.schema().fieldNames()[column],
                    read.rows().get(i).get(column)));
          }
        }
      }
      csv.flush();
    }
  },

  /** A page that needs no network. */
  HTML {
    @Override
    void write(Summary summary, List<Read> panels, PrintWriter out) {
      Map<String, Read> byName = new LinkedHashMap<>();
      panels.forEach(read -> byName.put(read.panel().name(), read));
      List<Section> sections = new ArrayList<>();
      for (Read read : panels) {
        sections.add(section(read));
      }
      out.println(
          new Page(
                  "Summary of the night",
                  summary.day().toString(),
                  null,
                  List.of(
                      new Fact("Finding groups", size(byName, "groups")),
                      new Fact("Investigations", size(byName, "investigations")),
                      new Fact("New places", size(byName, "places")),
                      new Fact("Sources", size(byName, "coverage"))),
                  sections)
              .html());
    }
  };

  private static final int FEW = 10;
  private static final int AT_A_TIME = 4;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** A panel with its rows. */
  record Read(Panel panel, StructType schema, List<Row> rows) {
    static Read of(Panel panel) {
      return new Read(panel, panel.rows().schema(), panel.rows().collectAsList());
    }
  }

  /** Writes all of it. */
  public void write(Summary summary, PrintWriter out) {
    write(summary, Together.map(summary.panels(), AT_A_TIME, Read::of), out);
    out.flush();
  }

  abstract void write(Summary summary, List<Read> panels, PrintWriter out);

  private static String size(Map<String, Read> panels, String name) {
    return String.valueOf(panels.get(name).rows().size());
  }

  private static Section section(Read read) {
    Panel panel = read.panel();
    ObjectNode table = PageTable.flat(panel.title(), read.schema(), read.rows());
    return switch (panel.name()) {
      case "places" ->
          read.rows().isEmpty()
              ? Section.text(
                  panel.name(), panel.title(), "No place was new on this day.", List.of())
              : Places.section(
                      panel.name(),
                      panel.title(),
                      panel.guide(),
                      map(read.rows()),
                      addresses(read.rows().stream()),
                      addresses(read.rows().stream().filter(Places::isPlaced)))
                  .with(table);
      case "principals_by_day" ->
          Section.chart(
              panel.name(),
              panel.title(),
              panel.guide(),
              LineChart.of(read.rows(), "day", "principal", "calls"));
      case "instances_by_day" ->
          Section.chart(
              panel.name(),
              panel.title(),
              panel.guide(),
              LineChart.of(read.rows(), "day", "instance", "bytes"));
      default ->
          Section.table(panel.name(), panel.title(), panel.guide(), table)
              .cutFrom("./hawkshaw summary --format csv");
    };
  }

  private static long addresses(Stream<Row> places) {
    return places.mapToLong(place -> place.getList(place.fieldIndex("ips")).size()).sum();
  }

  private static ObjectNode map(List<Row> places) {
    ObjectNode chart = JsonNodeFactory.instance.objectNode().put("kind", "map");
    ArrayNode points = chart.putArray("points");
    for (Row place : places) {
      if (Places.isPlaced(place)) {
        long calls = place.<Long>getAs("success") + place.<Long>getAs("failed");
        points.add(
            Places.point(
                Places.label(place), place, true, calls, place.getList(place.fieldIndex("ips"))));
      }
    }
    return chart;
  }
}
