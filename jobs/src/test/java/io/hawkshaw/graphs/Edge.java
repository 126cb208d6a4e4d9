package io.hawkshaw.graphs;

import static io.hawkshaw.testing.TestSession.SPARK;

import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** An edge as tests write it. */
record Edge(String src, String dst) {
  private static final StructType SCHEMA = StructType.fromDDL("src STRING, dst STRING");

  static List<Row> rows(Collection<Edge> edges) {
    return edges.stream().map(edge -> RowFactory.create(edge.src(), edge.dst())).toList();
  }

  static Dataset<Row> dataset(Collection<Edge> edges) {
    return SPARK.createDataFrame(rows(edges), SCHEMA);
  }
}
