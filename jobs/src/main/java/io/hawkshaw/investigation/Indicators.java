package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_seconds;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.InvestigationSettings;
import io.hawkshaw.run.Night;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Finds the indicators of compromise of all cases of a night, or of one that somebody asks for. */
public final class Indicators {
  private static final List<Indicator> ALL =
      List.of(
          new RuleMatches(),
          new Departures(),
          new ImpossibleTravel(),
          new OwnActs(),
          new FlaggedAddresses(),
          new RelatedFindings(),
          new RelatedGroups());

  private static final double SECONDS_PER_DAY = 86_400;

  private Indicators() {}

  /** The rows of the night's days. */
  public static Dataset<Row> build(Night night) {
    InvestigationSettings settings = night.settings().investigations();
    return of(
        new Examined(
            Cases.ofNight(night),
            table -> night.history(table, settings.scopeDays() - 1),
            settings));
  }

  /** The indicators of all cases. */
  static Dataset<Row> of(Examined examined) {
    Dataset<Row> signs =
        ALL.stream()
            .map(indicator -> indicator.found(examined))
            .reduce(Dataset::unionByName)
            .orElseThrow();
    Dataset<Row> together = Found.together(examined.ofCases(signs), examined.settings());
    Dataset<Row> stays = Stays.of(examined);
    Dataset<Row> whole =
        together.join(
            stays, together.col("case.investigation_id").equalTo(stays.col("id")), "left");
    return weighed(whole, examined.settings());
  }

  private static Dataset<Row> weighed(Dataset<Row> whole, InvestigationSettings settings) {
    Column age =
        greatest(
            unix_seconds(col("case.scope_end_time")).minus(unix_seconds(col("last_time"))), lit(0));
    Column keys =
        array_union(
            col("access_keys"),
            coalesce(Stays.at(col("ip")).getField("access_keys"), array().cast("array<string>")));
    Column ofEvidence =
        row_number()
            .over(
                Window.partitionBy("investigation_id", "evidence")
                    .orderBy(col("weight").desc(), col("detail")));
    Column place =
        row_number()
            .over(
                Window.partitionBy("investigation_id", "is_strongest")
                    .orderBy(col("weight").desc(), col("detail")));
    Column all = sum("risk").over(Window.partitionBy("investigation_id"));
    return whole
        .select(
            col("case.day").as("day"),
            col("case.investigation_id").as("investigation_id"),
            col("case.entity_arn").as("entity_arn"),
            col("indicator_type"),
            IndicatorType.detail().as("detail"),
            Risk.severity(col("score"), settings).as("severity"),
            col("score"),
            col("evidence"),
            Risk.decayed(col("score"), age.divide(SECONDS_PER_DAY), settings).as("weight"),
            col("tactic"),
            col("ip"),
            col("regions"),
            col("first_time"),
            col("last_time"),
            col("event_ids"),
            array_sort(keys).as("access_keys"),
            col("sentence"))
        .withColumn("is_strongest", ofEvidence.equalTo(1))
        .withColumn(
            "risk",
            when(col("is_strongest"), Risk.contribution(col("weight"), place)).otherwise(0.0))
        .withColumn("share", when(all.gt(0), col("risk").divide(all)).otherwise(0.0))
        .drop("weight", "is_strongest");
  }
}
