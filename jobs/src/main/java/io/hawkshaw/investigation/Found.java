package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.hawkshaw.run.InvestigationSettings;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Signs of one principal, all in one form, so that one pass takes those of a case together. */
final class Found {
  /**
   * {@code subject} is what the sign is about: a procedure, an organization, an agent, a finding, a
   * group; {@code evidence} what tells it, so that signs of one evidence count once.
   */
  private static final StructType SCHEMA =
      StructType.fromDDL(
          """
          principal_key STRING, indicator_type STRING, subject STRING, tactic STRING,
          technique STRING, operation STRING, ip STRING, from_ip STRING, from_location STRING,
          location STRING, city STRING, country STRING, success BIGINT, failure BIGINT,
          is_new_for_account BOOLEAN, score DOUBLE, evidence STRING, first_time TIMESTAMP,
          last_time TIMESTAMP, event_ids ARRAY<STRING>, access_keys ARRAY<STRING>, region STRING,
          sentence STRING
          """);

  /** Signs that agree in these are one indicator. */
  private static final String[] KEYS = {
    "indicator_type",
    "subject",
    "tactic",
    "technique",
    "operation",
    "ip",
    "from_ip",
    "from_location",
    "location"
  };

  private Found() {}

  /** Signs, one for each row; columns that are not given are those of the row, or null. */
  static Dataset<Row> of(Dataset<Row> rows, Map<String, Column> given) {
    Set<String> own = new HashSet<>(Arrays.asList(rows.columns()));
    return rows.select(
        Arrays.stream(SCHEMA.fields())
            .map(field -> column(field, given, own))
            .toArray(Column[]::new));
  }

  private static Column column(StructField field, Map<String, Column> given, Set<String> own) {
    Column value =
        given.getOrDefault(
            field.name(), own.contains(field.name()) ? col(field.name()) : lit(null));
    return value.cast(field.dataType()).as(field.name());
  }

  /** The signs of a case taken together: one row per indicator. */
  static Dataset<Row> together(Dataset<Row> ofCases, InvestigationSettings settings) {
    Column[] keys = new Column[KEYS.length + 1];
    keys[0] = col("case");
    for (int i = 0; i < KEYS.length; i++) {
      keys[i + 1] = col(KEYS[i]);
    }
    Column strongest = struct(col("score"), col("last_time"), col("sentence"));
    return ofCases
        .groupBy(keys)
        .agg(
            max("city").as("city"),
            max("country").as("country"),
            sum("success").as("success"),
            sum("failure").as("failure"),
            max("is_new_for_account").as("is_new_for_account"),
            max("score").as("score"),
            min("evidence").as("evidence"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            slice(ids("event_ids"), 1, settings.eventIds()).as("event_ids"),
            ids("access_keys").as("access_keys"),
            sort_array(collect_set("region")).as("regions"),
            max_by(col("sentence"), strongest).as("sentence"));
  }

  private static Column ids(String column) {
    return array_sort(array_distinct(flatten(collect_list(column))));
  }

  /** A list of one value; empty for null. */
  static Column listOf(Column value) {
    return array_compact(array(value));
  }
}
