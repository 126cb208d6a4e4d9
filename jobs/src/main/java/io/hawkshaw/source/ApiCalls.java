package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.LogRules;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * API calls as CloudTrail tells them, and what the night makes of one: who, canonically, did what
 * to what, with which outcome. Raw CloudTrail and Security Lake both arrive here in the same
 * columns, so the rules of identity and outcome stand once.
 *
 * <p>Types of {@code userIdentity}:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
final class ApiCalls {
  /** An API call in CloudTrail's words. */
  static final StructType CALL =
      StructType.fromDDL(
          """
          time TIMESTAMP, event_id STRING, account STRING, region STRING,
          identity_type STRING, principal_id STRING, arn STRING, caller_account STRING,
          user_name STRING, access_key STRING, invoked_by STRING, issuer_arn STRING,
          source_identity STRING, on_behalf_of STRING,
          source_address STRING, user_agent STRING, service STRING, operation STRING,
          read_only STRING, error_code STRING, error_message STRING, sign_in STRING,
          issued_key STRING, issued_session STRING,
          target_type STRING, target STRING, target_sample STRING, target_account STRING,
          rules ARRAY<STRING>
          """);

  /** Fields of CloudTrail that rules may name, and which of these columns each is. */
  static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("eventSource", "service"),
          Map.entry("eventName", "operation"),
          Map.entry("awsRegion", "region"),
          Map.entry("recipientAccountId", "account"),
          Map.entry("sourceIPAddress", "source_address"),
          Map.entry("userAgent", "user_agent"),
          Map.entry("errorCode", "error_code"),
          Map.entry("errorMessage", "error_message"),
          Map.entry("readOnly", "read_only"),
          Map.entry("userIdentity.type", "identity_type"),
          Map.entry("userIdentity.principalId", "principal_id"),
          Map.entry("userIdentity.arn", "arn"),
          Map.entry("userIdentity.accountId", "caller_account"),
          Map.entry("userIdentity.userName", "user_name"),
          Map.entry("userIdentity.accessKeyId", "access_key"),
          Map.entry("userIdentity.invokedBy", "invoked_by"),
          Map.entry("userIdentity.sessionContext.sessionIssuer.arn", "issuer_arn"),
          Map.entry("userIdentity.sessionContext.sourceIdentity", "source_identity"),
          Map.entry("userIdentity.onBehalfOf.userId", "on_behalf_of"),
          Map.entry("responseElements.ConsoleLogin", "sign_in"));

  /**
   * Operations that issue credentials. A service that takes a role gets new keys all the time, with
   * which only itself calls: of these only the session is told.
   */
  static final List<String> ISSUING =
      List.of(
          "AssumeRole",
          "AssumeRoleWithSAML",
          "AssumeRoleWithWebIdentity",
          "AssumeRoot",
          "GetSessionToken",
          "GetFederationToken",
          "CreateAccessKey");

  /**
   * Errors that say the caller may not. Services spell it in many ways: AccessDenied,
   * AccessDeniedException, Client.UnauthorizedOperation, ForbiddenException, NotAuthorized,
   * AuthFailure, VpceAccessDenied, KMSInvalidStateException is not one of them.
   */
  private static final String DENIAL =
      "(?i)access_?denied|unauthorized|not_?authorized|forbidden|authfailure|authorizationerror";

  /** Operations that read, for the records of versions below 1.08 that do not tell. */
  private static final String READING =
      "^(Get|List|Describe|Head|Lookup|Search|Query|Scan|Select|BatchGet|Check|Decode|Estimate"
          + "|Filter|Preview|Simulate|Test|Validate|View|Verify|Detect).*";

  private static final String IPV4 = "^[0-9]{1,3}([.][0-9]{1,3}){3}$";
  private static final String IPV6 = "^[0-9a-fA-F:]*:[0-9a-fA-F:.]+$";

  private ApiCalls() {}

  /** The rules that name nothing but a call's columns. */
  static LogRules ofWords(EventRules rules) {
    return rules.within(EventRules.Log.CLOUDTRAIL, FIELDS.keySet());
  }

  /** The rules that name a field which is none of a call's columns. */
  static LogRules beyondWords(EventRules rules) {
    return rules.beyond(EventRules.Log.CLOUDTRAIL, FIELDS.keySet());
  }

  /**
   * The record of the activity table that a call gives; the columns of a call are at hand.
   *
   * @param rules rules that a call's columns can answer
   */
  static Column activity(LogRules rules) {
    return struct(
        col("time"),
        hour(col("time")).as("hour"),
        col("account"),
        col("region"),
        principalType().as("principal_type"),
        principal().as("principal"),
        nullif(element_at(split(col("principal_id"), lit(":")), lit(1)), lit(""))
            .as("principal_id"),
        session().as("session"),
        coalesce(text("source_identity"), text("on_behalf_of")).as("source_identity"),
        text("access_key").as("access_key"),
        text("issued_key").as("issued_key"),
        text("issued_session").as("issued_session"),
        isService().as("is_service"),
        text("invoked_by").as("invoked_by"),
        when(isAddress(), col("source_address")).as("ip"),
        userAgent().as("user_agent"),
        col("service"),
        regexp_replace(col("operation"), "20[0-9]{6}(v[0-9]+)?$", "").as("operation"),
        isRead().as("is_read"),
        col("target_type"),
        col("target"),
        col("target_account"),
        outcome().as("outcome"),
        coalesce(text("error_code"), text("error_message")).as("error"),
        col("event_id"),
        col("target_sample"),
        lit(null).cast("string").as("cluster"),
        WordRules.of(rules, FIELDS, List.of("service", "operation")).as("rules"));
  }

  private static Column text(String column) {
    return nullif(col(column), lit(""));
  }

  private static Column is(String type) {
    return col("identity_type").equalTo(type);
  }

  /** A record without a type comes from a service, which {@code invokedBy} then names. */
  private static Column isOfService() {
    return is("AWSService").or(text("identity_type").isNull().and(text("invoked_by").isNotNull()));
  }

  private static Column isAddress() {
    return col("source_address").rlike(IPV4).or(col("source_address").rlike(IPV6));
  }

  /**
   * A service called: as itself, through a role that only services assume, or on behalf of the
   * principal, which shows in a source address that is none: "AWS Internal" or the service's name.
   * A console user has {@code invokedBy} too, but an address.
   */
  private static Column isService() {
    return coalesce(
        isOfService()
            .or(col("issuer_arn").contains(":role/aws-service-role/"))
            .or(length(col("source_address")).gt(0).and(isAddress().equalTo(false))),
        lit(false));
  }

  private static Column principalType() {
    return when(isOfService(), "AWS_SERVICE")
        .when(is("IAMUser"), "IAM_USER")
        .when(is("AssumedRole").or(is("Role")), "IAM_ROLE")
        .when(is("Root"), "ROOT")
        .when(is("FederatedUser"), "FEDERATED_USER")
        .when(is("SAMLUser"), "SAML_USER")
        .when(is("WebIdentityUser"), "WEB_IDENTITY_USER")
        .when(is("IdentityCenterUser"), "IDENTITY_CENTER_USER")
        .when(is("AWSAccount"), "AWS_ACCOUNT")
        .when(is("Directory"), "DIRECTORY_USER")
        .otherwise("UNKNOWN");
  }

  /** Sessions fold into their role: most sessions live for one event. */
  private static Column principal() {
    Column user = iamArn("user", col("user_name"));
    Column named = coalesce(text("arn"), text("principal_id"), text("user_name"), callerRoot());
    return when(isOfService(), coalesce(text("invoked_by"), text("source_address"), lit("AWS")))
        .when(is("IAMUser"), coalesce(text("arn"), user, text("principal_id")))
        .when(is("AssumedRole"), coalesce(text("issuer_arn"), roleOfSession(), named))
        .when(is("Root"), coalesce(text("arn"), callerRoot()))
        .when(is("AWSAccount"), coalesce(text("arn"), idWithoutSession(), callerRoot()))
        .when(
            is("IdentityCenterUser"),
            coalesce(text("on_behalf_of"), text("principal_id"), text("user_name")))
        .otherwise(named);
  }

  private static Column iamArn(String kind, Column name) {
    return concat(
        lit("arn:aws:iam::"), text("caller_account"), lit(":" + kind + "/"), nullif(name, lit("")));
  }

  private static Column callerRoot() {
    return concat(lit("arn:aws:iam::"), text("caller_account"), lit(":root"));
  }

  private static Column idWithoutSession() {
    return nullif(element_at(split(col("principal_id"), lit(":")), lit(1)), lit(""));
  }

  /** {@code arn:aws:sts::A:assumed-role/R/S} names the role, but for its path. */
  private static Column roleOfSession() {
    String pattern = "^arn:(aws[a-z-]*):sts::([0-9]*):assumed-role/([^/]+).*$";
    return when(
        col("arn").rlike(pattern),
        regexp_replace(col("arn"), lit(pattern), lit("arn:$1:iam::$2:role/$3")));
  }

  private static Column session() {
    Column ofId = regexp_extract(col("principal_id"), "(?s)^[^:]*:(.*)$", 1);
    Column ofArn = regexp_extract(col("arn"), "(?s)^arn:[^:]*:sts::[^/]*/[^/]+/(.*)$", 1);
    return when(
        is("AssumedRole").or(is("AWSAccount")),
        coalesce(nullif(ofArn, lit("")), nullif(ofId, lit(""))));
  }

  /** S3 and some SDKs write the agent in square brackets. */
  private static Column userAgent() {
    Column agent = trim(col("user_agent"));
    Column bare =
        when(
                agent.startsWith("[").and(agent.endsWith("]")),
                substring(agent, lit(2), length(agent).minus(2)))
            .otherwise(agent);
    return nullif(bare, lit(""));
  }

  private static Column isRead() {
    Column told =
        when(lower(col("read_only")).equalTo("true"), true)
            .when(lower(col("read_only")).equalTo("false"), false);
    return coalesce(told, col("operation").rlike(READING), lit(false));
  }

  /** A failed ConsoleLogin has no error code: only the response or the message tells. */
  private static Column outcome() {
    Column isDenied =
        col("error_code")
            .rlike(DENIAL)
            .or(col("error_message").contains("not authorized to perform"))
            .or(col("error_message").contains("explicit deny"));
    Column isFailure =
        text("error_code")
            .isNotNull()
            .or(text("error_message").isNotNull())
            .or(lower(col("sign_in")).equalTo("failure"));
    return when(isDenied, "denied").when(isFailure, "failure").otherwise("success");
  }
}
