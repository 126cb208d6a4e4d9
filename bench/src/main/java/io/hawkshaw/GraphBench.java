package io.hawkshaw;

import io.hawkshaw.bench.Cost;
import io.hawkshaw.graphs.GraphEngine;
import io.hawkshaw.run.Sessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * What GraphFrames and graphs in memory cost on a hub of many edges, on a long chain, and on both
 * joined; and that they answer alike.
 */
public final class GraphBench {
  private static final StructType EDGES = StructType.fromDDL("src STRING, dst STRING");

  /** Paths of the path command have at most so many steps. */
  private static final int MOST_STEPS = 10;

  private GraphBench() {}

  /**
   * Prints the costs; ends with an exception where two answers differ.
   *
   * @param args edges of the hub, and of the chain
   */
  public static void main(String[] args) throws IOException {
    int hub = Integer.parseInt(args[0]);
    int chain = Integer.parseInt(args[1]);
    List<Row> both = new ArrayList<>(hub(hub));
    both.addAll(chain(chain));
    both.add(RowFactory.create("spoke-5", link(0)));
    List<Shape> shapes =
        List.of(
            new Shape("hub of %,d".formatted(hub), hub(hub), "hub", "spoke-7", "spoke-7"),
            new Shape("chain of %,d".formatted(chain), chain(chain), link(0), link(8), link(3)),
            new Shape("both, joined", both, "hub", link(8), link(1)));
    try (SparkSession spark = Sessions.open()) {
      System.out.printf("| graph | question | in memory CPU s | GraphFrames CPU s |%n");
      System.out.printf("|---|---|---:|---:|%n");
      for (Shape shape : shapes) {
        Dataset<Row> edges = spark.createDataFrame(shape.edges(), EDGES);
        compare(shape, "components", edges, GraphBench::components);
        compare(
            shape,
            "shortest path",
            edges,
            engine -> engine.shortestPath(shape.from(), shape.far(), MOST_STEPS));
        compare(
            shape,
            "paths of up to 3",
            edges,
            engine -> engine.paths(shape.from(), shape.near(), 3, 5));
      }
    }
  }

  /**
   * A graph, and where paths through it lead.
   *
   * @param far end of a path of ten steps at most
   * @param near end of a path of three at most
   */
  private record Shape(String name, List<Row> edges, String from, String far, String near) {}

  private static void compare(
      Shape shape, String question, Dataset<Row> edges, Function<GraphEngine, Object> ask) {
    List<Object> answers = new ArrayList<>();
    Cost local = Cost.of(() -> answers.add(ask.apply(GraphEngine.of(edges))));
    Cost distributed = Cost.of(() -> answers.add(ask.apply(GraphEngine.of(edges, 1))));
    System.out.printf(
        "| %s | %s | %.1f | %.1f |%n",
        shape.name(), question, local.cpuSeconds(), distributed.cpuSeconds());
    if (!answers.get(0).equals(answers.get(1))) {
      throw new IllegalStateException("Two answers: " + shape.name() + ", " + question);
    }
  }

  private static Map<String, String> components(GraphEngine engine) {
    Map<String, String> components = new TreeMap<>();
    engine
        .components()
        .collectAsList()
        .forEach(row -> components.put(row.getAs("id"), row.getAs("component")));
    return components;
  }

  private static List<Row> hub(int edges) {
    return IntStream.range(0, edges).mapToObj(i -> RowFactory.create("hub", "spoke-" + i)).toList();
  }

  private static List<Row> chain(int edges) {
    return IntStream.range(0, edges)
        .mapToObj(i -> RowFactory.create(link(i), link(i + 1)))
        .toList();
  }

  /** Vertices of a chain, in no order of their names. */
  private static String link(int i) {
    return "chain-" + i * 1009 % 7907;
  }
}
