package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * What a kind of anomaly asks of a day. All kinds ask in one form, so that one pass answers all:
 * how often something came, or how much; or its probability at once.
 */
final class Question {
  private static final DataType COUNTS = DataTypes.createArrayType(DataTypes.LongType);
  private static final DataType AMOUNTS = DataTypes.createArrayType(DataTypes.DoubleType);

  private static final Asked NONE = new Asked(lit(null), lit(null), lit(null), lit(null));

  private Question() {}

  /**
   * How often: on how many of the settled days something came, for the entity, as new for its
   * account, as new for the organization.
   *
   * @param days three counts
   * @param found what came today; null or empty for nothing
   */
  static Column howOften(String kind, List<Column> days, Column ofDays, Column found) {
    return of(kind, array(days.toArray(Column[]::new)), ofDays, NONE, found);
  }

  /**
   * How often something came that concerns the day as a whole.
   *
   * @param p it is no more improbable than this
   */
  static Column howOftenOfDay(
      String kind, Column days, Column ofDays, Column observed, Column p, Column isFound) {
    Asked asked = new Asked(lit(null), observed, lit(null), p);
    return of(kind, array(days, days, days), ofDays, asked, ofDay(isFound));
  }

  /**
   * How much: a count of today beside those of the days before.
   *
   * @param past one count for each active day
   */
  static Column howMuch(String kind, Column value, Column observed, Column past, Column isFound) {
    Asked asked = new Asked(value, observed, past, lit(null));
    return of(kind, lit(null), lit(null), asked, ofDay(isFound));
  }

  /** How probable: the kind knows it by itself. */
  static Column howProbable(String kind, Column value, Column observed, Column p, Column isFound) {
    Asked asked = new Asked(value, observed, lit(null), p);
    return of(kind, lit(null), lit(null), asked, ofDay(isFound));
  }

  /** What is asked of a day as a whole. */
  private record Asked(Column value, Column observed, Column counts, Column p) {}

  private static Column ofDay(Column isFound) {
    return when(isFound, array(col("whole")));
  }

  private static Column of(String kind, Column came, Column ofDays, Asked asked, Column found) {
    return struct(
        lit(kind).as("kind"),
        came.cast(COUNTS).as("came"),
        ofDays.cast(DataTypes.LongType).as("of_days"),
        asked.value().cast(DataTypes.StringType).as("value"),
        asked.observed().cast(DataTypes.DoubleType).as("observed"),
        asked.counts().cast(AMOUNTS).as("counts"),
        asked.p().cast(DataTypes.DoubleType).as("p"),
        found.as("found"));
  }
}
