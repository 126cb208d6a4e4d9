package io.hawkshaw.graphs;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What can be asked of a directed graph. Edges are rows with text columns {@code src} and {@code
 * dst}; further columns are ignored, and so are edges that come twice or lack an end.
 *
 * <p>These algorithms walk from vertex to vertex: unlike the steps of a night they run Spark jobs
 * while they are asked.
 */
public interface GraphEngine {
  /**
   * Edges up to which a graph is looked at in memory: two million take some 400 MB. Components of a
   * graph of 55,000 vertices and 60,000 edges took GraphFrames 8.8 s and union-find 0.16 s.
   */
  int LOCAL_EDGES = 2_000_000;

  /** The engine that suits the size of a graph. */
  static GraphEngine of(Dataset<Row> edges) {
    return of(edges, LOCAL_EDGES);
  }

  /**
   * The engine that suits the size of a graph.
   *
   * @param localEdges edges up to which it is looked at in memory
   */
  static GraphEngine of(Dataset<Row> edges, int localEdges) {
    Dataset<Row> ends = DistributedEngine.ends(edges);
    List<Row> few = ends.limit(localEdges + 1).collectAsList();
    return few.size() > localEdges
        ? new DistributedEngine(ends)
        : new LocalEngine(edges.sparkSession(), LocalGraph.of(few));
  }

  /**
   * Which vertices hang together, whatever the direction of the edges.
   *
   * @return {@code id} and {@code component}, its smallest id by the order of bytes
   */
  Dataset<Row> components();

  /**
   * A shortest path along the edges: of several the first by the order of bytes of their ids.
   *
   * @param maxSteps edges at most, at least one
   * @return the vertices from the first to the last; empty where there is no path, or both are the
   *     same
   */
  List<String> shortestPath(String from, String to, int maxSteps);

  /**
   * All paths along the edges that visit no vertex twice, the shortest first, those of one length
   * by the order of bytes.
   *
   * @param maxSteps edges at most, at least one
   * @param limit paths at most
   * @return the vertices of each
   */
  List<List<String>> paths(String from, String to, int maxSteps, int limit);
}
