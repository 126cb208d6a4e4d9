package io.hawkshaw.group;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Role;
import io.hawkshaw.run.GroupSettings;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Findings as facts: what is over, suppressed, or a check of little weight is left out. */
final class FindingFacts {
  private FindingFacts() {}

  static Dataset<Row> of(Dataset<Row> findings, GroupSettings settings) {
    Column isPosture =
        lower(col("type"))
            .startsWith("software and configuration checks")
            .or(lower(col("type")).startsWith("sensitive data"))
            .or(col("product").contains("Inspector"));
    Column score = coalesce(col("severity_score"), lit(0.0));
    return findings
        .filter(
            coalesce(col("status"), lit("NEW"))
                .isin("NEW", "NOTIFIED")
                .and(
                    coalesce(isPosture, lit(false))
                        .equalTo(false)
                        .or(score.geq(settings.postureScore()))))
        .select(
            col("day"),
            col("finding").as("member"),
            lit("finding").as("member_type"),
            col("product"),
            col("type"),
            col("title"),
            col("severity"),
            score.as("score"),
            col("account"),
            col("region"),
            coalesce(col("tactics"), array()).as("tactics"),
            when(isPosture, Standing.POSTURE.name())
                .otherwise(Standing.ANCHOR.name())
                .as("standing"),
            score.geq(settings.foundingScore()).as("founds"),
            coalesce(col("type").startsWith("AttackSequence:"), lit(false)).as("is_alone"),
            transform(
                    coalesce(col("entities"), array()),
                    one ->
                        struct(
                            one.getField("entity_type"),
                            one.getField("entity"),
                            one.getField("role")))
                .as("entities"),
            coalesce(col("versions"), lit(1L)).as("events"),
            lit(null).cast("array<string>").as("event_ids"),
            lit(null).cast("string").as("sentence"),
            coalesce(col("first_time"), col("updated_time")).as("first_time"),
            coalesce(col("last_time"), col("updated_time"), col("first_time")).as("last_time"))
        .filter(col("first_time").isNotNull())
        .withColumn("subject", subject(col("entities"), col("account")));
  }

  /** What a finding is about: the first entity that is neither its surroundings nor far away. */
  private static Column subject(Column entities, Column account) {
    Column own =
        filter(
            entities,
            entity ->
                entity
                    .getField("role")
                    .notEqual(Role.REMOTE.name())
                    .and(SharedEntities.links(entity.getField("entity_type"))));
    return coalesce(get(own, lit(0)).getField("entity"), account);
  }
}
