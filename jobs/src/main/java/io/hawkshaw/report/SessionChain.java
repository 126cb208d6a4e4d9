package io.hawkshaw.report;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Where a session began and what was started from it, across accounts: the edges {@code
 * started_session}, backwards to the credential that is no session, and forwards to the last one.
 */
final class SessionChain {
  /** A role can be taken from a role again and again; people do it three times at most. */
  private static final int MAX_STEPS = 20;

  /** Sessions of one step that are followed; a chain that branches more is no story. */
  private static final int MAX_SESSIONS = 200;

  private static final String STARTED = "started_session";

  private final Lake lake;
  private final Column isInScope;
  private final List<Row> steps = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();

  private SessionChain(Lake lake, Column isInScope) {
    this.lake = lake;
    this.isInScope = isInScope;
  }

  /**
   * The chain of an entity: {@code step} is negative before it and positive from it on, {@code
   * from} and {@code to} are credentials or sessions, in the order of time.
   *
   * @param isInScope which edges count
   */
  static Dataset<Row> of(Lake lake, EntityType type, String entity, Column isInScope) {
    SessionChain chain = new SessionChain(lake, isInScope);
    Set<String> first = chain.sessions(type, entity);
    chain.walk(first, "to_entity", "from_entity", -1);
    chain.seen.clear();
    chain.walk(first, "from_entity", "to_entity", 1);
    StructType schema =
        new StructType().add("step", DataTypes.IntegerType).merge(chain.edges().schema(), true);
    return lake.read(Table.EDGES)
        .sparkSession()
        .createDataFrame(chain.steps, schema)
        .distinct()
        .orderBy("first_time", "step");
  }

  private Dataset<Row> edges() {
    return lake.read(Table.EDGES)
        .filter(isInScope.and(col("relation").equalTo(STARTED)))
        .groupBy("from_type", "from_entity", "to_type", "to_entity")
        .agg(
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            sum("events").as("events"),
            sort_array(collect_set("account")).as("accounts"),
            slice(sort_array(array_distinct(flatten(collect_set("event_ids")))), 1, 3)
                .as("event_ids"));
  }

  /**
   * The entity itself, and its sessions: of a role those in which it was taken, of a key its own.
   */
  private Set<String> sessions(EntityType type, String entity) {
    Set<String> sessions = new HashSet<>(Set.of(entity));
    String relation =
        switch (type) {
          case IAM_ROLE -> "assumed";
          case ACCESS_KEY -> "used_key";
          default -> null;
        };
    if (relation != null) {
      sessions.addAll(
          lake.read(Table.EDGES)
              .filter(
                  isInScope
                      .and(col("to_entity").equalTo(entity))
                      .and(col("relation").equalTo(relation))
                      .and(col("from_type").isin("ROLE_SESSION", "IAM_USER")))
              .select("from_entity")
              .distinct()
              .limit(MAX_SESSIONS)
              .as(Encoders.STRING())
              .collectAsList());
    }
    return sessions;
  }

  private void walk(Set<String> from, String near, String far, int direction) {
    Set<String> front = new HashSet<>(from);
    for (int step = 1; step <= MAX_STEPS && !front.isEmpty(); step++) {
      seen.addAll(front);
      List<Row> found =
          edges()
              .filter(col(near).isin(front.toArray()))
              .orderBy("first_time")
              .limit(MAX_SESSIONS)
              .collectAsList();
      front = new HashSet<>();
      for (Row edge : found) {
        List<Object> values = new ArrayList<>(List.of(step * direction));
        for (int i = 0; i < edge.size(); i++) {
          values.add(edge.get(i));
        }
        steps.add(RowFactory.create(values.toArray()));
        String next = edge.getAs(far);
        if (!seen.contains(next)) {
          front.add(next);
        }
      }
    }
  }
}
