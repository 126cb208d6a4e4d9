package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.run.AnomalySettings;
import org.apache.spark.sql.Column;

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
    Column settled =
        get(col("past_population"), lit(0)).getField("number").plus(lit(settings.settleDays()));
    Column days = filter(col("past_population"), day -> day.getField("number").gt(settled));
    Column p = sum(days, "joined").plus(0.5).divide(sum(days, "acted").plus(1));
    return Question.howProbable(
        label(), col("creation"), col("today.events"), p, col("active_days").equalTo(0));
  }

  private static Column sum(Column days, String count) {
    return aggregate(days, lit(0L), (all, day) -> all.plus(day.getField(count)));
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
