package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.AnomalySettings;
import io.hawkshaw.run.Night;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Finds what left the past of each entity, and how improbable that is. */
public final class Anomalies {
  private static final StructType COUNTED = StructType.fromDDL("expected DOUBLE, p DOUBLE");

  /** Peers can make a departure by so much more improbable, so more of them are looked at. */
  private static final double PEERS_AT_MOST = 20;

  private Anomalies() {}

  /** The rows of the night's days. */
  public static Dataset<Row> build(Night night) {
    AnomalySettings settings = night.settings().anomalies();
    Dataset<Row> observations = night.history(Table.OBSERVATIONS, settings.daysRead());
    Dataset<Row> history = History.of(observations, night.days(), settings);
    Dataset<Row> answered = answers(asked(history, settings), settings);
    return rows(budgeted(Peers.judge(answered, observations, settings), settings), settings);
  }

  /** One row for each question of each kind. */
  private static Dataset<Row> asked(Dataset<Row> history, AnomalySettings settings) {
    Column[] questions =
        Kinds.ALL.stream()
            .map(kind -> when(kind.concerns(), kind.question(settings)))
            .toArray(Column[]::new);
    return history
        .select(
            col("entity_type"),
            col("entity"),
            col("account"),
            col("is_service"),
            col("dimension"),
            History.number(),
            col("history_days"),
            col("active_days"),
            explode(array_compact(array(questions))).as("question"))
        .select("*", "question.*")
        .drop("question");
  }

  /**
   * One row for each thing found, with its probability. What the others of its type are used to is
   * the prior of each, and all that the first days of an entity have. Whoever was seen on few days
   * is compared with such: to them more is new a day than to those who come daily.
   */
  private static Dataset<Row> answers(Dataset<Row> asked, AnomalySettings settings) {
    Column isSeldom = col("active_days").lt(settings.trainingDays());
    WindowSpec alike =
        Window.partitionBy(
            col("is_service"),
            col("entity_type"),
            isSeldom,
            col("kind"),
            col("dimension"),
            col("number"));
    Column mean =
        when(
            size(col("counts")).gt(0),
            aggregate(col("counts"), lit(0.0), Column::plus).divide(size(col("counts"))));
    Dataset<Row> found =
        asked
            .withColumns(
                Map.of(
                    "others", array(others(0, alike), others(1, alike), others(2, alike)),
                    "mean_of_others", avg(mean).over(alike)))
            .filter(size(col("found")).gt(0))
            .select(col("*"), explode(col("found")).as("one"))
            .drop("found");
    Column scope = coalesce(col("one.scope"), lit(0));
    Column rate =
        Surprise.rate(
            col("came_days"), col("of_days"), get(col("others"), scope), settings.priorDays());
    return found
        .withColumns(
            Map.of(
                "came_days", get(col("came"), scope),
                "counted", when(isComparable(), counted(settings))))
        .withColumns(
            Map.of(
                "expected", coalesce(rate, col("counted.expected"), col("p")),
                "own_p", coalesce(greatest(rate, col("p")), col("counted.p"))))
        .filter(col("own_p").leq(settings.maxP() * PEERS_AT_MOST));
  }

  /** Where neither the entity nor anybody else has a past, nothing can be said of a count. */
  private static Column isComparable() {
    return col("counts").isNotNull().and(col("mean_of_others").isNotNull());
  }

  /** How often something comes among all of a type that are active today. */
  private static Column others(int scope, WindowSpec alike) {
    Column came = sum(get(col("came"), lit(scope))).over(alike);
    return came.plus(0.5).divide(sum("of_days").over(alike).plus(1));
  }

  private static Column counted(AnomalySettings settings) {
    double sparseBelow = settings.sparseBelow();
    double tailDegrees = settings.tailDegrees();
    UDF3<Double, Seq<Double>, Double, Row> count =
        (observed, past, others) -> {
          double[] counts =
              CollectionConverters.asJava(past).stream().mapToDouble(Double::doubleValue).toArray();
          Surprise.OfCount surprise =
              Surprise.count(observed, counts, others, sparseBelow, tailDegrees);
          return RowFactory.create(surprise.expected(), surprise.p());
        };
    return udf(count, COUNTED).apply(col("observed"), col("counts"), col("mean_of_others"));
  }

  /** The most improbable rows of each day, as many as somebody wants to read. */
  private static Dataset<Row> budgeted(Dataset<Row> judged, AnomalySettings settings) {
    Dataset<Row> improbable = judged.filter(col("p_value").leq(settings.maxP()));
    if (settings.budgetPerDay() == 0) {
      return improbable;
    }
    WindowSpec best =
        Window.partitionBy("number")
            .orderBy("p_value", "entity_type", "entity", "account", "kind", "dimension", "one");
    return improbable
        .withColumn("place", row_number().over(best))
        .filter(col("place").leq(settings.budgetPerDay()));
  }

  private static Dataset<Row> rows(Dataset<Row> judged, AnomalySettings settings) {
    Column scope = col("one.scope");
    return judged
        .select(
            date_from_unix_date(col("number")).as("day"),
            col("entity_type"),
            col("entity"),
            col("account"),
            col("is_service"),
            col("kind"),
            col("dimension"),
            coalesce(col("value"), col("one.value")).as("value"),
            coalesce(col("observed"), col("one.observed")).as("observed"),
            col("expected"),
            col("history_days"),
            col("active_days"),
            col("history_days").lt(settings.trainingDays()).as("in_training"),
            greatest(col("p_value"), lit(Surprise.LEAST_P)).as("p_value"),
            Surprise.score(col("p_value")).as("score"),
            scope.geq(0).as("new_for_entity"),
            scope.geq(1).as("new_for_account"),
            scope.geq(2).as("new_for_organization"),
            col("peer_share"),
            filter(array(col("one.ip")), Column::isNotNull).as("ips"),
            col("one.first_time").as("first_time"),
            col("one.last_time").as("last_time"),
            coalesce(col("one.event_ids"), array().cast("array<string>")).as("event_ids"),
            col("came_days"),
            col("of_days"),
            Dimensions.words().as("words"))
        .withColumn("sentence", Sentences.whole(Kinds.ALL))
        .drop("came_days", "of_days", "words");
  }
}
