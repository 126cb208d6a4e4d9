package io.hawkshaw.report;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import io.hawkshaw.run.Scope;
import io.hawkshaw.udfs.Printable;
import java.io.StringWriter;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;

/**
 * The rows of a query as HTML that stands within another page, as in the cells of a notebook.
 *
 * <p>A table is plain HTML. What needs a script stands in a frame of its own, which may run it but
 * reaches neither the page around it nor any network: what the rows say was written by whoever is
 * in the logs.
 */
public final class Figure {
  /** More lines nobody reads; what more there is, is said. */
  private static final int MOST_LINES = 500;

  private static final int MOST_ROWS = 20_000;

  /** As many as Amazon Detective draws. */
  private static final int NODES = 100;

  // In pixels.
  private static final int CHART_HEIGHT = 440;
  private static final int MAP_HEIGHT = 570;
  private static final int GRAPH_HEIGHT = 740;
  private static final int PAGE_HEIGHT = 900;
  private static final int HEAD_HEIGHT = 260;
  private static final int LINE_HEIGHT = 34;
  private static final int MOST_HEIGHT = 640;

  private static final Mustache TEMPLATE =
      new DefaultMustacheFactory("io/hawkshaw/report").compile("figure.mustache");

  private final StructType schema;
  private final List<Row> rows;
  private final boolean isMore;

  private Figure(Dataset<Row> query, int most) {
    List<Row> read = query.limit(most + 1).collectAsList();
    this.schema = query.schema();
    this.isMore = read.size() > most;
    this.rows = isMore ? read.subList(0, most) : read;
  }

