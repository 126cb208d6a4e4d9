package io.hawkshaw.group;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import io.hawkshaw.run.GroupSettings;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Detections as evidence: one for each day, rule, principal and address. */
final class DetectionFacts {
  private static final int EVENT_IDS = 20;

  private DetectionFacts() {}

  static Dataset<Row> of(Dataset<Row> detections, GroupSettings settings) {
    Column score =
        when(col("level").equalTo("critical"), 90.0)
            .when(col("level").equalTo("high"), 70.0)
            .when(col("level").equalTo("medium"), 40.0)
            .when(col("level").equalTo("low"), 20.0)
            .otherwise(0.0);
    Column type =
        when(col("principal_type").equalTo("KUBERNETES_USER"), EntityType.KUBERNETES_SUBJECT.name())
            .otherwise(col("principal_type"));
    Column actor =
        when(
                col("principal_type").equalTo("KUBERNETES_USER"),
                Arns.inCluster(col("region"), col("account"), col("cluster"), col("principal")))
            .otherwise(col("principal"));
    Column targets = array_compact(transform(col("targets"), Targets::of));
    Column[] same = {col("day"), col("rule"), col("principal_type"), col("actor"), col("ip")};
    return detections
        .withColumn("score", score)
        .filter(
            col("score")
                .geq(settings.evidenceScore())
                .and(coalesce(col("principal_type"), lit("")).notEqual("AWS_SERVICE")))
        .withColumn("actor", actor)
        .withColumn("target_entities", coalesce(targets, array()))
        .groupBy(same)
        .agg(
            max("score").as("score"),
            max("title").as("title"),
            max("procedure").as("procedure"),
            max("account").as("account"),
            max("region").as("region"),
            first("tactic").as("tactics"),
            flatten(collect_set("target_entities")).as("target_entities"),
            array_sort(collect_set("access_key")).as("access_keys"),
            sum(col("success_count").plus(col("failure_count"))).as("events"),
            slice(array_sort(array_distinct(flatten(collect_set("event_ids")))), 1, EVENT_IDS)
                .as("event_ids"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"))
        .select(
            col("day"),
            Facts.id("D-", same).as("member"),
            lit("evidence").as("member_type"),
            lit("Hawkshaw").as("product"),
            col("rule").as("type"),
            col("title"),
            severity().as("severity"),
            col("score"),
            col("account"),
            col("region"),
            coalesce(col("tactics"), array()).as("tactics"),
            Facts.standing(settings).as("standing"),
            col("score").geq(settings.foundingEvidenceScore()).as("founds"),
            lit(false).as("is_alone"),
            array_distinct(
                    concat(
                        array_compact(
                            array(
                                when(
                                    col("actor").isNotNull(),
                                    Facts.involved(type, col("actor"), Role.ACTOR)),
                                when(
                                    col("ip").isNotNull(),
                                    Facts.involved(
                                        lit(EntityType.IP_ADDRESS.name()),
                                        col("ip"),
                                        Role.REMOTE)))),
                        transform(
                            col("access_keys"),
                            key ->
                                Facts.involved(lit(EntityType.ACCESS_KEY.name()), key, Role.ACTOR)),
                        col("target_entities")))
                .as("entities"),
            col("events"),
            col("event_ids"),
            col("procedure").as("sentence"),
            col("first_time"),
            col("last_time"),
            coalesce(col("actor"), col("ip"), col("account")).as("subject"));
  }

  private static Column severity() {
    return when(col("score").geq(90), "CRITICAL")
        .when(col("score").geq(70), "HIGH")
        .when(col("score").geq(40), "MEDIUM")
        .otherwise("LOW");
  }
}
