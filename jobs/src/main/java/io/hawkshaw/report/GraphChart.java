package io.hawkshaw.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.udfs.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A graph to draw: nodes of some categories and the links between them. */
final class GraphChart {
  private static final int MAX_LABEL = 60;
  private static final int CENTRE = 26;
  private static final int OTHER = 14;

  private final Map<String, ObjectNode> nodes = new LinkedHashMap<>();
  private final List<String> categories = new ArrayList<>();
  private final Set<String> left = new HashSet<>();
  private final Set<String> linked = new HashSet<>();
  private final ArrayNode links = JsonNodeFactory.instance.arrayNode();
  private final int most;

  /**
   * An empty graph.
   *
   * @param most most nodes that it takes
   */
  GraphChart(int most) {
    this.most = most;
  }

  /** Adds a node where it is not there yet; false where there is no room. */
  boolean node(String id, String category, String label) {
    if (nodes.containsKey(id)) {
      return true;
    }
    if (nodes.size() >= most) {
      left.add(id);
      return false;
    }
    if (!categories.contains(category)) {
      categories.add(category);
    }
    String shown = Printable.of(label);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("id", id)
        .put("label", shown.length() <= MAX_LABEL ? shown : shown.substring(0, MAX_LABEL) + "…")
        .put("category", categories.indexOf(category))
        .put("size", nodes.isEmpty() ? CENTRE : OTHER);
    node.putArray("lines").add(category).add(Printable.of(id));
    nodes.put(id, node);
    return true;
  }

  /** Adds a link between two nodes that are there. */
  void link(String from, String to, String label) {
    if (nodes.containsKey(from) && nodes.containsKey(to) && linked.add(from + "\n" + to)) {
      links.addObject().put("source", from).put("target", to).put("label", label);
    }
  }

  /** A sentence on how many there was no room for; empty where all are drawn. */
  String left() {
    return left.isEmpty()
        ? ""
        : " %,d of %,d are drawn.".formatted(nodes.size(), nodes.size() + left.size());
  }

  ObjectNode chart() {
    ObjectNode chart = JsonNodeFactory.instance.objectNode();
    chart.put("kind", "graph");
    ArrayNode names = chart.putArray("categories");
    categories.forEach(names::add);
    chart.putArray("nodes").addAll(nodes.values());
    chart.set("links", links);
    return chart;
  }
}
