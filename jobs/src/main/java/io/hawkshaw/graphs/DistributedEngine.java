package io.hawkshaw.graphs;

import static org.apache.spark.sql.functions.col;

import io.hawkshaw.run.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.Utils;
import org.graphframes.GraphFrame;
import org.graphframes.lib.BFS;
import org.graphframes.lib.ConnectedComponents;

/**
 * A graph on the cluster: GraphFrames. Asks only what both the bundled build and releases of 0.11
 * and later know.
 */
final class DistributedEngine implements GraphEngine {
  private static final StructType NUMBERED = StructType.fromDDL("name STRING, id BIGINT");

  private static final String CHECKPOINT_FOLDER = "spark.checkpoint.dir";

  private final Dataset<Row> edges;

  DistributedEngine(Dataset<Row> edges) {
    this.edges = edges;
  }

  /** The distinct edges of both ends. */
  static Dataset<Row> ends(Dataset<Row> edges) {
    return edges
        .select(col("src").cast("string"), col("dst").cast("string"))
        .na()
        .drop()
        .distinct();
  }

  private Dataset<Row> vertices() {
    return edges.select(col("src").as("id")).union(edges.select(col("dst").as("id"))).distinct();
  }

  @Override
  public Dataset<Row> components() {
    provideCheckpoints();
    Dataset<Row> numbered = numbered();
    GraphFrame graph =
        GraphFrame.apply(
            numbered.select("id"),
            edges
                .join(numbered.toDF("src", "src_number"), "src")
                .join(numbered.toDF("dst", "dst_number"), "dst")
                .select(col("src_number").as("src"), col("dst_number").as("dst")));
    ConnectedComponents components = graph.connectedComponents();
    components.setAlgorithm("graphframes");
    return components
        .run()
        .join(numbered, "id")
        .join(numbered.toDF("component_name", "component"), "component")
        .select(col("name").as("id"), col("component_name").as("component"));
  }

  /**
   * GraphFrames cuts the history of what it computes by writing it down. On one machine any folder
   * will do; on a cluster all machines must see it, so that the operator has to name it.
   */
  private void provideCheckpoints() {
    SparkContext context = edges.sparkSession().sparkContext();
    boolean isSet =
        context.getCheckpointDir().isDefined() || context.conf().contains(CHECKPOINT_FOLDER);
    if (!isSet && !context.isLocal()) {
      throw UserError.noCheckpointFolder(CHECKPOINT_FOLDER);
    }
    if (!isSet) {
      String temporary = System.getProperty("java.io.tmpdir");
      context.setCheckpointDir(Utils.createTempDir(temporary, "hawkshaw").toURI().toString());
    }
  }

  /**
   * The vertices with numbers in the order of their ids: an id that Spark hands out may differ
   * where a part is computed again, and then components are wrong.
   */
  private Dataset<Row> numbered() {
    JavaRDD<Row> rows =
        vertices()
            .sort("id")
            .javaRDD()
            .zipWithIndex()
            .map(pair -> RowFactory.create(pair._1().getString(0), pair._2()));
    return edges.sparkSession().createDataFrame(rows, NUMBERED);
  }

  private GraphFrame graph() {
    return GraphFrame.apply(vertices(), edges);
  }

  @Override
  public List<String> shortestPath(String from, String to, int maxSteps) {
    if (from.equals(to)) {
      return List.of();
    }
    BFS search = graph().bfs();
    search.fromExpr(col("id").equalTo(from));
    search.toExpr(col("id").equalTo(to));
    search.maxPathLength(maxSteps);
    Dataset<Row> found = search.run();
    List<String> steps =
        Arrays.stream(found.columns())
            .filter(name -> name.equals("from") || name.equals("to") || name.startsWith("v"))
            .toList();
    return steps.contains("to")
        ? ofSteps(found, steps, 1).stream().findFirst().orElse(List.of())
        : List.of();
  }

  @Override
  public List<List<String>> paths(String from, String to, int maxSteps, int limit) {
    List<List<String>> paths = new ArrayList<>();
    for (int steps = 1; steps <= maxSteps && !from.equals(to) && paths.size() < limit; steps++) {
      List<String> names = IntStream.rangeClosed(0, steps).mapToObj(i -> "v" + i).toList();
      paths.addAll(ofSteps(walks(from, to, names), names, limit - paths.size()));
    }
    return paths;
  }

  /** A motif of one edge behind another, from the one vertex to the other. */
  private Dataset<Row> walks(String from, String to, List<String> names) {
    String motif =
        IntStream.range(1, names.size())
            .mapToObj(i -> "(%s)-[]->(%s)".formatted(names.get(i - 1), names.get(i)))
            .collect(Collectors.joining("; "));
    Column isPath = id(names.get(0)).equalTo(from).and(id(names.get(names.size() - 1)).equalTo(to));
    for (int i = 0; i < names.size(); i++) {
      for (int j = i + 1; j < names.size(); j++) {
        isPath = isPath.and(id(names.get(i)).notEqual(id(names.get(j))));
      }
    }
    return graph().find(motif).filter(isPath);
  }

  private static List<List<String>> ofSteps(Dataset<Row> found, List<String> steps, int limit) {
    Column[] ids = steps.stream().map(step -> id(step).as(step)).toArray(Column[]::new);
    Column[] names = steps.stream().map(step -> col(step)).toArray(Column[]::new);
    return found.select(ids).distinct().sort(names).limit(limit).collectAsList().stream()
        .map(row -> IntStream.range(0, row.size()).mapToObj(row::getString).toList())
        .toList();
  }

  private static Column id(String vertex) {
    return col(vertex).getField("id");
  }
}
