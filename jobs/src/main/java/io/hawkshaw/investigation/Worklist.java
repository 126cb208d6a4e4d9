package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.InvestigationSettings;
import io.hawkshaw.run.Night;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * The IAM users and roles that are worth an investigation, as the recommended resources of Amazon
 * Detective: in a grave finding of the day, in a finding or a group of the days before; and those
 * whose own detections and anomalies of the day are grave enough together.
 *
 * <p>https://docs.aws.amazon.com/detective/latest/userguide/run-investigations.html
 */
final class Worklist {
  private static final String RISK = "RISK";

  private Worklist() {}

  /** One row per day of the night and principal. */
  static Dataset<Row> of(Night night) {
    InvestigationSettings settings = night.settings().investigations();
    Dataset<Row> reasons =
        risky(scored(night, settings), settings)
            .unionByName(named(night, settings))
            .filter(not(col("entity_arn").contains(":role/aws-service-role/")));
    Dataset<Row> listed =
        reasons
            .groupBy("day", "principal_key")
            .agg(
                max("entity_type").as("entity_type"),
                max_by(col("entity_arn"), length(col("entity_arn"))).as("given_arn"),
                array_sort(collect_set("reason")).as("reasons"));
    return withPath(listed, night).select("day", "entity_type", "entity_arn", "reasons");
  }

  /** The ARN with its path, where the principal has acted. */
  private static Dataset<Row> withPath(Dataset<Row> listed, Night night) {
    Dataset<Row> known =
        night
            .lake()
            .read(Table.ENTITIES)
            .filter(Principals.isOne("entity_type"))
            .groupBy(Principals.key(col("entity")).as("known_key"))
            .agg(max_by(col("entity"), length(col("entity"))).as("known_arn"));
    return listed
        .join(known, col("principal_key").equalTo(col("known_key")), "left")
        .withColumn("entity_arn", coalesce(col("known_arn"), col("given_arn")));
  }

  /** What principals did on the days of the night, each kind of evidence once. */
  private static Dataset<Row> scored(Night night, InvestigationSettings settings) {
    Dataset<Row> detections =
        night
            .today(Table.DETECTIONS)
            .filter(Principals.isOne("principal_type"))
            .select(
                col("day"),
                col("principal_type").as("entity_type"),
                col("principal").as("entity_arn"),
                RuleMatches.evidence().as("evidence"),
                RuleMatches.score(settings).as("score"));
    Dataset<Row> anomalies =
        night
            .today(Table.ANOMALIES)
            .filter(Principals.isOne("entity_type").and(not(col("is_service"))))
            .select(
                col("day"),
                col("entity_type"),
                col("entity").as("entity_arn"),
                concat(col("kind"), lit(" "), col("dimension")).as("evidence"),
                col("score"));
    return detections
        .unionByName(anomalies)
        .withColumn("principal_key", Principals.key(col("entity_arn")))
        .groupBy("day", "principal_key", "evidence")
        .agg(
            max("entity_type").as("entity_type"),
            max("entity_arn").as("entity_arn"),
            max("score").as("score"));
  }

  private static Dataset<Row> risky(Dataset<Row> scored, InvestigationSettings settings) {
    Column place =
        row_number()
            .over(
                Window.partitionBy("day", "principal_key")
                    .orderBy(col("score").desc(), col("evidence")));
    return scored
        .withColumn("contribution", Risk.contribution(col("score"), place))
        .groupBy("day", "principal_key")
        .agg(
            max("entity_type").as("entity_type"),
            max("entity_arn").as("entity_arn"),
            sum("contribution").as("risk"))
        .filter(col("risk").geq(settings.minRisk()))
        .select(
            col("day"),
            col("principal_key"),
            col("entity_type"),
            col("entity_arn"),
            lit(RISK).as("reason"));
  }

  /** Those that findings and groups name. */
  private static Dataset<Row> named(Night night, InvestigationSettings settings) {
    int before = settings.scopeDays() - 1;
    Dataset<Row> findings =
        night
            .history(Table.FINDINGS, before)
            .select(
                col("day").as("seen"),
                col("severity").isin("HIGH", "CRITICAL").as("is_grave"),
                lit("FINDING").as("kind"),
                explode(col("entities")).as("entity"))
            .select("seen", "is_grave", "kind", "entity.entity_type", "entity.entity");
    Dataset<Row> members =
        night
            .history(Table.FINDING_GROUP_MEMBERS, before)
            .filter(col("member_type").equalTo("entity"))
            .select(
                col("day").as("seen"),
                lit(false).as("is_grave"),
                lit("GROUP").as("kind"),
                col("entity_type"),
                col("member").as("entity"));
    Column isOfDay = col("is_grave").and(col("day").equalTo(col("seen")));
    Column reasons =
        array_union(
            array(col("kind")),
            when(isOfDay, array(lit("HIGH_FINDING"))).otherwise(array().cast("array<string>")));
    return findings
        .unionByName(members)
        .filter(Principals.isOne("entity_type"))
        .withColumn("day", explode(sequence(col("seen"), date_add(col("seen"), before))))
        .filter(Night.isOn(night.days()))
        .select(
            col("day"),
            Principals.key(col("entity")).as("principal_key"),
            col("entity_type"),
            col("entity").as("entity_arn"),
            explode(reasons).as("reason"));
  }
}
