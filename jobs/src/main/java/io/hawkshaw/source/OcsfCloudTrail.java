package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.EventRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param rules rules that are asked of its records
 */
record OcsfCloudTrail(String name, EventRules rules) implements OcsfSource {
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
          resources ARRAY<STRUCT<
            uid: STRING, type: STRING,
            account_uid: STRING, owner: STRUCT<account: STRUCT<uid: STRING>>>>,
          status STRING,
          unmapped MAP<STRING, STRING>
          """);

  /** Source version 1 is written in this release candidate of OCSF. */
  private static final String VERSION_1 = "1.0.0-rc";

  /** The source, of which nothing is asked. */
  OcsfCloudTrail(String name) {
    this(name, EventRules.NONE);
  }

  @Override
  public OcsfSource asked(EventRules asked) {
    return new OcsfCloudTrail(name, asked);
  }

  @Override
  public StructType schema() {
    boolean isAsked = !ApiCalls.beyondWords(rules).isEmpty();
    return isAsked ? SCHEMA.merge(OcsfCalls.SCHEMA, true) : SCHEMA;
  }

  @Override
  public Dataset<Row> prepared(Dataset<Row> rows) {
    return rows.withColumn("named_target", OcsfTarget.of(account()));
  }

  @Override
  public List<Column> columns() {
    Column target = col("named_target");
    Map<String, Column> words = words();
    List<Column> columns = new ArrayList<>();
    columns.add(OcsfTime.of("time").as("time"));
    columns.add(col("metadata.uid").as("event_id"));
    ApiCalls.FIELDS.forEach((field, word) -> columns.add(words.get(field).as(word)));
    columns.add(
        when(not(isOfService()), issued("credentials.accessKeyId", "accessKey.accessKeyId"))
            .as("issued_key"));
    columns.add(issued("assumedRoleUser.assumedRoleId").as("issued_session"));
    columns.add(target.getField("type").as("target_type"));
    columns.add(target.getField("name").as("target"));
    columns.add(target.getField("sample").as("target_sample"));
    columns.add(target.getField("account").as("target_account"));
    columns.add(matching(words).as("rules"));
    return columns;
  }

  /** The words of a call, by the fields of CloudTrail that they are. */
  private static Map<String, Column> words() {
    Column user = col("actor.user");
    Map<String, Column> words = new HashMap<>();
    words.put("recipientAccountId", account());
    words.put("awsRegion", coalesce(col("cloud.region"), col("file_region")));
    words.put("userIdentity.type", user.getField("type"));
    words.put(
        "userIdentity.principalId",
        when(isVersion1(), user.getField("uid")).otherwise(user.getField("uid_alt")));
    words.put(
        "userIdentity.arn",
        when(isVersion1(), user.getField("uuid")).otherwise(user.getField("uid")));
    words.put("userIdentity.accountId", callerAccount());
    words.put("userIdentity.userName", user.getField("name"));
    words.put("userIdentity.accessKeyId", user.getField("credential_uid"));
    words.put("userIdentity.invokedBy", col("actor.invoked_by"));
    words.put("userIdentity.sessionContext.sessionIssuer.arn", col("actor.session.issuer"));
    for (String unmapped :
        List.of(
            "userIdentity.sessionContext.sourceIdentity",
            "userIdentity.onBehalfOf.userId",
            "readOnly")) {
      words.put(unmapped, unmapped(unmapped));
    }
    words.put("sourceIPAddress", coalesce(col("src_endpoint.ip"), col("src_endpoint.domain")));
    words.put("userAgent", col("http_request.user_agent"));
    words.put("eventSource", col("api.service.name"));
    words.put("eventName", col("api.operation"));
    words.put("errorCode", col("api.response.error"));
    words.put("errorMessage", col("api.response.message"));
    words.put("responseElements.ConsoleLogin", signIn());
    return words;
  }

  private Column matching(Map<String, Column> words) {
    return OcsfRules.of(
        ApiCalls.beyondWords(rules),
        col("api.service.name"),
        col("api.operation"),
        OcsfCalls.fields(words),
        new OcsfRules.Bodies(col("api.request.data"), col("api.response.data")));
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
    return ApiCalls.activity(ApiCalls.ofWords(rules));
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
