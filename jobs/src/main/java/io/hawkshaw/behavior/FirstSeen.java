package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.AnomalySettings;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * A value that the entity did not show within the look-back. How surprising that is, its own past
 * tells: how often it shows new ones.
 */
final class FirstSeen implements Kind {
  @Override
  public String label() {
    return "first_seen";
  }

  @Override
  public Column concerns() {
    // Of an identity that was never seen all is new; that it is there is its own kind.
    return Dimensions.hasNovelty().and(not(Dimensions.isSignal())).and(col("active_days").gt(0));
  }

  @Override
  public Column question(AnomalySettings settings) {
    Column found = filter(col("today.found"), one -> one.getField("scope").isNotNull());
    return Question.howOften(
        label(),
        List.of(
            daysWith("new_values", settings),
            daysWith("new_values_of_account", settings),
            daysWith("new_values_of_all", settings)),
        col("settled_days"),
        best(found, settings));
  }

  /** The settled days before on which some count was not zero. */
  static Column daysWith(String count, AnomalySettings settings) {
    return size(
        filter(
            col("past"),
            day ->
                day.getField(count)
                    .gt(0)
                    .and(History.isSettled(day.getField("number"), settings))));
  }

  static Column best(Column found, AnomalySettings settings) {
    return slice(sort_array(found, false), 1, settings.valuesPerDay());
  }

  @Override
  public Column sentence() {
    return concat_ws(
        " ",
        col("words"),
        col("value"),
        concat(lit("for the first time"), scope(), lit(";")),
        Sentences.howOften("brought one that was new"));
  }

  static Column scope() {
    return when(col("new_for_organization"), " in the organization")
        .when(col("new_for_account"), " in its account")
        .when(col("account").isNull(), ", though not as the first")
        .otherwise(", though not as the first of its account");
  }
}
