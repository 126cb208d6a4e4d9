package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.LogRules;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * Calls of the Kubernetes API as audit logs tell them, and what the night makes of one. The
 * identity is the Kubernetes subject; the IAM principal behind it stands in source_identity, its
 * role session in session.
 *
 * <p>https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 */
final class KubernetesCalls {
  /** A call in the words of the audit log; time is that of the stage. */
  static final StructType CALL =
      StructType.fromDDL(
          """
          time TIMESTAMP, audit_id STRING, stage STRING, account STRING, region STRING,
          cluster STRING, user_name STRING, user_uid STRING, role_arn STRING, session STRING,
          access_key STRING, source_address STRING, user_agent STRING, request_path STRING,
          verb STRING, resource STRING, namespace STRING, resource_name STRING, code INT,
          reason STRING, rules ARRAY<STRING>
          """);

  private KubernetesCalls() {}

  /** One request is logged at several stages, under one audit id; null for one without. */
  static Column id() {
    return concat(col("audit_id"), lit("/"), coalesce(col("stage"), lit("")));
  }

  /** The record of the activity table that a call gives; the columns of a call are at hand. */
  static Column activity() {
    Column type = coalesce(col("resource"), lit("nonResourceUrl"));
    Column target =
        coalesce(
            nullif(concat_ws("/", col("namespace"), col("resource_name")), lit("")),
            col("request_path"));
    return struct(
        col("time"),
        hour(col("time")).as("hour"),
        col("account"),
        col("region"),
        lit("KUBERNETES_USER").as("principal_type"),
        col("user_name").as("principal"),
        nullif(regexp_extract(col("user_uid"), "(A[RI][OD]A[A-Z0-9]+)", 1), lit(""))
            .as("principal_id"),
        col("session"),
        col("role_arn").as("source_identity"),
        col("access_key"),
        lit(null).cast("string").as("issued_key"),
        lit(null).cast("string").as("issued_session"),
        isSystem().as("is_service"),
        lit(null).cast("string").as("invoked_by"),
        col("source_address").as("ip"),
        col("user_agent"),
        lit("kubernetes").as("service"),
        lower(col("verb")).as("operation"),
        coalesce(lower(col("verb")).isin("get", "list", "watch"), lit(false)).as("is_read"),
        concat(lit("Kubernetes::"), type).as("target_type"),
        substring(target, 1, 512).as("target"),
        lit(null).cast("string").as("target_account"),
        outcome().as("outcome"),
        when(col("code").geq(400), coalesce(col("reason"), col("code").cast("string"))).as("error"),
        col("audit_id").as("event_id"),
        col("request_path").as("target_sample"),
        col("cluster"),
        col("rules"));
  }

  /** The rules of the log: all of them are asked of each event. */
  static LogRules rules(EventRules rules) {
    return rules.beyond(EventRules.Log.KUBERNETES_AUDIT, Set.of());
  }

  /** Nodes, controllers and the scheduler; service accounts of workloads are no system. */
  private static Column isSystem() {
    return coalesce(
        col("user_name")
            .rlike(
                "^(system:(node:|kube-|apiserver|serviceaccount:kube-system:)"
                    + "|eks:|system:node-problem-detector)"),
        lit(false));
  }

  /** 401 and 403 say that the caller may not; other codes from 400 on, that it did not work. */
  private static Column outcome() {
    return when(col("code").isin(401, 403), "denied")
        .when(col("code").geq(400), "failure")
        .otherwise("success");
  }
}
