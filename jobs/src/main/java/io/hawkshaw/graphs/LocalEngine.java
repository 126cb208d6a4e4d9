package io.hawkshaw.graphs;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** A graph in the memory of the driver. */
final class LocalEngine implements GraphEngine {
  private static final StructType COMPONENTS = StructType.fromDDL("id STRING, component STRING");

  private final SparkSession spark;
  private final LocalGraph graph;

  LocalEngine(SparkSession spark, LocalGraph graph) {
    this.spark = spark;
    this.graph = graph;
  }

  @Override
  public Dataset<Row> components() {
    int[] smallest = graph.components();
    List<Row> rows = new ArrayList<>();
    for (int v = 0; v < graph.size(); v++) {
      rows.add(RowFactory.create(graph.id(v), graph.id(smallest[v])));
    }
    return spark.createDataFrame(rows, COMPONENTS);
  }

  @Override
  public List<String> shortestPath(String from, String to, int maxSteps) {
    return graph.shortestPath(from, to, maxSteps);
  }

  @Override
  public List<List<String>> paths(String from, String to, int maxSteps, int limit) {
    return graph.paths(from, to, maxSteps, limit);
  }
}
