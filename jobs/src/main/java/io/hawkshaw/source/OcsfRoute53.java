package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * Route 53 resolver query logs in Security Lake.
 *
 * @param name name of the source
 */
record OcsfRoute53(String name) implements OcsfSource {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          """
          time BIGINT,
          cloud STRUCT<account_uid: STRING, account: STRUCT<uid: STRING>, region: STRING>,
          src_endpoint STRUCT<vpc_uid: STRING, ip: STRING, port: INT, instance_uid: STRING>,
          query STRUCT<hostname: STRING, type: STRING, class: STRING>,
          answers ARRAY<STRUCT<type: STRING, rdata: STRING, class: STRING>>,
          connection_info STRUCT<protocol_name: STRING>,
          rcode_id INT,
          rcode STRING,
          action STRING,
          disposition STRING,
          firewall_rule STRUCT<uid: STRING>,
          unmapped MAP<STRING, STRING>
          """);

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Column> columns() {
    return List.of(
        OcsfTime.of("time").as("time"),
        coalesce(col("file_account"), col("cloud.account.uid"), col("cloud.account_uid"))
            .as("account"),
        coalesce(col("cloud.region"), col("file_region")).as("region"),
        col("src_endpoint.vpc_uid").as("vpc"),
        col("src_endpoint.instance_uid").as("instance"),
        col("src_endpoint.ip").as("local_ip"),
        col("src_endpoint.port").as("source_port"),
        col("connection_info.protocol_name").as("transport"),
        col("query.hostname").as("query_name"),
        col("query.type").as("query_type"),
        rcode().as("response_code"),
        transform(col("answers"), answer -> answer.getField("rdata")).as("answers"),
        firewallAction().as("firewall_action"));
  }

  @Override
  public Column id() {
    return DnsQueries.id();
  }

  @Override
  public Column toRecord() {
    return DnsQueries.query();
  }

  /** OCSF's captions as the names of RFC 6895; the id tells, since the spelling varies. */
  private static Column rcode() {
    Column id = col("rcode_id");
    return when(id.equalTo(0), "NOERROR")
        .when(id.equalTo(1), "FORMERR")
        .when(id.equalTo(2), "SERVFAIL")
        .when(id.equalTo(3), "NXDOMAIN")
        .when(id.equalTo(4), "NOTIMP")
        .when(id.equalTo(5), "REFUSED")
        .otherwise(upper(col("rcode")));
  }

  /**
   * The DNS Firewall's word. Source version 1 writes "No Action" for a query that a rule let pass
   * with an alert, and for one that no rule fits: the rule's group tells them apart.
   */
  private static Column firewallAction() {
    Column told = upper(coalesce(col("disposition"), col("action")));
    Column group =
        coalesce(
            col("firewall_rule.uid"), element_at(col("unmapped"), lit("firewall_rule_group_id")));
    return when(told.startsWith("BLOCK").or(upper(col("action")).equalTo("DENIED")), "BLOCK")
        .when(told.startsWith("ALERT").or(group.isNotNull()), "ALERT")
        .otherwise(lit(null).cast("string"));
  }
}
