package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * Web requests that AWS WAF inspected, in Security Lake, which has them in source version 2 only.
 *
 * <p>A request becomes an activity: the method is the operation, the web ACL the target, host and
 * path its sample. Who sends a web request is not known to WAF, so there is no principal, and no
 * AWS service calls. A request that WAF did not let through, since it blocked it or asked for a
 * CAPTCHA or a challenge first, is denied, by the rule that stands as the error. What the
 * application behind answered is not in the log: every other request is a success.
 *
 * <p>https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html,
 * https://schema.ocsf.io/1.1.0/classes/http_activity
 *
 * @param name name of the source
 */
record OcsfWaf(String name) implements OcsfSource {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          """
          metadata STRUCT<product: STRUCT<feature: STRUCT<uid: STRING>>>,
          time BIGINT,
          src_endpoint STRUCT<ip: STRING>,
          http_request STRUCT<
            uid: STRING, http_method: STRING, user_agent: STRING,
            url: STRUCT<path: STRING, hostname: STRING>,
            http_headers: ARRAY<STRUCT<name: STRING, value: STRING>>>,
          firewall_rule STRUCT<uid: STRING>,
          action STRING,
          action_id INT,
          disposition STRING,
          disposition_id INT
          """);

  /** The methods that RFC 9110 calls safe. */
  private static final Object[] READING = {"GET", "HEAD", "OPTIONS", "TRACE"};

  /** WAF's actions that keep a request from the application, and OCSF's words for them. */
  private static final Object[] DENYING = {"DENIED", "BLOCK", "BLOCKED", "CAPTCHA", "CHALLENGE"};

  /** Denied in OCSF's action_id, Blocked in its disposition_id. */
  private static final int DENIED = 2;

  private static final int MAX_NAME = 512;

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Column> columns() {
    Column request = col("http_request");
    return List.of(
        OcsfTime.of("time").as("time"),
        request.getField("uid").as("request_id"),
        webAclAccount().as("account"),
        col("file_region").as("region"),
        col("src_endpoint.ip").as("source_address"),
        coalesce(request.getField("user_agent"), header("user-agent")).as("user_agent"),
        upper(request.getField("http_method")).as("method"),
        coalesce(request.getField("url").getField("hostname"), header("host")).as("host"),
        request.getField("url").getField("path").as("path"),
        col("metadata.product.feature.uid").as("web_acl"),
        col("firewall_rule.uid").as("rule"),
        isDenied().as("is_denied"));
  }

  /** The id of a request is the same in the logs of each web ACL on its way. */
  @Override
  public Column id() {
    return coalesce(
        concat(col("request_id"), lit("|"), col("web_acl"), lit("|"), col("time").cast("string")),
        concat_ws("|", col("file"), col("row_index")));
  }

  @Override
  public Column toRecord() {
    Column none = lit(null).cast("string");
    return struct(
        col("time"),
        hour(col("time")).as("hour"),
        col("account"),
        col("region"),
        none.as("principal_type"),
        none.as("principal"),
        none.as("principal_id"),
        none.as("session"),
        none.as("source_identity"),
        none.as("access_key"),
        none.as("issued_key"),
        none.as("issued_session"),
        lit(false).as("is_service"),
        none.as("invoked_by"),
        col("source_address").as("ip"),
        nullif(col("user_agent"), lit("")).as("user_agent"),
        lit("wafv2.amazonaws.com").as("service"),
        col("method").as("operation"),
        coalesce(col("method").isin(READING), lit(false)).as("is_read"),
        lit("AWS::WAFv2::WebACL").as("target_type"),
        webAclName().as("target"),
        none.as("target_account"),
        when(col("is_denied"), "denied").otherwise("success").as("outcome"),
        when(col("is_denied"), col("rule")).as("error"),
        col("request_id").as("event_id"),
        nullif(substring(concat_ws("", col("host"), col("path")), 1, MAX_NAME), lit(""))
            .as("target_sample"),
        none.as("cluster"),
        lit(null).cast("array<string>").as("rules"));
  }

  private static Column webAclAccount() {
    Column ofArn =
        regexp_extract(col("metadata.product.feature.uid"), "^arn:[^:]*:[^:]*:[^:]*:([0-9]+):", 1);
    return coalesce(col("file_account"), nullif(ofArn, lit("")));
  }

  /** {@code arn:aws:wafv2:region:account:regional/webacl/name/id}. */
  private static Column webAclName() {
    Column ofArn = regexp_extract(col("web_acl"), "/webacl/([^/]+)/", 1);
    return substring(coalesce(nullif(ofArn, lit("")), col("web_acl")), 1, MAX_NAME);
  }

  private static Column header(String name) {
    Column named =
        filter(
            col("http_request.http_headers"),
            header -> lower(header.getField("name")).equalTo(name));
    return try_element_at(named, lit(1)).getField("value");
  }

  private static Column isDenied() {
    return Stream.of(
            upper(col("action")).isin(DENYING),
            upper(col("disposition")).isin(DENYING),
            col("action_id").equalTo(DENIED),
            col("disposition_id").equalTo(DENIED))
        .map(condition -> coalesce(condition, lit(false)))
        .reduce(Column::or)
        .orElseThrow();
  }
}
