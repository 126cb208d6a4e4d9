package io.hawkshaw.graphs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Graphs in memory beside the plainest answers. */
final class LocalGraphProperties {
  private static final List<String> NAMES = List.of("a", "b", "ba", "c", "d", "é", "z0", "z1");

  @Provide
  Arbitrary<List<Edge>> graphs() {
    Arbitrary<String> name = Arbitraries.of(NAMES);
    return Combinators.combine(name, name).as(Edge::new).list().ofMinSize(1).ofMaxSize(14);
  }

  @Property(tries = 300)
  void componentsAreNamedByTheirSmallestVertex(@ForAll("graphs") List<Edge> edges) {
    LocalGraph graph = LocalGraph.of(Edge.rows(edges));
    int[] smallest = graph.components();
    Map<String, String> names = new TreeMap<>();
    for (int v = 0; v < graph.size(); v++) {
      names.put(graph.id(v), graph.id(smallest[v]));
    }
    assertThat(names).isEqualTo(new BruteForce(edges).components());
  }

  @Property(tries = 300)
  void pathsAreAllThatThereAre(@ForAll("graphs") List<Edge> edges) {
    LocalGraph graph = LocalGraph.of(Edge.rows(edges));
    List<List<String>> expected = new BruteForce(edges).paths("a", "z0", 4);
    assertThat(graph.paths("a", "z0", 4, Integer.MAX_VALUE)).isEqualTo(expected);
    assertThat(graph.paths("a", "z0", 4, 2))
        .isEqualTo(expected.subList(0, Math.min(2, expected.size())));
    assertThat(graph.shortestPath("a", "z0", 4))
        .isEqualTo(expected.isEmpty() ? List.of() : expected.get(0));
  }
}
