package io.hawkshaw.source;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rolls flows up to the hour, both directions of a conversation into one row. */
public final class Traffic {
  /** A flow as the sources give it, seen from its interface as far as it tells. */
  static final StructType RECORD =
      StructType.fromDDL(
          """
          time TIMESTAMP, end_time TIMESTAMP, hour INT, account STRING, region STRING, vpc STRING,
          interface STRING, instance STRING, direction STRING, ip STRING, local_ip STRING,
          local_port INT, remote_port INT, protocol STRING, action STRING, is_oriented BOOLEAN,
          packets BIGINT, bytes_in BIGINT, bytes_out BIGINT,
          ecs_cluster STRING, ecs_service STRING, ecs_task STRING
          """);

  /** What is measured of the flows of an hour. */
  static final Measures MEASURES =
      new Measures("end_time", List.of("packets", "bytes_in", "bytes_out"), List.of());

  private static final List<String> KEYS =
      List.of(
          "day",
          "hour",
          "source",
          "account",
          "region",
          "vpc",
          "interface",
          "instance",
          "ecs_cluster",
          "ecs_service",
          "ecs_task",
          "told_direction",
          "ip",
          "local_ip",
          "local_port",
          "remote_port",
          "protocol",
          "action");

  private Traffic() {}

  /** The rows of the table among what was rolled up. */
  public static Dataset<Row> build(Dataset<Row> rolledUp) {
    Dataset<Row> rows = orient(Rollup.recordsOf(rolledUp, "flows"));
    Column isAlone = not(isEven()).and(not(col("is_turned")));
    Dataset<Row> alone = rows.filter(isAlone).drop("is_turned");
    return alone
        .unionByName(folded(rows.filter(not(isAlone))))
        .withColumns(Rollup.unknown("country", "asn", "aso"));
  }

  /** Both directions of a conversation in one row, where the rollup could not tell them apart. */
  private static Dataset<Row> folded(Dataset<Row> rows) {
    return rows.withColumn("told_direction", when(not(isEven()), col("direction")))
        .groupBy(KEYS.stream().map(name -> col(name)).toArray(Column[]::new))
        .agg(
            firstTime("inbound").as("first_inbound"),
            firstTime("outbound").as("first_outbound"),
            sum("flows").as("flows"),
            sum("duplicates").as("duplicates"),
            sum("packets").as("packets"),
            sum("bytes_in").as("bytes_in"),
            sum("bytes_out").as("bytes_out"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"))
        .withColumn("direction", whoSpokeFirst())
        .drop("told_direction", "first_inbound", "first_outbound")
        .withColumns(
            Map.of(
                "local_port", serverPort("local_port", "outbound"),
                "remote_port", serverPort("remote_port", "inbound")));
  }

  /**
   * The ports do not tell which side is the server: both are the same. Of such a conversation, of
   * NTP or ICMP say, each direction alone would take its own sender for the client. Both are one
   * row, and the client is who spoke first in the hour; where both spoke in the same second the
   * local side is, since security groups let out by default and in on request only.
   */
  private static Column isEven() {
    return coalesce(col("local_port").equalTo(col("remote_port")), lit(false));
  }

  private static Column firstTime(String direction) {
    return min(when(col("direction").equalTo(direction), col("first_time")));
  }

  private static Column whoSpokeFirst() {
    Column isInbound =
        col("first_outbound").isNull().or(col("first_inbound").lt(col("first_outbound")));
    return when(col("first_inbound").isNotNull().and(isInbound), "inbound")
        .when(col("first_outbound").isNotNull(), "outbound");
  }

  /** The port of a side, 0 where the direction says that it is the client of an even flow. */
  private static Column serverPort(String port, String whenClient) {
    return when(isEven().and(col("direction").equalTo(whenClient)), 0).otherwise(col(port));
  }

  /**
   * Turns the rows round whose remote side is the interface itself. Flow logs of version 2 do not
   * tell directions, and between two private addresses nothing in the record does; but an
   * interface's own address is in all of its records, so it is the one in most of them. Records
   * that do tell their local side count for that one only.
   *
   * @return the rows, with {@code is_turned} for those of an interface of which any row may be
   *     turned round, so that two rows may have become alike
   */
  static Dataset<Row> orient(Dataset<Row> rows) {
    Column isUnclear = col("is_oriented").equalTo(false);
    Column sides = when(isUnclear, array(col("ip"), col("local_ip"))).otherwise(array("local_ip"));
    Dataset<Row> own =
        rows.select(
                col("account"),
                col("interface"),
                isUnclear.as("is_unclear"),
                explode(sides).as("address"),
                col("flows"))
            .groupBy("account", "interface", "address")
            .agg(sum("flows").as("flows"), bool_or(col("is_unclear")).as("is_unclear"))
            .groupBy("account", "interface")
            .agg(
                max_by(col("address"), struct(col("flows"), col("address"))).as("own_ip"),
                bool_or(col("is_unclear")).as("is_unclear"))
            .filter(col("is_unclear"))
            .drop("is_unclear");
    Column isReversed = coalesce(isUnclear.and(col("own_ip").equalTo(col("ip"))), lit(false));
    Column reversed =
        when(col("direction").equalTo("inbound"), "outbound")
            .when(col("direction").equalTo("outbound"), "inbound");
    return rows.join(broadcast(own), new String[] {"account", "interface"}, "left")
        .withColumns(
            Map.of(
                "direction", when(isReversed, reversed).otherwise(col("direction")),
                "ip", when(isReversed, col("local_ip")).otherwise(col("ip")),
                "local_ip", when(isReversed, col("ip")).otherwise(col("local_ip")),
                "local_port", when(isReversed, col("remote_port")).otherwise(col("local_port")),
                "remote_port", when(isReversed, col("local_port")).otherwise(col("remote_port")),
                "bytes_in", when(isReversed, col("bytes_out")).otherwise(col("bytes_in")),
                "bytes_out", when(isReversed, col("bytes_in")).otherwise(col("bytes_out"))))
        .withColumn("is_turned", col("own_ip").isNotNull())
        .drop("own_ip", "is_oriented");
  }
}
