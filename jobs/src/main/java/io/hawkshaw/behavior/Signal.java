package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import io.hawkshaw.run.AnomalySettings;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Something that observations note only when it is odd: a beacon, an impossible journey, random
 * names. What the entity does each day is its habit and no departure.
 *
 * @param dimension where it is noted
 * @param unit what its amount measures
 */
record Signal(String dimension, String unit) implements Kind {
  @Override
  public String label() {
    return Dimensions.SIGNALS.get(dimension);
  }

  @Override
  public Column concerns() {
    return col("dimension").equalTo(dimension);
  }

  @Override
  public Column question(AnomalySettings settings) {
    Column found = filter(col("today.found"), one -> one.getField("scope").isNotNull());
    return Question.howOften(
        label(),
        List.of(
            daysWith("new_values"),
            daysWith("new_values_of_account"),
            daysWith("new_values_of_all")),
        col("active_days"),
        FirstSeen.best(found, settings));
  }

  /** It is odd from the first day on, so no day has to settle. */
  private static Column daysWith(String count) {
    return size(filter(col("past"), day -> day.getField(count).gt(0)));
  }

  @Override
  public Column sentence() {
    return concat_ws(
        " ",
        col("words"),
        col("value"),
        concat(lit("("), format_number(col("observed"), 2), lit(" " + unit + ");")),
        Sentences.howOften("showed such a thing"));
  }
}
