package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.InvestigationSettings;
import io.hawkshaw.run.Night;
import java.sql.Timestamp;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Says of each case how grave its indicators are together, and why. */
public final class Investigations {
  private static final int STRONGEST = 3;

  private Investigations() {}

  /** The rows of the night's days. An investigation that is archived stays so. */
  public static Dataset<Row> build(Night night) {
    InvestigationSettings settings = night.settings().investigations();
    Examined examined =
        new Examined(
            Cases.ofNight(night),
            table -> night.history(table, settings.scopeDays() - 1),
            settings);
    Dataset<Row> states =
        night
            .today(Table.INVESTIGATIONS)
            .select(col("investigation_id").as("known_id"), col("state").as("known_state"));
    return of(examined, night.today(Table.INDICATORS), night.startedTime())
        .join(states, col("investigation_id").equalTo(col("known_id")), "left")
        .withColumn("state", coalesce(col("known_state"), col("state")))
        .drop("known_id", "known_state");
  }

  /** One row per case. */
  static Dataset<Row> of(Examined examined, Dataset<Row> indicators, Instant createdTime) {
    InvestigationSettings settings = examined.settings();
    Dataset<Row> weighed =
        indicators
            .groupBy(col("investigation_id").as("weighed_id"))
            .agg(
                sum("risk").as("risk"),
                count(lit(1)).as("indicators"),
                countDistinct("evidence").as("evidence"),
                collect_set("tactic").as("tactics"),
                sort_array(collect_set("ip")).as("ips"),
                strongest().as("strongest"));
    Dataset<Row> reached =
        examined
            .ofCases(effects(examined))
            .groupBy(col("case.investigation_id").as("reached_id"))
            .agg(countDistinct("to_entity").as("reached"));
    Column id = col("case.investigation_id");
    return examined
        .cases()
        .join(weighed, id.equalTo(col("weighed_id")), "left")
        .join(reached, id.equalTo(col("reached_id")), "left")
        .withColumn("reach", coalesce(col("reached"), lit(0L)))
        .withColumn("tactics", Tactics.inOrder(coalesce(col("tactics"), none())))
        .withColumn("score", score(settings))
        .withColumn("severity", Risk.severity(col("score"), settings))
        .select(
            col("case.day"),
            col("case.investigation_id"),
            col("case.entity_type"),
            col("case.entity_arn"),
            lit(Timestamp.from(createdTime)).as("created_time"),
            col("case.scope_start_time"),
            col("case.scope_end_time"),
            lit("SUCCESSFUL").as("status"),
            col("severity"),
            lit("ACTIVE").as("state"),
            col("case.trigger"),
            col("score"),
            col("tactics"),
            col("reach"),
            Summaries.of().as("summary"));
  }

  private static Column score(InvestigationSettings settings) {
    return Risk.updated(
        coalesce(col("risk"), lit(0.0)), size(col("tactics")), col("reach"), settings);
  }

  private static Column strongest() {
    Column each = struct(col("risk").multiply(-1).as("order"), col("sentence"));
    Column leading = when(col("risk").gt(0), each);
    return transform(
        slice(array_sort(collect_set(leading)), 1, STRONGEST), one -> one.getField("sentence"));
  }

  private static Column none() {
    return array_compact(array(lit(null).cast("string")));
  }

  /** What principals did to other things, themselves and not as services. */
  private static Dataset<Row> effects(Examined examined) {
    return examined
        .rows(Table.EDGES, col("from_entity"))
        .filter(
            Principals.isOne("from_type")
                .and(col("relation").isin("created", "changed", "deleted", "assumed"))
                .and(col("events").gt(col("failures"))));
  }
}
