package io.hawkshaw.report;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.hawkshaw.graphs.GraphEngine;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** How one entity reached another: paths along what entities did to each other. */
public final class EntityPath {
  private static final StructType STEPS =
      StructType.fromDDL("path INT, step INT, src STRING, dst STRING");

  /** What leads on from one entity to the next; what only places an entity leads everywhere. */
  private static final Object[] LEADING = {
    "used_key",
    "assumed",
    "started_session",
    "authenticated_as",
    "created",
    "changed",
    "deleted",
    "accessed",
    "acted_on",
    "connected_to",
    "assigned_to",
    "runs_image"
  };

  private EntityPath() {}

  /**
   * The steps of the shortest paths, one row each, with the time of each step.
   *
   * @param from id or name of the first entity
   * @param to id or name of the last
   * @param days days whose edges count
   * @param maxSteps steps of a path at most
   * @param limit paths at most
   * @throws io.hawkshaw.run.UserError where there is no such entity
   */
  public static Dataset<Row> of(
      Lake lake, String from, String to, Window days, int maxSteps, int limit) {
    Dataset<Row> edges = edges(lake, days);
    List<List<String>> paths =
        GraphEngine.of(edges.filter("successes > 0"))
            .paths(
                key(Subject.find(lake, from, null)),
                key(Subject.find(lake, to, null)),
                maxSteps,
                limit);
    List<Row> steps = new ArrayList<>();
    for (int path = 0; path < paths.size(); path++) {
      List<String> on = paths.get(path);
      for (int step = 1; step < on.size(); step++) {
        steps.add(RowFactory.create(path + 1, step, on.get(step - 1), on.get(step)));
      }
    }
    return edges
        .join(
            broadcast(edges.sparkSession().createDataFrame(steps, STEPS)),
            new String[] {"src", "dst"},
            "inner")
        .groupBy("path", "step", "from_type", "from_entity", "to_type", "to_entity")
        .agg(
            array_sort(collect_set("relation")).as("relations"),
            sum("events").as("events"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"))
        .orderBy("path", "step");
  }

  /**
   * The days whose edges count.
   *
   * @param first first day; null for no bound
   * @param last last day; null for no bound
   */
  public record Window(LocalDate first, LocalDate last) {
    Column holds() {
      Column isAfter = first == null ? lit(true) : col("day").geq(lit(Date.valueOf(first)));
      return last == null ? isAfter : isAfter.and(col("day").leq(lit(Date.valueOf(last))));
    }
  }

  private static Dataset<Row> edges(Lake lake, Window window) {
    return lake.read(Table.EDGES)
        .filter(window.holds().and(col("relation").isin(LEADING)))
        .select(
            col("*"),
            col("events").minus(col("failures")).as("successes"),
            concat_ws(" ", col("from_type"), col("from_entity")).as("src"),
            concat_ws(" ", col("to_type"), col("to_entity")).as("dst"));
  }

  private static String key(Subject subject) {
    return subject.type() + " " + subject.id();
  }
}
