package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;

import io.hawkshaw.run.AnomalySettings;
import org.apache.spark.sql.Column;

/**
 * An identity that was silent for long acts again. Who acts seldom is often silent: were its k days
 * of the H since it was first seen spread at random, the last S of them would be empty with
 * probability {@code ((H − S) / (H − 1))^(k − 1)}. Who acts often has holidays: how often it and
 * others were silent as long before. The greater probability counts.
 */
final class DormantIdentity implements Kind {
  @Override
  public String label() {
    return "dormant_identity";
  }

  @Override
  public Column concerns() {
    return isIdentity().and(col("active_days").gt(0));
  }

  /** True for the row of a principal that tells on which days it was active. */
  static Column isIdentity() {
    return col("dimension")
        .equalTo("hour_of_week")
        .and(not(col("entity_type").isin(Count.MACHINES.toArray())))
        .and(not(col("is_service")));
  }

  @Override
  public Column question(AnomalySettings settings) {
    Column longest = lit(settings.dormantDays());
    Column silences =
        filter(
            transform(col("active"), (day, i) -> day.minus(get(col("active"), i.minus(lit(1))))),
            gap -> gap.geq(longest));
    Column silence = History.number().minus(element_at(col("active"), -1));
    Column others = greatest(col("history_days").minus(1), lit(1)); // Of the first no question is.
    Column base = col("history_days").minus(silence).divide(others);
    return Question.howOftenOfDay(
        label(),
        size(silences),
        col("active_days"),
        silence,
        pow(base, col("active_days").minus(1)),
        silence.geq(longest));
  }

  @Override
  public Column sentence() {
    return concat_ws(
        " ",
        lit("acted again after"),
        format_number(col("observed"), 0),
        lit("days of silence;"),
        Sentences.howOften("followed so long a silence"));
  }
}
