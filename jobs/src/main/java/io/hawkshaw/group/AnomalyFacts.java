package io.hawkshaw.group;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import io.hawkshaw.run.GroupSettings;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Anomalies as evidence, of severity INFORMATIONAL as in Amazon Detective. */
final class AnomalyFacts {
  private AnomalyFacts() {}

  static Dataset<Row> of(Dataset<Row> anomalies, GroupSettings settings) {
    Column valueType =
        when(col("dimension").equalTo("remote_peer"), EntityType.IP_ADDRESS.name())
            .when(col("dimension").isin("domain", "beacon"), EntityType.DOMAIN.name())
            .when(col("dimension").equalTo("access_key"), EntityType.ACCESS_KEY.name())
            .when(col("dimension").equalTo("user_agent"), EntityType.USER_AGENT.name())
            .when(col("dimension").equalTo("target"), Targets.type(col("value")));
    Column isInTraining = coalesce(col("in_training"), lit(false));
    return anomalies
        .filter(
            col("score")
                .geq(settings.evidenceScore())
                .and(coalesce(col("is_service"), lit(false)).equalTo(false)))
        .select(
            col("day"),
            Facts.id(
                    "A-",
                    col("day"),
                    col("entity_type"),
                    col("entity"),
                    col("kind"),
                    col("dimension"),
                    col("value"))
                .as("member"),
            lit("evidence").as("member_type"),
            lit("Hawkshaw").as("product"),
            concat_ws("/", col("kind"), col("dimension")).as("type"),
            col("sentence").as("title"),
            lit("INFORMATIONAL").as("severity"),
            col("score"),
            col("account"),
            lit(null).cast("string").as("region"),
            array().cast("array<string>").as("tactics"),
            when(isInTraining, Standing.SIGN.name())
                .otherwise(Facts.standing(settings))
                .as("standing"),
            col("score")
                .geq(settings.foundingEvidenceScore())
                .and(isInTraining.equalTo(false))
                .as("founds"),
            lit(false).as("is_alone"),
            array_distinct(
                    concat(
                        array(Facts.involved(col("entity_type"), col("entity"), Role.ACTOR)),
                        transform(
                            coalesce(col("ips"), array()),
                            ip ->
                                Facts.involved(lit(EntityType.IP_ADDRESS.name()), ip, Role.REMOTE)),
                        array_compact(
                            array(
                                when(
                                    valueType.isNotNull(),
                                    Facts.involved(valueType, col("value"), Role.TARGET))))))
                .as("entities"),
            lit(1L).as("events"),
            col("event_ids"),
            col("sentence"),
            col("first_time"),
            col("last_time"),
            col("entity").as("subject"));
  }
}
