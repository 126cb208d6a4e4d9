package io.hawkshaw.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** GraphFrames beside graphs in memory and beside the plainest answers. */
final class GraphEngineTest {
  private static final int GRAPHS = 60;
  private static final int HUB_EDGES = 100_000;
  private static final int CHAIN = 500;

  /** Many random graphs of a few vertices each, all in one. */
  private static final List<Edge> RANDOM = random();

  private static List<Edge> random() {
    Random random = new Random(20261018);
    List<Edge> edges = new ArrayList<>();
    for (int graph = 0; graph < GRAPHS; graph++) {
      int vertices = 2 + random.nextInt(9);
      for (int i = random.nextInt(2 * vertices) + 1; i > 0; i--) {
        edges.add(
            new Edge(name(graph, random.nextInt(vertices)), name(graph, random.nextInt(vertices))));
      }
    }
    return edges;
  }

  private static String name(int graph, int vertex) {
    return "%02d-%d".formatted(graph, vertex);
  }

  /** Vertices of a chain, in no order of their names. */
  private static String chain(int i) {
    return "chain-" + i * 1009 % 7907;
  }

  /**
   * What takes GraphFrames minutes, a hundred times the hub and a longer chain, is in bench/graphs.
   */
  @Test
  void componentsOfGraphFramesAreThoseInMemory() {
    List<Edge> edges = new ArrayList<>(RANDOM);
    IntStream.range(0, 20).forEach(i -> edges.add(new Edge(chain(i), chain(i + 1))));
    IntStream.range(0, 1_000).forEach(i -> edges.add(new Edge("hub", "spoke-" + i)));
    Dataset<Row> all = Edge.dataset(edges);
    Map<String, String> distributed = components(distributed(all));
    assertThat(distributed).isEqualTo(new BruteForce(edges).components());
    assertThat(distributed).isEqualTo(components(GraphEngine.of(all)));
  }

  @Test
  void aGraphOfMoreEdgesThanFitIsLeftToGraphFrames() {
    Dataset<Row> all = Edge.dataset(RANDOM);
    assertThat(GraphEngine.of(all, RANDOM.size())).isInstanceOf(LocalEngine.class);
    assertThat(GraphEngine.of(all, 1)).isInstanceOf(DistributedEngine.class);
  }

  @Test
  void pathsOfGraphFramesAreThoseInMemory() {
    List<Edge> edges = new ArrayList<>(RANDOM);
    for (String way : List.of("c", "b", "a")) {
      edges.add(new Edge("start", way));
      edges.add(new Edge(way, "end"));
      edges.add(new Edge("end", way));
    }
    Dataset<Row> all = Edge.dataset(edges);
    GraphEngine local = GraphEngine.of(all);
    GraphEngine distributed = distributed(all);
    assertThat(distributed.shortestPath("start", "end", 2)).containsExactly("start", "a", "end");
    assertThat(local.shortestPath("start", "end", 2)).containsExactly("start", "a", "end");
    assertThat(distributed.shortestPath("end", "start", 1)).isEmpty();
    List<List<String>> paths = local.paths("start", "end", 2, 2);
    assertThat(paths).containsExactly(List.of("start", "a", "end"), List.of("start", "b", "end"));
    assertThat(distributed.paths("start", "end", 2, 2)).isEqualTo(paths);
  }

  @Test
  void aHubOfAHundredThousandEdgesAndAChainOfFiveHundredStayInMemory() {
    List<Edge> edges = new ArrayList<>();
    IntStream.range(0, CHAIN).forEach(i -> edges.add(new Edge(chain(i), chain(i + 1))));
    IntStream.range(0, HUB_EDGES).forEach(i -> edges.add(new Edge("hub", "spoke-" + i)));
    edges.add(new Edge("spoke-5", chain(0)));
    LocalGraph graph = LocalGraph.of(Edge.rows(edges));
    List<String> path = graph.shortestPath("hub", chain(CHAIN), CHAIN + 2);
    assertThat(path).hasSize(CHAIN + 3).startsWith("hub", "spoke-5", chain(0));
    assertThat(graph.shortestPath("hub", chain(CHAIN), CHAIN + 1)).isEmpty();
    assertThat(graph.shortestPath(chain(3), "hub", CHAIN)).isEmpty();
    assertThat(graph.shortestPath("hub", "nobody", 3)).isEmpty();
    assertThat(graph.shortestPath("hub", "hub", 3)).isEmpty();
    assertThat(graph.components()).hasSize(HUB_EDGES + CHAIN + 2).containsOnly(0);
  }

  @Test
  void edgesThatComeTwiceOrLackAnEndDoNotCount() {
    List<Edge> edges =
        List.of(new Edge("a", "b"), new Edge("a", "b"), new Edge("a", null), new Edge(null, "c"));
    GraphEngine engine = GraphEngine.of(Edge.dataset(edges), 1);
    assertThat(engine).isInstanceOf(LocalEngine.class);
    assertThat(components(engine)).isEqualTo(Map.of("a", "a", "b", "a"));
    assertThat(components(GraphEngine.of(Edge.dataset(List.of())))).isEmpty();
  }

  private static GraphEngine distributed(Dataset<Row> edges) {
    return new DistributedEngine(DistributedEngine.ends(edges));
  }

  private static Map<String, String> components(GraphEngine engine) {
    Map<String, String> components = new TreeMap<>();
    engine
        .components()
        .collectAsList()
        .forEach(row -> components.put(row.getAs("id"), row.getAs("component")));
    return components;
  }
}
