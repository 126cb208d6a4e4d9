package io.hawkshaw.source;

import static io.hawkshaw.udfs.AgentFamily.agentFamily;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

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
          access_key STRING, issued_key STRING, issued_session STRING, is_service BOOLEAN, invoked_by STRING, ip STRING, user_agent STRING,
          service STRING, operation STRING, is_read BOOLEAN, target_type STRING, target STRING,
          target_account STRING, outcome STRING, error STRING, event_id STRING, target_sample STRING,
          cluster STRING, rules ARRAY<STRING>
          """);

  /** What is measured of the calls of an hour. */
  static final Measures MEASURES =
      new Measures(
          "time",
          List.of(),
          List.of(
              new Measures.Texts("event_ids", "event_id", 3),
              new Measures.Texts("target_samples", "target_sample", 3)));

  private Activity() {}

  /** The rows of the table among what was rolled up. */
  public static Dataset<Row> build(Dataset<Row> rolledUp) {
    return Rollup.recordsOf(rolledUp, "events")
        .withColumn("agent_family", agentFamily(col("user_agent")))
        .withColumn("rules", coalesce(col("rules"), array().cast("array<string>")))
        .withColumns(Rollup.unknown("country", "city", "latitude", "longitude", "asn", "aso"));
  }
}
