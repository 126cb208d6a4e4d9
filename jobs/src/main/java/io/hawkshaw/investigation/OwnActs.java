package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.InvestigationSettings;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What no rule over single events tells: who changed their own rights, who deleted in mass. */
final class OwnActs implements Indicator {
  /** Calls that change what an identity may do, and name the identity as their target. */
  private static final Object[] RIGHTS = {
    "AddUserToGroup",
    "AttachRolePolicy",
    "AttachUserPolicy",
    "DeleteRolePermissionsBoundary",
    "DeleteRolePolicy",
    "DeleteUserPermissionsBoundary",
    "DeleteUserPolicy",
    "DetachRolePolicy",
    "DetachUserPolicy",
    "PutRolePermissionsBoundary",
    "PutRolePolicy",
    "PutUserPermissionsBoundary",
    "PutUserPolicy",
    "UpdateAssumeRolePolicy"
  };

  @Override
  public Dataset<Row> found(Examined examined) {
    InvestigationSettings settings = examined.settings();
    Dataset<Row> acts =
        examined
            .rows(Table.ACTIVITY, col("principal"))
            .filter(Principals.isOne("principal_type").and(not(col("is_service"))))
            .filter(isSelfEdit().or(isMassDeletion(settings)));
    Column isSuccess = col("outcome").equalTo("success");
    Column procedure =
        when(isSelfEdit(), "Own permissions changed").otherwise("Resources deleted in mass");
    Column score = Risk.ofLevel(when(isSelfEdit(), "high").otherwise("medium"), settings);
    return Found.of(
        acts,
        Map.of(
            "indicator_type", lit(IndicatorType.TTP_OBSERVED.name()),
            "subject", procedure,
            "tactic", when(isSelfEdit(), "Privilege Escalation").otherwise("Impact"),
            "technique", when(isSelfEdit(), "T1098.003").otherwise("T1485"),
            "success", when(isSuccess, col("events")).otherwise(0),
            "failure", when(isSuccess, 0).otherwise(col("events")),
            "score", score.multiply(when(isSuccess, 1.0).otherwise(settings.failedWeight())),
            "evidence", procedure,
            "access_keys", Found.listOf(col("access_key")),
            "sentence",
                concat(
                    procedure,
                    lit(": "),
                    concat_ws(
                        " ",
                        Principals.name(col("principal")),
                        lit("called"),
                        col("operation"),
                        col("events").cast("string"),
                        lit("times within an hour on"),
                        col("target")))));
  }

  private static Column isSelfEdit() {
    return col("operation")
        .isin(RIGHTS)
        .and(Principals.key(col("target")).equalTo(col("principal_key")));
  }

  private static Column isMassDeletion(InvestigationSettings settings) {
    return col("operation")
        .rlike("^(Delete|Terminate|BatchDelete)")
        .and(col("service").notEqual("kubernetes"))
        .and(col("events").geq(settings.massDeletions()));
  }
}
