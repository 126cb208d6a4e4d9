package io.hawkshaw.graphs;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The same questions answered in the plainest way, for graphs of a few vertices. */
final class BruteForce {
  private final Set<Edge> edges;
  private final TreeSet<String> vertices;

  BruteForce(Collection<Edge> edges) {
    this.edges = new HashSet<>(edges);
    this.vertices =
        edges.stream()
            .flatMap(edge -> List.of(edge.src(), edge.dst()).stream())
            .collect(toCollection(TreeSet::new));
  }

  /** Each vertex takes the smallest name that it or a neighbour has, until none has a smaller. */
  Map<String, String> components() {
    Map<String, String> names = new TreeMap<>();
    vertices.forEach(vertex -> names.put(vertex, vertex));
    Map<String, String> before = Map.of();
    while (!names.equals(before)) {
      before = Map.copyOf(names);
      for (Edge edge : edges) {
        String one = names.get(edge.src());
        String other = names.get(edge.dst());
        String smaller = one.compareTo(other) < 0 ? one : other;
        names.put(edge.src(), smaller);
        names.put(edge.dst(), smaller);
      }
    }
    return names;
  }

  /** All orders of vertices that edges join, tried one after the other. */
  List<List<String>> paths(String from, String to, int maxSteps) {
    List<List<String>> found = new ArrayList<>();
    grow(List.of(from), to, maxSteps, found);
    found.removeIf(path -> path.size() < 2);
    found.sort(
        Comparator.<List<String>>comparingInt(List::size)
            .thenComparing(path -> String.join("\u0001", path)));
    return found;
  }

  private void grow(List<String> path, String to, int more, List<List<String>> found) {
    String last = path.get(path.size() - 1);
    if (last.equals(to)) {
      found.add(path);
    } else if (more > 0) {
      for (String next : vertices) {
        if (edges.contains(new Edge(last, next)) && !path.contains(next)) {
          List<String> longer = new ArrayList<>(path);
          longer.add(next);
          grow(longer, to, more - 1, found);
        }
      }
    }
  }
}
