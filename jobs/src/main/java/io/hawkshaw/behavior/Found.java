package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** What was found of a value, or of a day as a whole: one row of anomalies, if it is improbable. */
final class Found {
  private Found() {}

  /** Of a row of observations. */
  static Column ofObservation() {
    Column scope =
        when(col("new_for_organization"), 2).when(col("new_for_account"), 1).otherwise(0);
    return found(
        col("value"),
        coalesce(col("amount"), col("events").cast(DataTypes.DoubleType)),
        when(col("new_for_entity"), scope),
        col("recent"),
        "");
  }

  /** Of a day of the history as a whole: what was counted, the question tells. */
  static Column ofDay() {
    return found(lit(null), lit(null), lit(null), lit(0L), "today.");
  }

  private static Column found(
      Column value, Column observed, Column scope, Column recent, String prefix) {
    return struct(
        // First, so that a descending sort puts the widest scope and the most events in front.
        scope.cast(DataTypes.IntegerType).as("scope"),
        observed.cast(DataTypes.DoubleType).as("observed"),
        value.cast(DataTypes.StringType).as("value"),
        recent.cast(DataTypes.LongType).as("recent"),
        col(prefix + "ip").as("ip"),
        col(prefix + "first_time").as("first_time"),
        col(prefix + "last_time").as("last_time"),
        col(prefix + "event_ids").as("event_ids"));
  }
}
