package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;

import io.hawkshaw.lake.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the calls of each case tell of the addresses that they came from. */
final class Stays {
  private static final int KEYS = 20;

  private Stays() {}

  /** One row per case; {@code stays} holds location, access keys and last times by address. */
  static Dataset<Row> of(Examined examined) {
    Dataset<Row> calls =
        examined.rows(Table.ACTIVITY, col("principal")).filter(col("ip").isNotNull());
    Column location = nullif(concat_ws(", ", col("city"), col("country")), lit(""));
    return examined
        .ofCases(calls)
        .groupBy(col("case.investigation_id").as("id"), col("ip"))
        .agg(
            max(location).as("location"),
            slice(sort_array(collect_set("access_key")), 1, KEYS).as("access_keys"),
            sort_array(collect_set("last_time")).as("last_times"))
        .groupBy("id")
        .agg(
            map_from_entries(
                    collect_list(
                        struct(col("ip"), struct("location", "access_keys", "last_times"))))
                .as("stays"));
  }

  /** What is known of one address; null where it made no call. */
  static Column at(Column ip) {
    return col("stays").getItem(ip);
  }
}
