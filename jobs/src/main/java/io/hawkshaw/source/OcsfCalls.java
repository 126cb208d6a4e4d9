package io.hawkshaw.source;

import static io.hawkshaw.source.OcsfRules.one;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * The fields of a CloudTrail record that Security Lake moves into columns of OCSF, in source
 * version 1 and 2.
 *
 * <p>https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS
 */
final class OcsfCalls {
  /** Columns that only rules look at. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          """
          metadata STRUCT<
            event_code: STRING, product: STRUCT<version: STRING, feature: STRUCT<name: STRING>>>,
          api STRUCT<version: STRING, request: STRUCT<uid: STRING>>,
          actor STRUCT<session: STRUCT<mfa: BOOLEAN, is_mfa: BOOLEAN>, idp: STRUCT<name: STRING>>,
          src_endpoint STRUCT<uid: STRING>,
          dst_endpoint STRUCT<svc_name: STRING>,
          mfa BOOLEAN,
          is_mfa BOOLEAN
          """);

  private static final String CONTEXT = "userIdentity.sessionContext.";

  private OcsfCalls() {}

  /**
   * Columns, each an array of texts, by the paths of the fields that they are.
   *
   * @param words columns of single texts by the fields that they are
   */
  static Map<String, Column> fields(Map<String, Column> words) {
    Map<String, Column> fields = new HashMap<>();
    words.forEach((path, word) -> fields.put(path, one(word)));
    fields.put("eventID", one(col("metadata.uid")));
    fields.put("eventType", one(col("metadata.event_code")));
    fields.put("eventVersion", one(col("metadata.product.version")));
    fields.put("eventCategory", one(col("metadata.product.feature.name")));
    fields.put("apiVersion", one(col("api.version")));
    fields.put("requestID", one(col("api.request.uid")));
    fields.put("vpcEndpointId", one(col("src_endpoint.uid")));
    fields.put("resources[].ARN", col("resources.uid"));
    fields.put("resources[].type", col("resources.type"));
    fields.put(
        "resources[].accountId",
        coalesce(col("resources.account_uid"), col("resources.owner.account.uid")));
    addIdentity(fields);
    addSignIn(fields);
    addTarget(fields);
    return fields;
  }

  private static void addIdentity(Map<String, Column> fields) {
    Column mfa = coalesce(col("actor.session.mfa"), col("actor.session.is_mfa"));
    fields.put(CONTEXT + "attributes.mfaAuthenticated", one(mfa));
    Column isAsserted = col("actor.user.type").isin("SAMLUser", "WebIdentityUser");
    Column provider = col("actor.idp.name");
    fields.put("userIdentity.identityProvider", when(isAsserted, one(provider)));
    fields.put(
        CONTEXT + "webIdFederationData.federatedProvider", when(not(isAsserted), one(provider)));
  }

  private static void addSignIn(Map<String, Column> fields) {
    Column isSignIn = col("api.operation").equalTo("ConsoleLogin");
    Column mfa = coalesce(col("mfa"), col("is_mfa"));
    fields.put(
        "additionalEventData.MFAUsed",
        when(isSignIn.and(mfa.isNotNull()), array(when(mfa, "Yes").otherwise("No"))));
    fields.put("additionalEventData.LoginTo", when(isSignIn, one(col("dst_endpoint.svc_name"))));
  }

  /** Source version 1 moves some parameters into the user that is acted on. */
  private static void addTarget(Map<String, Column> fields) {
    Column isMoved =
        col("api.request.data")
            .isNull()
            .and(col("user.name").isNotNull())
            .and(element_at(col("unmapped"), lit("requestParameters")).isNull());
    Column isTaken = col("api.operation").startsWith("AssumeRole");
    Column isOfIam = col("api.service.name").equalTo("iam.amazonaws.com");
    Column isOfRole = col("api.operation").contains("Role");
    put(fields, "roleArn", isMoved.and(isTaken), col("user.uuid"));
    put(fields, "roleSessionName", isMoved.and(isTaken), col("user.name"));
    put(fields, "roleName", isMoved.and(isOfIam).and(isOfRole), col("user.name"));
    put(fields, "userName", isMoved.and(isOfIam).and(not(isOfRole)), col("user.name"));
  }

  /** A parameter that stands in its own place still is not put back twice. */
  private static void put(Map<String, Column> fields, String name, Column isMoved, Column value) {
    String path = "requestParameters." + name;
    Column isThere = element_at(col("unmapped"), lit(path)).isNotNull();
    fields.put(path, when(isMoved.and(not(coalesce(isThere, lit(false)))), one(value)));
  }
}
