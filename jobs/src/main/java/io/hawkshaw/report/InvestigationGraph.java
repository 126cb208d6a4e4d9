package io.hawkshaw.report;

import io.hawkshaw.report.Conduct.Part;
import java.util.Locale;
import org.apache.spark.sql.Row;

/** The graph of a principal: its chain of sessions first, then findings, then its edges. */
final class InvestigationGraph {
  /** As many as Amazon Detective draws. */
  private static final int NODES = 100;

  private InvestigationGraph() {}

  static GraphChart of(CaseFile file) {
    GraphChart graph = new GraphChart(NODES);
    String arn = file.investigation().getAs("entity_arn");
    graph.node(arn, category(file.investigation().getAs("entity_type")), label(arn));
    for (Row step : file.part(Part.CHAIN)) {
      edge(graph, step, "started session");
    }
    for (Row indicator : file.indicators()) {
      if (indicator.<String>getAs("indicator_type").equals("RELATED_FINDING")) {
        var detail = InvestigationJson.detail(indicator).elements().next();
        String finding = detail.path("Arn").asText();
        if (graph.node(finding, "finding", detail.path("Type").asText())) {
          graph.link(finding, arn, "involves");
        }
      }
    }
    for (Row edge : file.part(Part.EDGES)) {
      if (!edge.<String>getAs("relation").equals("involves")) {
        String told = "%s, %,d times".formatted(relation(edge), edge.<Long>getAs("events"));
        edge(graph, edge, told);
      }
    }
    return graph;
  }

  private static void edge(GraphChart graph, Row edge, String told) {
    String from = edge.getAs("from_entity");
    String to = edge.getAs("to_entity");
    if (graph.node(from, category(edge.getAs("from_type")), label(from))
        && graph.node(to, category(edge.getAs("to_type")), label(to))) {
      graph.link(from, to, told);
    }
  }

  private static String relation(Row edge) {
    return edge.<String>getAs("relation").replace('_', ' ');
  }

  /** {@code ip address} of {@code IP_ADDRESS}. */
  static String category(String type) {
    return type.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** What people call it: the end of an ARN. */
  static String label(String id) {
    return id.startsWith("arn:") ? id.substring(id.lastIndexOf(':') + 1) : id;
  }
}
