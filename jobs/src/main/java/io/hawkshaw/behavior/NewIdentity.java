package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.AnomalySettings;
import org.apache.spark.sql.Column;

/**
 * An identity acts that nobody saw before, perhaps one made on the same day. How surprising that
 * is, the others tell: how many of them joined since the lake has settled.
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
    Column hasJoined =
        col("first_day").gt(col("first_day_of_all").plus(lit(settings.settleDays())));
    Column joined = when(hasJoined, 1).otherwise(0);
    return Question.howOftenOfDay(
        label(),
        joined,
        col("active_days"),
        col("creation"),
        col("today.events"),
        col("active_days").equalTo(0));
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
