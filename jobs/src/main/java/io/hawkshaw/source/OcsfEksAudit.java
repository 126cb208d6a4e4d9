package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * EKS audit logs in Security Lake, which has them in source version 2 only. {@code
 * cloud.account.uid} holds the STS ARN of the caller there, not an account: the path of the file
 * tells that.
 *
 * @param name name of the source
 */
record OcsfEksAudit(String name) implements OcsfSource {
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

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public List<Column> columns() {
    Column accountOfArn =
        regexp_extract(col("cloud.account.uid"), "^arn:[^:]*:[^:]*:[^:]*:([0-9]+)", 1);
    Column resource = try_element_at(col("resources"), lit(1));
    return List.of(
        timestamp_millis(col("time")).as("time"),
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
            .as("reason"));
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
