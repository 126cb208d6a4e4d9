package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What the rows of a log measure; null for the rest.
 *
 * @param columns by the name of the measure
 */
record Measured(Map<String, Column> columns) {
  private static final Map<String, DataType> TYPES =
      Map.of(
          "events", DataTypes.LongType,
          "failures", DataTypes.LongType,
          "bytes_in", DataTypes.LongType,
          "bytes_out", DataTypes.LongType,
          "amount", DataTypes.DoubleType,
          "ip", DataTypes.StringType,
          "first_time", DataTypes.TimestampType,
          "last_time", DataTypes.TimestampType,
          "event_ids", DataTypes.createArrayType(DataTypes.StringType));

  Column of(String measure) {
    return columns.getOrDefault(measure, lit(null)).cast(TYPES.get(measure));
  }

  /** A column that has the name of its measure. */
  static Map.Entry<String, Column> same(String name) {
    return Map.entry(name, col(name));
  }
}
