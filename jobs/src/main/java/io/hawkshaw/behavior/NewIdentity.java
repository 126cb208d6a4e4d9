package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_date;

import io.hawkshaw.run.AnomalySettings;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * An identity acts that nobody saw before, perhaps one made on the same day. How surprising that
 * is, the others tell: among those of its type that acted on a day since the lake has settled, how
 * many were seen for the first time, {@code (new + 1/2) / (acted + 1)} (Jeffreys' prior: Gelman et
 * al., Bayesian Data Analysis, section 2.8).
 */
final class NewIdentity implements Kind {
  @Override
  public String label() {
    return "new_identity";
  }

  @Override
  public Column concerns() {
    return DormantIdentity.isIdentity();
  }

  @Override
  public Column question(AnomalySettings settings) {
    return Question.howProbable(
        label(),
        col("creation"),
        col("today.events"),
        col("newcomer_rate"),
        col("active_days").equalTo(0));
  }

  /**
   * One row for each type of identity and day of the night, with the {@code newcomer_rate} of the
   * days before.
   *
   * @param nights days of the epoch
   */
  static Dataset<Row> rates(Dataset<Row> observations, Object[] nights, AnomalySettings settings) {
    Column night =
        explode(array(Arrays.stream(nights).map(number -> lit(number)).toArray(Column[]::new)));
    Column first = min("day_number").over(partition("number", History.ENTITY));
    Column settled =
        min("day_number").over(partition("number", "entity_type")).plus(lit(settings.settleDays()));
    return observations
        .filter(DormantIdentity.isIdentity())
        .withColumn("day_number", unix_date(col("day")))
        .select(History.and(History.ENTITY, "day_number"))
        .distinct()
        .withColumn("number", night)
        .filter(History.isPast(col("day_number"), settings))
        .withColumn("is_new", col("day_number").equalTo(first))
        .groupBy("entity_type", "number", "day_number")
        .agg(count(lit(1)).as("acted"), count_if(col("is_new")).as("joined"))
        .withColumn("is_settled", col("day_number").gt(settled))
        .filter(col("is_settled"))
        .groupBy("entity_type", "number")
        .agg(sum("joined").plus(0.5).divide(sum("acted").plus(1)).as("newcomer_rate"));
  }

  private static WindowSpec partition(String name, String... more) {
    return Window.partitionBy(History.and(more, name));
  }

  @Override
  public Column sentence() {
    return concat_ws(
        " ",
        lit("was never seen before and made"),
        format_number(col("observed"), 0),
        lit("calls"),
        concat(lit("on the day on which it was created "), col("value")));
  }
}
