package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * CloudTrail in Security Lake: CLOUD_TRAIL_MGMT, S3_DATA and LAMBDA_EXECUTION, which share their
 * columns.
 *
 * <p>Between the source versions the ARN and the unique id of the caller change places, and the
 * request and response bodies move from {@code unmapped} into columns of their own.
 *
 * @param name name of the source
 */
record OcsfCloudTrail(String name) implements OcsfSource {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          """
          metadata STRUCT<uid: STRING, version: STRING>,
          time BIGINT,
          cloud STRUCT<region: STRING>,
          api STRUCT<
            operation: STRING,
            service: STRUCT<name: STRING>,
            request: STRUCT<data: STRING>,
            response: STRUCT<error: STRING, message: STRING, data: STRING>>,
          actor STRUCT<
            user: STRUCT<
              type: STRING, name: STRING, uid: STRING, uid_alt: STRING, uuid: STRING,
              account_uid: STRING, account: STRUCT<uid: STRING>, credential_uid: STRING>,
            session: STRUCT<issuer: STRING>,
            invoked_by: STRING>,
          http_request STRUCT<user_agent: STRING>,
          src_endpoint STRUCT<ip: STRING, domain: STRING>,
          user STRUCT<uid: STRING, uuid: STRING, name: STRING>,
          resources ARRAY<STRUCT<uid: STRING, type: STRING>>,
          status STRING,
          unmapped MAP<STRING, STRING>
          """);

  /** Source version 1 is written in this release candidate of OCSF. */
  private static final String VERSION_1 = "1.0.0-rc";

  @Override
  public StructType schema() {
    return SCHEMA;
  }

  @Override
  public Dataset<Row> prepared(Dataset<Row> rows) {
    return rows.withColumn("named_target", OcsfTarget.of(account()));
  }

  @Override
  public List<Column> columns() {
    Column user = col("actor.user");
    Column target = col("named_target");
    return List.of(
        timestamp_millis(col("time")).as("time"),
        col("metadata.uid").as("event_id"),
        account().as("account"),
        coalesce(col("cloud.region"), col("file_region")).as("region"),
        user.getField("type").as("identity_type"),
        when(isVersion1(), user.getField("uid"))
            .otherwise(user.getField("uid_alt"))
            .as("principal_id"),
        when(isVersion1(), user.getField("uuid")).otherwise(user.getField("uid")).as("arn"),
        callerAccount().as("caller_account"),
        user.getField("name").as("user_name"),
        user.getField("credential_uid").as("access_key"),
        col("actor.invoked_by").as("invoked_by"),
        col("actor.session.issuer").as("issuer_arn"),
        unmapped("userIdentity.sessionContext.sourceIdentity").as("source_identity"),
        unmapped("userIdentity.onBehalfOf.userId").as("on_behalf_of"),
        coalesce(col("src_endpoint.ip"), col("src_endpoint.domain")).as("source_address"),
        col("http_request.user_agent").as("user_agent"),
        col("api.service.name").as("service"),
        col("api.operation").as("operation"),
        unmapped("readOnly").as("read_only"),
        col("api.response.error").as("error_code"),
        col("api.response.message").as("error_message"),
        signIn().as("sign_in"),
        when(not(isOfService()), issued("credentials.accessKeyId", "accessKey.accessKeyId"))
            .as("issued_key"),
        issued("assumedRoleUser.assumedRoleId").as("issued_session"),
        target.getField("type").as("target_type"),
        target.getField("name").as("target"),
        target.getField("sample").as("target_sample"));
  }

  @Override
  public Column id() {
    return coalesce(col("event_id"), concat_ws("|", col("file"), col("row_index")));
  }

  @Override
  public boolean isGroupedInWords() {
    return true;
  }

  @Override
  public Column toRecord() {
    return ApiCalls.activity();
  }

  private static Column account() {
    return coalesce(col("file_account"), unmapped("recipientAccountId"), callerAccount());
  }

  private static Column isVersion1() {
    return col("metadata.version").startsWith(VERSION_1);
  }

  private static Column unmapped(String key) {
    return element_at(col("unmapped"), lit(key));
  }

  private static Column callerAccount() {
    return coalesce(col("actor.user.account.uid"), col("actor.user.account_uid"));
  }

  private static Column isOfService() {
    return coalesce(col("actor.user.type").equalTo("AWSService"), lit(false));
  }

  /** The first of some response elements of a call that issues credentials. */
  private static Column issued(String... paths) {
    Column[] values =
        Arrays.stream(paths)
            .flatMap(
                path ->
                    Stream.of(
                        unmapped("responseElements." + path),
                        get_json_object(unmapped("responseElements"), "$." + path),
                        get_json_object(col("api.response.data"), "$." + path)))
            .toArray(Column[]::new);
    return when(col("api.operation").isin(ApiCalls.ISSUING.toArray()), coalesce(values));
  }

  /** The status is computed from responseElements.ConsoleLogin. */
  private static Column signIn() {
    Column isConsoleLogin = col("api.operation").equalTo("ConsoleLogin");
    return when(
        isConsoleLogin,
        coalesce(
            unmapped("responseElements.ConsoleLogin"),
            get_json_object(col("api.response.data"), "$.ConsoleLogin"),
            col("status")));
  }
}
