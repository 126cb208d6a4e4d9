package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.hawkshaw.run.AnomalySettings;
import java.util.Collections;
import org.apache.spark.sql.Column;

/** A value that the entity showed before, but hardly in the last days. */
final class Uncommon implements Kind {
  @Override
  public String label() {
    return "uncommon";
  }

  @Override
  public Column concerns() {
    return Dimensions.hasNovelty().and(not(Dimensions.isSignal())).and(col("active_days").gt(0));
  }

  @Override
  public Column question(AnomalySettings settings) {
    Column since = History.number().minus(lit(settings.uncommonDays()));
    Column all =
        aggregate(
            filter(col("past"), day -> day.getField("number").geq(since)),
            lit(0L),
            (sum, day) -> sum.plus(day.getField("events")));
    Column most = all.multiply(settings.uncommonShare());
    Column found =
        filter(
            col("today.found"),
            one -> one.getField("scope").isNull().and(one.getField("recent").lt(most)));
    Column days = FirstSeen.daysWith("uncommon_values", settings);
    return Question.howOften(
        label(),
        Collections.nCopies(3, days),
        col("settled_days"),
        FirstSeen.best(found, settings));
  }

  @Override
  public Column sentence() {
    return concat_ws(
        " ",
        col("words"),
        concat(col("value"), lit(", as it hardly did in the last days;")),
        Sentences.howOften("showed one so rare"));
  }
}
