package io.hawkshaw.source;

import static io.hawkshaw.source.OcsfRules.one;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.LogRules;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * EKS audit logs in Security Lake, which has them in source version 2 only. {@code
 * cloud.account.uid} holds the STS ARN of the caller there, not an account: the path of the file
 * tells that.
 *
 * @param name name of the source
 * @param rules rules that are asked of its records
 */
record OcsfEksAudit(String name, LogRules rules) implements OcsfSource {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          """
          time BIGINT,
          message STRING,
          cloud STRUCT<account: STRUCT<uid: STRING>>,
          api STRUCT<
            operation: STRING,
            request: STRUCT<uid: STRING>,
            response: STRUCT<
              code: INT, error: STRING, error_message: STRING, message: STRING>>,
          http_request STRUCT<url: STRUCT<path: STRING>, user_agent: STRING>,
          actor STRUCT<
            user: STRUCT<name: STRING, uid: STRING>,
            session: STRUCT<credential_uid: STRING, issuer: STRING, uid: STRING>>,
          src_endpoint STRUCT<ip: STRING>,
          resources ARRAY<STRUCT<namespace: STRING, name: STRING, type: STRING>>
          """);

  /** Columns that only rules look at. */
  private static final StructType OF_RULES =
      StructType.fromDDL(
          """
          metadata STRUCT<log_level: STRING>,
          api STRUCT<group: STRUCT<name: STRING>>,
          actor STRUCT<user: STRUCT<groups: ARRAY<STRUCT<name: STRING>>>>,
          src_endpoint STRUCT<intermediate_ips: ARRAY<STRING>>,
          resources ARRAY<STRUCT<uid: STRING, version: STRING>>,
          unmapped MAP<STRING, STRING>
          """);

  /** The source, of which nothing is asked. */
  OcsfEksAudit(String name) {
    this(name, LogRules.NONE);
  }

  @Override
  public OcsfSource asked(EventRules asked) {
    return new OcsfEksAudit(name, KubernetesCalls.rules(asked));
  }

  @Override
  public StructType schema() {
    return rules.isEmpty() ? SCHEMA : SCHEMA.merge(OF_RULES, true);
  }

  @Override
  public List<Column> columns() {
    Column accountOfArn =
        regexp_extract(col("cloud.account.uid"), "^arn:[^:]*:[^:]*:[^:]*:([0-9]+)", 1);
    Column resource = try_element_at(col("resources"), lit(1));
    return List.of(
        OcsfTime.of("time").as("time"),
        col("api.request.uid").as("audit_id"),
        col("message").as("stage"),
        coalesce(col("file_account"), when(accountOfArn.notEqual(""), accountOfArn)).as("account"),
        col("file_region").as("region"),
        lit(null).cast("string").as("cluster"),
        col("actor.user.name").as("user_name"),
        col("actor.user.uid").as("user_uid"),
        col("actor.session.issuer").as("role_arn"),
        col("actor.session.uid").as("session"),
        col("actor.session.credential_uid").as("access_key"),
        col("src_endpoint.ip").as("source_address"),
        col("http_request.user_agent").as("user_agent"),
        col("http_request.url.path").as("request_path"),
        col("api.operation").as("verb"),
        resource.getField("type").as("resource"),
        resource.getField("namespace").as("namespace"),
        resource.getField("name").as("resource_name"),
        col("api.response.code").as("code"),
        coalesce(
                col("api.response.error"),
                col("api.response.error_message"),
                col("api.response.message"))
            .as("reason"),
        matching().as("rules"));
  }

  private Column matching() {
    Column resource = try_element_at(col("resources"), lit(1));
    Column type = resource.getField("type");
    return rules.isEmpty()
        ? lit(null).cast("array<string>")
        : OcsfRules.of(
            rules,
            substring_index(type, "/", 1),
            col("api.operation"),
            fields(resource),
            OcsfRules.Bodies.NONE);
  }

  /** The fields of an audit event that stand in columns, by their paths; the rest is unmapped. */
  private static Map<String, Column> fields(Column resource) {
    Column type = resource.getField("type");
    Map<String, Column> fields = new HashMap<>();
    fields.put("auditID", one(col("api.request.uid")));
    fields.put("level", one(col("metadata.log_level")));
    fields.put("stage", one(col("message")));
    fields.put("verb", one(col("api.operation")));
    fields.put("requestURI", one(col("http_request.url.path")));
    fields.put("userAgent", one(col("http_request.user_agent")));
    fields.put("sourceIPs[]", array(col("src_endpoint.ip")));
    fields.put("sourceIPs", col("src_endpoint.intermediate_ips"));
    fields.put("user.username", one(col("actor.user.name")));
    fields.put("user.uid", one(col("actor.user.uid")));
    fields.put("user.groups[]", col("actor.user.groups.name"));
    fields.put("user.extra.accessKeyId[]", one(col("actor.session.credential_uid")));
    fields.put("user.extra.canonicalArn[]", one(col("actor.session.issuer")));
    fields.put("user.extra.sessionName[]", one(col("actor.session.uid")));
    fields.put("user.extra.arn[]", one(col("cloud.account.uid")));
    fields.put("objectRef.resource", one(substring_index(type, "/", 1)));
    fields.put(
        "objectRef.subresource",
        when(type.contains("/"), one(regexp_replace(type, "^[^/]*/", ""))));
    fields.put("objectRef.namespace", one(resource.getField("namespace")));
    fields.put("objectRef.name", one(resource.getField("name")));
    fields.put("objectRef.uid", one(resource.getField("uid")));
    fields.put("objectRef.resourceVersion", one(resource.getField("version")));
    fields.put("objectRef.apiGroup", one(col("api.group.name")));
    fields.put("responseStatus.code", one(col("api.response.code")));
    fields.put("responseStatus.reason", one(col("api.response.error")));
    fields.put(
        "responseStatus.message",
        one(coalesce(col("api.response.error_message"), col("api.response.message"))));
    return fields;
  }

  @Override
  public Column id() {
    return coalesce(KubernetesCalls.id(), concat_ws("|", col("file"), col("row_index")));
  }

  @Override
  public Column toRecord() {
    return KubernetesCalls.activity();
  }
}
