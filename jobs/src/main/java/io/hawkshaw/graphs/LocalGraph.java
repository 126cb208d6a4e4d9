package io.hawkshaw.graphs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A directed graph in memory. Vertices are numbered in the order of the bytes of their ids, as
 * Spark sorts text, and the edges of each stand in that order.
 */
final class LocalGraph {
  private final UTF8String[] ids;
  private final int[] from;
  private final int[] to;

  /** Where the edges of a vertex begin; one more than there are vertices. */
  private final int[] starts;

  private LocalGraph(UTF8String[] ids, int[] from, int[] to) {
    this.ids = ids;
    this.from = from;
    this.to = to;
    this.starts = new int[ids.length + 1];
    for (int vertex : from) {
      starts[vertex + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
  }

  /** The graph of edges, each the text of its first and its last vertex. */
  static LocalGraph of(Collection<Row> edges) {
    UTF8String[] ids =
        edges.stream()
            .flatMap(edge -> List.of(edge.getString(0), edge.getString(1)).stream())
            .distinct()
            .map(UTF8String::fromString)
            .sorted()
            .toArray(UTF8String[]::new);
    long[] pairs =
        edges.stream()
            .mapToLong(edge -> pair(ids, edge.getString(0), edge.getString(1)))
            .sorted()
            .distinct()
            .toArray();
    int[] from = Arrays.stream(pairs).mapToInt(pair -> (int) (pair >>> 32)).toArray();
    int[] to = Arrays.stream(pairs).mapToInt(pair -> (int) pair).toArray();
    return new LocalGraph(ids, from, to);
  }

  private static long pair(UTF8String[] ids, String from, String to) {
    return (long) number(ids, from) << 32 | number(ids, to);
  }

  private static int number(UTF8String[] ids, String id) {
    return Arrays.binarySearch(ids, UTF8String.fromString(id));
  }

  int size() {
    return ids.length;
  }

  String id(int vertex) {
    return ids[vertex].toString();
  }

  /** The smallest vertex that hangs together with each. */
  int[] components() {
    UnionFind sets = new UnionFind(ids.length);
    for (int i = 0; i < from.length; i++) {
      sets.union(from[i], to[i]);
    }
    int[] smallest = new int[ids.length];
    Arrays.setAll(smallest, sets::find);
    return smallest;
  }

  List<String> shortestPath(String first, String last, int maxSteps) {
    int at = number(ids, first);
    int end = number(ids, last);
    if (at < 0 || end < 0 || at == end) {
      return List.of();
    }
    int[] left = stepsTo(end, maxSteps);
    if (left[at] < 0) {
      return List.of();
    }
    List<String> path = new ArrayList<>(List.of(first));
    while (at != end) {
      at = nextTowards(at, left);
      path.add(id(at));
    }
    return path;
  }

  /** The edges of a vertex stand in order, so the first that leads nearer is on the first path. */
  private int nextTowards(int at, int[] left) {
    int edge = starts[at];
    while (left[to[edge]] != left[at] - 1) {
      edge++;
    }
    return to[edge];
  }

  /**
   * How many steps each vertex is away from one; -1 where it is more than some, or no way leads.
   */
  private int[] stepsTo(int end, int maxSteps) {
    int[] left = new int[ids.length];
    Arrays.fill(left, -1);
    left[end] = 0;
    int[] incoming = incoming();
    int[] firstIncoming = new int[ids.length + 1];
    for (int vertex : to) {
      firstIncoming[vertex + 1]++;
    }
    Arrays.parallelPrefix(firstIncoming, Integer::sum);
    int[] queue = new int[ids.length];
    queue[0] = end;
    for (int head = 0, tail = 1; head < tail; head++) {
      int at = queue[head];
      for (int i = firstIncoming[at]; i < firstIncoming[at + 1] && left[at] < maxSteps; i++) {
        int before = from[incoming[i]];
        if (left[before] < 0) {
          left[before] = left[at] + 1;
          queue[tail++] = before;
        }
      }
    }
    return left;
  }

  /** The edges in the order of the vertices that they lead to. */
  private int[] incoming() {
    long[] byEnd = new long[to.length];
    Arrays.setAll(byEnd, edge -> (long) to[edge] << 32 | edge);
    Arrays.sort(byEnd);
    return Arrays.stream(byEnd).mapToInt(pair -> (int) pair).toArray();
  }

  List<List<String>> paths(String first, String last, int maxSteps, int limit) {
    int start = number(ids, first);
    int end = number(ids, last);
    List<List<String>> paths = new ArrayList<>();
    if (start < 0 || end < 0 || start == end) {
      return paths;
    }
    int[] left = stepsTo(end, maxSteps);
    for (int steps = 1; steps <= maxSteps && left[start] >= 0; steps++) {
      int[] path = new int[steps + 1];
      path[0] = start;
      walk(path, 0, end, left, limit, paths);
    }
    return paths;
  }

  /** Goes on from a path of some steps to all of its length, but never where none can arrive. */
  private void walk(
      int[] path, int steps, int end, int[] left, int limit, List<List<String>> found) {
    int more = path.length - 1 - steps;
    if (found.size() == limit || left[path[steps]] < 0 || left[path[steps]] > more) {
      return;
    }
    if (more == 0) {
      found.add(Arrays.stream(path).mapToObj(this::id).toList());
      return;
    }
    for (int edge = starts[path[steps]]; edge < starts[path[steps] + 1]; edge++) {
      int next = to[edge];
      boolean isEndTooSoon = next == end && more > 1;
      if (!isEndTooSoon && Arrays.stream(path, 0, steps + 1).noneMatch(v -> v == next)) {
        path[steps + 1] = next;
        walk(path, steps + 1, end, left, limit, found);
      }
    }
  }
}
