package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * VPC flow logs in Security Lake. Interface, instance and VPC stand on the local side only; the
 * time of a record is the start of its window.
 *
 * @param name name of the source
 */
record OcsfVpcFlow(String name) implements OcsfSource {
  /** The verdict, in capital letters, in the words of VPC and of OCSF. */
  static final Set<String> ACCEPTED = Set.of("ALLOWED", "ACCEPT");

  static final Set<String> REFUSED = Set.of("DENIED", "BLOCKED", "REJECT", "REFUSED");

  /** The activities of OCSF's Network Activity that tell a verdict. */
  static final int REFUSE = 5;

  static final int TRAFFIC = 6;

  private static final String ENDPOINT =
      "STRUCT<ip: STRING, port: INT, interface_uid: STRING, vpc_uid: STRING, instance_uid: STRING,"
          + " intermediate_ips: ARRAY<STRING>>";

  private static final StructType SCHEMA =
      StructType.fromDDL(
          """
          time BIGINT,
          end_time BIGINT,
          end_time_dt TIMESTAMP,
          cloud STRUCT<account_uid: STRING, account: STRUCT<uid: STRING>, region: STRING>,
          src_endpoint %s,
          dst_endpoint %s,
          connection_info STRUCT<protocol_num: INT, tcp_flags: INT, direction: STRING>,
          traffic STRUCT<packets: BIGINT, bytes: BIGINT>,
          activity_id INT,
          action STRING,
          disposition STRING,
          status_code STRING
          """
              .formatted(ENDPOINT, ENDPOINT));

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Column> columns() {
    return List.of(
        OcsfTime.of("time").as("time"),
        coalesce(col("end_time_dt"), OcsfTime.of("end_time")).as("end_time"),
        coalesce(col("file_account"), col("cloud.account.uid"), col("cloud.account_uid"))
            .as("account"),
        coalesce(col("cloud.region"), col("file_region")).as("region"),
        ofEither("vpc_uid").as("vpc"),
        ofEither("interface_uid").as("interface"),
        ofEither("instance_uid").as("instance"),
        col("connection_info.direction").as("flow_direction"),
        address("src_endpoint").as("source_ip"),
        address("dst_endpoint").as("destination_ip"),
        col("src_endpoint.port").as("source_port"),
        col("dst_endpoint.port").as("destination_port"),
        col("connection_info.protocol_num").as("protocol_number"),
        col("connection_info.tcp_flags").as("tcp_flags"),
        verdict().as("action"),
        coalesce(upper(col("status_code")), lit("NODATA")).as("log_status"),
        coalesce(col("traffic.packets"), lit(0L)).as("packets"),
        coalesce(col("traffic.bytes"), lit(0L)).as("bytes"),
        via("src_endpoint").as("via_source"),
        via("dst_endpoint").as("via_destination"),
        lit(null).cast("string").as("ecs_cluster"),
        lit(null).cast("string").as("ecs_service"),
        lit(null).cast("string").as("ecs_task"));
  }

  @Override
  public Column id() {
    return Flows.id();
  }

  @Override
  public Optional<ColumnReader> columnar() {
    return Optional.of(FlowRecords::new);
  }

  @Override
  public Column toRecord() {
    return Flows.traffic();
  }

  private static Column ofEither(String field) {
    return coalesce(absent("src_endpoint." + field), absent("dst_endpoint." + field));
  }

  private static Column via(String endpoint) {
    return try_element_at(col(endpoint + ".intermediate_ips"), lit(1));
  }

  private static Column address(String endpoint) {
    return absent(endpoint + ".ip");
  }

  /** A field that was not logged is a hyphen. */
  private static Column absent(String column) {
    return when(col(column).notEqual("-"), col(column));
  }

  /** The verdict in the words of VPC: source version 1 tells it in disposition, 2 in action. */
  private static Column verdict() {
    Column told = upper(coalesce(col("action"), col("disposition")));
    return when(told.isin(ACCEPTED.toArray()), "ACCEPT")
        .when(told.isin(REFUSED.toArray()), "REJECT")
        .when(col("activity_id").equalTo(REFUSE), "REJECT")
        .when(col("activity_id").equalTo(TRAFFIC), "ACCEPT");
  }
}
