package io.hawkshaw.rule;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/** Makes detections of the calls whose events match rules. */
final class Detections {
  private static final List<String> KEYS =
      List.of(
          "day",
          "rule",
          "account",
          "region",
          "principal_type",
          "principal",
          "session",
          "access_key",
          "ip",
          "service",
          "operation",
          "cluster");

  private static final StructType FACTS =
      StructType.fromDDL(
          """
          rule STRING, title STRING, level STRING, tactic ARRAY<STRING>, technique ARRAY<STRING>
          """);

  /** How many event ids and targets a detection keeps. */
  private static final int IDS = 100;

  private static final int TARGETS = 10;

  /** Rows of activity keep up to three event ids; so many give all that a detection keeps. */
  private static final int ROWS = 100;

  private Detections() {}

  /** The detections of the days of a night, those of single events and those of correlations. */
  static Dataset<Row> of(Night night, Rulebook rulebook, SparkSession spark) {
    Dataset<Row> facts = facts(rulebook, spark);
    Dataset<Row> single = ofEvents(matches(night.today(Table.ACTIVITY)));
    Dataset<Row> all =
        rulebook.correlations().isEmpty()
            ? single
            : single.unionByName(Correlations.of(night, rulebook.correlations()));
    return described(all, facts);
  }

  /** What the rules are, a row each. */
  static Dataset<Row> facts(Rulebook rulebook, SparkSession spark) {
    List<Row> rows =
        rulebook.facts().stream()
            .map(
                rule ->
                    RowFactory.create(
                        rule.id(),
                        rule.title(),
                        rule.level().label(),
                        rule.attack().tactics().toArray(String[]::new),
                        rule.attack().techniques().toArray(String[]::new)))
            .toList();
    return spark.createDataFrame(rows, FACTS);
  }

  /** A row for each rule that the events of a row of activity match. */
  static Dataset<Row> matches(Dataset<Row> activity) {
    return activity.withColumn("rule", explode(col("rules")));
  }

  /** Takes the matches of a day together. */
  static Dataset<Row> ofEvents(Dataset<Row> matches) {
    Column[] keys = KEYS.stream().map(name -> col(name)).toArray(Column[]::new);
    // All rows count, but only the first ones tell ids: an attacker may write any number of them.
    Column place =
        row_number().over(Window.partitionBy(keys).orderBy(col("first_time"), col("event_ids")));
    Column isKept = col("place").leq(ROWS);
    Column ids = flatten(collect_list(when(isKept, col("event_ids"))));
    return matches
        .withColumn("place", place)
        .groupBy(keys)
        .agg(
            sum(when(isSuccess(), col("events")).otherwise(0L)).as("success_count"),
            sum(when(isSuccess(), 0L).otherwise(col("events"))).as("failure_count"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            slice(array_sort(array_distinct(ids)), 1, IDS).as("event_ids"),
            slice(array_sort(collect_set(when(isKept, col("target")))), 1, TARGETS).as("targets"));
  }

  /** Adds what the rules are; matches of rules that hold no longer are left out. */
  static Dataset<Row> described(Dataset<Row> detections, Dataset<Row> facts) {
    return detections
        .join(broadcast(facts), detections.col("rule").equalTo(facts.col("rule")), "inner")
        .drop(facts.col("rule"))
        .withColumn("procedure", procedure());
  }

  /** {@code … called CreateUser of iam.amazonaws.com 3 times from 192.0.2.1, 2 of them in vain}. */
  private static Column procedure() {
    Column calls = col("success_count").plus(col("failure_count"));
    Column inVain = col("failure_count");
    return concat(
        coalesce(col("principal"), lit("Somebody")),
        coalesce(concat(lit(" called "), col("operation")), lit(" made calls")),
        coalesce(concat(lit(" of "), col("service")), lit("")),
        when(calls.equalTo(1), lit(" once")).otherwise(concat(lit(" "), calls, lit(" times"))),
        coalesce(concat(lit(" from "), col("ip")), lit("")),
        when(inVain.equalTo(0), lit(""))
            .when(inVain.equalTo(calls), lit(", in vain"))
            .otherwise(concat(lit(", "), inVain, lit(" of them in vain"))));
  }

  private static Column isSuccess() {
    return col("outcome").equalTo("success");
  }
}
