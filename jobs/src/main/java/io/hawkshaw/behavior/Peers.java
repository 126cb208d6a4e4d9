package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.AnomalySettings;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Principals of like behaviour: what most of them do is no surprise, what none of them does is more
 * of one. They are found by what they call and where, rare calls counting more (TF-IDF with cosine
 * similarity: Manning et al., Introduction to Information Retrieval, 6.2 and 6.3), and need no
 * directory.
 */
final class Peers {
  /** A call that more principals make tells little of any, and would pair all with all. */
  private static final int COMMON = 300;

  /** Fewer peers tell nothing. */
  private static final int FEWEST = 3;

  private static final String[] ROW = {
    "entity_type", "entity", "account", "is_service", "number", "kind", "dimension"
  };

  private Peers() {}

  /**
   * Adds {@code peer_share} and {@code p_value}.
   *
   * @param answered rows with {@code own_p} and what was found
   * @param observations the days before the night, and its own
   */
  static Dataset<Row> judge(
      Dataset<Row> answered, Dataset<Row> observations, AnomalySettings settings) {
    if (settings.peers() == 0) {
      return answered
          .withColumn("peer_share", lit(null).cast("double"))
          .withColumn("p_value", col("own_p"));
    }
    Dataset<Row> people =
        observations
            .filter(not(col("is_service")))
            .filter(not(col("entity_type").isin(Count.MACHINES.toArray())));
    Dataset<Row> shown =
        people
            .filter(Dimensions.hasNovelty())
            .groupBy(col("entity").as("peer"), col("dimension"), col("value").as("shown"))
            .agg(collect_set(unix_date(col("day"))).as("shown_on"));
    Column isPast =
        exists(
            col("shown_on"),
            day ->
                day.lt(col("number")).and(day.geq(col("number").minus(settings.lookBackDays()))));
    Column did = coalesce(isPast, lit(false));
    Column[] row =
        Stream.concat(Arrays.stream(ROW).map(name -> col(name)), Stream.of(col("one")))
            .toArray(Column[]::new);
    Dataset<Row> withPeers =
        answered
            .withColumn("shown", when(col("one.scope").isNotNull(), col("one.value")))
            .join(broadcast(nearest(people, settings)), new String[] {"entity"}, "left")
            .join(shown, new String[] {"peer", "dimension", "shown"}, "left");
    return withPeers
        .groupBy(row)
        .agg(
            first(struct("history_days", "active_days", "expected", "own_p")).as("own"),
            first(struct("value", "observed")).as("asked"),
            first(struct("came_days", "of_days")).as("past"),
            count(when(col("shown").isNotNull(), col("peer"))).as("peers"),
            count(when(did, 1)).as("peers_that_did"),
            sum(when(did, col("likeness")).otherwise(0)).as("likeness_that_did"),
            sum("likeness").as("likeness"))
        .select("*", "own.*", "asked.*", "past.*")
        .withColumn(
            "peer_share",
            when(col("peers").geq(FEWEST), col("likeness_that_did").divide(col("likeness"))))
        .withColumn("p_value", updated());
  }

  /**
   * The odds of the departure times the odds of the peers, {@code (did + 1) : (peers − did + 1)}
   * (Bayes' rule in odds, with Laplace's rule of succession). A value that is new for the whole
   * account has been judged by that already.
   */
  private static Column updated() {
    Column odds = col("own_p").divide(lit(1).minus(col("own_p")));
    Column did = col("peers_that_did").plus(1);
    Column didNot = col("peers").minus(col("peers_that_did")).plus(1);
    Column both = odds.multiply(did).divide(didNot);
    Column isJudged =
        col("one.scope").equalTo(0).and(col("peers").geq(FEWEST)).and(col("own_p").lt(1));
    return when(isJudged, both.divide(both.plus(1))).otherwise(col("own_p"));
  }

  /** The most alike of each principal, with their likeness from 0 to 1. */
  static Dataset<Row> nearest(Dataset<Row> people, AnomalySettings settings) {
    Dataset<Row> calls =
        people
            .filter(col("dimension").equalTo("operation"))
            .select(col("entity"), concat(col("account"), lit(" "), col("value")).as("call"))
            .distinct();
    Column makers = count(lit(1)).over(Window.partitionBy("call"));
    Dataset<Row> all = calls.agg(countDistinct("entity").as("everybody"));
    Dataset<Row> weighted =
        calls
            .withColumn("makers", makers)
            .crossJoin(broadcast(all))
            .withColumn("weight", log(col("everybody").divide(col("makers"))))
            .withColumn(
                "length",
                sqrt(sum(col("weight").multiply(col("weight"))).over(Window.partitionBy("entity"))))
            .filter(col("makers").between(2, COMMON).and(col("length").gt(0)))
            .select(col("entity"), col("call"), col("weight").divide(col("length")).as("weight"));
    Dataset<Row> others =
        weighted.select(col("entity").as("peer"), col("call"), col("weight").as("weight_of_peer"));
    Column place =
        row_number()
            .over(Window.partitionBy("entity").orderBy(col("likeness").desc(), col("peer")));
    return weighted
        .join(others, new String[] {"call"}, "inner")
        .filter(col("entity").notEqual(col("peer")))
        .groupBy("entity", "peer")
        .agg(sum(col("weight").multiply(col("weight_of_peer"))).as("likeness"))
        .filter(col("likeness").gt(0))
        .withColumn("place", place)
        .filter(col("place").leq(settings.peers()))
        .drop("place");
  }
}
