package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * VPC flow logs as Parquet: the fields of the text, with underscores in their names and types of
 * their own. The time of a record is the start of its window. Small numbers may be of 64 bits too,
 * as tools write them that copy flow logs.
 *
 * <p>It is read as a source of Security Lake is, by the columns of its schema.
 *
 * <p>https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html
 *
 * @param name name of the source
 */
record VpcFlowParquet(String name) implements OcsfSource {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          """
          `start` BIGINT, `end` BIGINT, account_id STRING, region STRING, vpc_id STRING,
          interface_id STRING, resource_id STRING, instance_id STRING, flow_direction STRING,
          srcaddr STRING, dstaddr STRING, pkt_srcaddr STRING, pkt_dstaddr STRING, srcport BIGINT,
          dstport BIGINT, protocol BIGINT, tcp_flags BIGINT, action STRING, log_status STRING,
          packets BIGINT, bytes BIGINT, ecs_cluster_name STRING, ecs_cluster_arn STRING,
          ecs_service_name STRING, ecs_task_arn STRING, ecs_task_id STRING
          """);

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Column> columns() {
    Column owner = when(col("account_id").notEqual(VpcFlow.UNKNOWN), text("account_id"));
    Column cluster = coalesce(text("ecs_cluster_name"), text("ecs_cluster_arn"));
    return List.of(
        seconds("start").as("time"),
        seconds("end").as("end_time"),
        coalesce(owner, col("file_account")).as("account"),
        coalesce(text("region"), col("file_region")).as("region"),
        text("vpc_id").as("vpc"),
        coalesce(text("interface_id"), text("resource_id")).as("interface"),
        text("instance_id").as("instance"),
        text("flow_direction").as("flow_direction"),
        coalesce(text("pkt_srcaddr"), text("srcaddr")).as("source_ip"),
        coalesce(text("pkt_dstaddr"), text("dstaddr")).as("destination_ip"),
        col("srcport").try_cast("int").as("source_port"),
        col("dstport").try_cast("int").as("destination_port"),
        col("protocol").try_cast("int").as("protocol_number"),
        col("tcp_flags").try_cast("int").as("tcp_flags"),
        text("action").as("action"),
        text("log_status").as("log_status"),
        coalesce(col("packets"), lit(0L)).as("packets"),
        coalesce(col("bytes"), lit(0L)).as("bytes"),
        differing("srcaddr", "pkt_srcaddr").as("via_source"),
        differing("dstaddr", "pkt_dstaddr").as("via_destination"),
        regexp_extract(cluster, "[^/]*$", 0).as("ecs_cluster"),
        text("ecs_service_name").as("ecs_service"),
        coalesce(text("ecs_task_arn"), text("ecs_task_id")).as("ecs_task"));
  }

  @Override
  public Optional<Column> refusal() {
    return Optional.of(
        when(not(isInRange("packets")), outOfRange("packets"))
            .when(not(isInRange("bytes")), outOfRange("bytes")));
  }

  @Override
  public Column id() {
    return Flows.id();
  }

  @Override
  public Column toRecord() {
    return Flows.traffic();
  }

  private static Column isInRange(String column) {
    return col(column).between(0L, Flows.MAX_COUNT);
  }

  private static Column outOfRange(String column) {
    return concat_ws(" ", lit(column + " is out of range:"), col(column).cast("string"));
  }

  /** A value that was not logged is null, or a hyphen as in the text. */
  private static Column text(String column) {
    return when(col(column).notEqual(VpcFlow.NONE), col(column));
  }

  private static Column differing(String column, String ofPacket) {
    return when(text(ofPacket).notEqual(text(column)), text(column));
  }

  /** What no calendar has is no time: the conversion itself would end the night. */
  private static Column seconds(String column) {
    return when(col(column).between(0L, VpcFlow.LAST_SECOND), timestamp_seconds(col(column)));
  }
}
