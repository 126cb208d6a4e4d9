package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.PrincipalRows;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Together;
import java.sql.Date;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a principal did within a window, and what is known around it.
 *
 * @param scope the window
 * @param activity its rows of table activity
 * @param parts what is told of them
 */
public record Conduct(Scope scope, Dataset<Row> activity, Map<Part, List<Row>> parts) {
  /** More is told by the files beside the page. */
  static final int MOST_CALLS = 5000;

  /** As many as Amazon Detective draws. */
  private static final int MOST_EDGES = 100;

  private static final int MOST_ACTS = 1000;

  /** Days before the window that tell what was usual. */
  static final int LOOK_BACK_DAYS = 45;

  private static final int AT_A_TIME = 4;

  /** What is told besides. */
  public enum Part {
    /** Calls by whence, what and with which key. */
    CALLS,
    /** Calls by hour. */
    HOURS,
    /** Calls by hour of the 45 days before the window. */
    PAST,
    /** What the principal did to what, with success. */
    ACTS,
    /** Its edges. */
    EDGES,
    /** The chain of its sessions. */
    CHAIN
  }

  /**
   * Gathers it.
   *
   * @param rows what the tables hold of the principal
   */
  public static Conduct of(Lake lake, PrincipalRows rows) {
    Scope scope = rows.scope();
    Dataset<Row> activity = rows.read(Table.ACTIVITY).filter(scope.isWithin());
    Conduct conduct = new Conduct(scope, activity, new ConcurrentHashMap<>());
    // The longest first.
    Map<Part, Supplier<Dataset<Row>>> queries = new LinkedHashMap<>();
    queries.put(Part.CHAIN, () -> SessionChain.of(lake, rows.type(), rows.arn(), scope.isWithin()));
    queries.put(Part.EDGES, () -> edges(lake, rows));
    queries.put(Part.CALLS, () -> calls(activity));
    queries.put(Part.HOURS, () -> hours(activity));
    queries.put(Part.ACTS, () -> acts(activity));
    queries.put(Part.PAST, () -> past(lake, rows));
    Together.map(
        List.copyOf(queries.entrySet()),
        AT_A_TIME,
        query -> conduct.parts.put(query.getKey(), query.getValue().get().collectAsList()));
    return conduct;
  }

  private static Dataset<Row> calls(Dataset<Row> activity) {
    return activity
        .groupBy("ip", "service", "operation", "access_key", "session")
        .agg(
            sum("events").as("calls"),
            calls("success").as("success"),
            calls("denied").as("denied"),
            calls("failure").as("failure"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            max("country").as("country"),
            max("city").as("city"),
            max("aso").as("aso"),
            max("latitude").as("latitude"),
            max("longitude").as("longitude"))
        .orderBy(desc("calls"), col("ip"), col("service"), col("operation"), col("access_key"))
        .limit(MOST_CALLS);
  }

  private static Column calls(String outcome) {
    return sum(when(col("outcome").equalTo(outcome), col("events")).otherwise(0L));
  }

  private static Dataset<Row> hours(Dataset<Row> activity) {
    return activity
        .groupBy("day", "hour")
        .agg(
            calls("success").as("success"),
            calls("denied").as("denied"),
            calls("failure").as("failure"))
        .orderBy("day", "hour");
  }

  private static Dataset<Row> past(Lake lake, PrincipalRows rows) {
    LocalDate first = rows.scope().firstDay();
    return lake.read(Table.OBSERVATIONS)
        .filter(
            col("day")
                .lt(lit(Date.valueOf(first)))
                .and(col("day").geq(lit(Date.valueOf(first.minusDays(LOOK_BACK_DAYS)))))
                .and(col("entity").equalTo(rows.arn()))
                .and(col("dimension").equalTo("hour_of_week")))
        .groupBy("day", "value")
        .agg(sum("events").as("events"));
  }

  private static Dataset<Row> acts(Dataset<Row> activity) {
    return activity
        .filter(
            not(col("is_read"))
                .and(col("outcome").equalTo("success"))
                .or(col("operation").equalTo("AssumeRole")))
        .groupBy("service", "operation", "region", "target_type", "target")
        .agg(
            sum("events").as("calls"),
            min("first_time").as("first_time"),
            max("issued_key").as("issued_key"),
            collect_set("access_key").as("access_keys"))
        .orderBy("first_time", "operation", "target")
        .limit(MOST_ACTS);
  }

  private static Dataset<Row> edges(Lake lake, PrincipalRows rows) {
    String type = rows.type().name();
    Column isFrom = col("from_type").equalTo(type).and(col("from_entity").equalTo(rows.arn()));
    Column isTo = col("to_type").equalTo(type).and(col("to_entity").equalTo(rows.arn()));
    Dataset<Row> others = lake.read(Table.EDGES).filter(isTo.and(not(isFrom)));
    return rows.read(Table.EDGES)
        .filter(isFrom)
        .unionByName(others)
        .filter(rows.scope().isWithin())
        .groupBy("from_type", "from_entity", "relation", "to_type", "to_entity")
        .agg(sum("events").as("events"), sum("failures").as("failures"))
        .orderBy(desc("events"), col("from_entity"), col("relation"), col("to_entity"))
        .limit(MOST_EDGES);
  }
}
