package io.hawkshaw.source;

import static io.hawkshaw.source.Smallest.smallest;
import static io.hawkshaw.udfs.AgentFamily.agentFamily;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rolls API calls up to the hour. */
public final class Activity {
  /** A call as the sources give it: the keys of the table, the time, the id, the finer target. */
  static final StructType RECORD =
      StructType.fromDDL(
          """
          time TIMESTAMP, hour INT, account STRING, region STRING, principal_type STRING,
          principal STRING, principal_id STRING, session STRING, source_identity STRING,
          access_key STRING, is_service BOOLEAN, invoked_by STRING, ip STRING, user_agent STRING,
          service STRING, operation STRING, is_read BOOLEAN, target_type STRING, target STRING,
          outcome STRING, error STRING, event_id STRING, target_sample STRING,
          cluster STRING
          """);

  private static final List<String> BESIDE_KEYS = List.of("time", "event_id", "target_sample");

  private Activity() {}

  /** Rolls up the folded rows of a scan; rejects and facts of files pass through. */
  static Dataset<Row> rollUp(Dataset<Row> folded, List<String> sources) {
    return Rollup.of(folded, RECORD, BESIDE_KEYS)
        .agg(
            Rollup.records().as("records"),
            Rollup.copies().as("copies"),
            Rollup.seen(sources).as("seen"),
            Rollup.kept(sources).as("kept"),
            min("record.time").as("first_time"),
            max("record.time").as("last_time"),
            smallest(3, col("record.event_id")).as("event_ids"),
            smallest(3, col("record.target_sample")).as("target_samples"));
  }

  /** The rows of the table among those that {@link #rollUp} made. */
  public static Dataset<Row> build(Dataset<Row> rolledUp) {
    return Rollup.recordsOf(rolledUp, "events")
        .withColumn("agent_family", agentFamily(col("user_agent")))
        .withColumn("rules", array().cast("array<string>"))
        .withColumns(Rollup.unknown("country", "city", "latitude", "longitude", "asn", "aso"));
  }
}