  /** All columns of all rows, line by line. */
  public static String table(Dataset<Row> query) {
    Figure figure = new Figure(query, MOST_LINES);
    List<Object> lines = new ArrayList<>();
    for (Row row : figure.rows) {
      List<Object> cells = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        cells.add(Map.of("text", text(row.get(i)), "style", style(figure.schema.fields()[i])));
      }
      lines.add(Map.of("cells", cells));
    }
    List<Object> columns = new ArrayList<>();
    for (StructField field : figure.schema.fields()) {
      columns.add(Map.of("text", field.name().replace('_', ' '), "style", style(field)));
    }
    return filled(
        Map.of("isTable", true, "columns", columns, "rows", lines, "told", figure.told()));
  }

  /**
   * A table that opens level by level, with numbers added up.
   *
   * @param levels columns of each level, the outermost first, with blanks between them
   */
  public static String levels(Dataset<Row> query, List<String> levels) {
    Figure figure = new Figure(query, MOST_ROWS);
    List<List<String>> columns =
        levels.stream().map(level -> Arrays.asList(level.split(" "))).toList();
    List<String> summed =
        Arrays.stream(figure.schema.fields())
            .filter(field -> field.dataType() instanceof NumericType)
            .map(StructField::name)
            .filter(name -> columns.stream().noneMatch(level -> level.contains(name)))
            .toList();
    String title = String.join(" → ", levels).replace('_', ' ');
    ObjectNode table = PageTable.levelled(title, figure.schema, figure.rows, summed, columns);
    return figure.framed(Section.table("figure", title, "", table), figure.height(columns.get(0)));
  }

  /**
   * Calls over time by outcome.
   *
   * @param query with columns time, a timestamp, and success, denied, failure
   */
  public static String timeline(Dataset<Row> query, Scope scope) {
    Figure figure = new Figure(query, MOST_ROWS);
    return figure.drawn("Calls over time", CallVolume.of(figure.rows, scope), CHART_HEIGHT);
  }

  /**
   * Counts over time, a line for each name.
   *
   * @param query whose first column is the time, the second the name, the third the count
   */
  public static String lines(Dataset<Row> query) {
    Figure figure = new Figure(query, MOST_ROWS);
    String[] names = figure.schema.fieldNames();
    ObjectNode chart = LineChart.of(figure.rows, names[0], names[1], names[2]);
    return figure.drawn(names[2].replace('_', ' ') + " over time", chart, CHART_HEIGHT);
  }

  /**
   * Places on a map.
   *
   * @param query with columns country, city, latitude, longitude, is_new, calls and ips
   */
  public static String map(Dataset<Row> query) {
    Figure figure = new Figure(query, MOST_ROWS);
    ObjectNode chart = JsonNodeFactory.instance.objectNode().put("kind", "map");
    ArrayNode points = chart.putArray("points");
    for (Row place : figure.rows) {
      if (Places.isPlaced(place)) {
        points.add(
            Places.point(
                Places.label(place),
                place,
                place.<Boolean>getAs("is_new"),
                place.<Number>getAs("calls").longValue(),
                place.getList(place.fieldIndex("ips"))));
      }
    }
    if (points.isEmpty() && !figure.rows.isEmpty()) {
      long addresses =
          figure.rows.stream()
              .mapToLong(place -> place.getList(place.fieldIndex("ips")).size())
              .sum();
      return text(Places.unknown(addresses));
    }
    return figure.drawn("Places", chart, MAP_HEIGHT);
  }

  /**
   * Entities and what links them.
   *
   * @param query with columns from_type, from_entity, relation, to_type, to_entity; those rows
   *     first that shall be drawn where there are too many
   */
  public static String graph(Dataset<Row> query) {
    Figure figure = new Figure(query, MOST_ROWS);
    GraphChart graph = new GraphChart(NODES);
    for (Row edge : figure.rows) {
      String from = edge.getAs("from_entity");
      String to = edge.getAs("to_entity");
      if (node(graph, edge.getAs("from_type"), from) && node(graph, edge.getAs("to_type"), to)) {
        graph.link(from, to, Printable.of(edge.<String>getAs("relation").replace('_', ' ')));
      }
    }
    return figure.drawn("Graph", graph.chart(), GRAPH_HEIGHT);
  }

  /** Text as it stands. */
  public static String text(String text) {
    String lines = text.lines().map(Printable::of).collect(joining("\n"));
    return filled(Map.of("isText", true, "verbatim", lines));
  }

  /** A whole page in a frame. */
  public static String page(String html) {
    return frame("Page", html, PAGE_HEIGHT);
  }

  private static String filled(Map<String, Object> scope) {
    StringWriter html = new StringWriter();
    TEMPLATE.execute(html, scope);
    return html.toString();
  }

  private static boolean node(GraphChart graph, String type, String id) {
    return graph.node(id, InvestigationGraph.category(type), InvestigationGraph.label(id));
  }

  /** Numbers stand below each other, times are not broken, and of all else no word is too long. */
  private static String style(StructField field) {
    if (field.dataType() instanceof NumericType) {
      return "text-align:right";
    }
    return field.dataType() instanceof TimestampType || field.dataType() instanceof DateType
        ? "text-align:left;white-space:nowrap"
        : "text-align:left;overflow-wrap:anywhere;min-width:9em";
  }

  private static String text(Object value) {
    if (value instanceof Long count) {
      return "%,d".formatted(count);
    }
    if (value instanceof Double number) {
      return new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
          .format(number);
    }
    String text = Cells.text(value);
    return text == null ? "" : Printable.of(text);
  }

  /** Room for the outermost lines, and for those of a line that is opened. */
  private int height(List<String> level) {
    long lines =
        rows.stream()
            .map(row -> level.stream().map(name -> Cells.text(row.getAs(name))).toList())
            .distinct()
            .count();
    return (int) Math.min(MOST_HEIGHT, HEAD_HEIGHT + LINE_HEIGHT * lines);
  }

  private String told() {
    String lines = "%,d %s".formatted(rows.size(), rows.size() == 1 ? "row" : "rows");
    return isMore ? "The first " + lines + "; there are more: narrow the query" : lines;
  }

  private String drawn(String title, ObjectNode chart, int height) {
    return framed(Section.chart("figure", title, "", chart), height);
  }

  private String framed(Section section, int height) {
    return frame(section.title(), Page.frame(section), height)
        + (rows.isEmpty() || isMore ? text(told()) : "");
  }

  /** In an attribute in quotes only quotes and ampersands have a meaning. */
  private static String frame(String title, String html, int height) {
    return "<iframe title=\"%s\" sandbox=\"allow-scripts\" style=\"width:100%%;height:%dpx;border:0\" srcdoc=\"%s\"></iframe>"
        .formatted(quoted(title), height, quoted(html));
  }

  private static String quoted(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;");
  }
}
