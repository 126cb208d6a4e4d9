package io.hawkshaw.group;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.run.GroupSettings;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which findings are routine: those of a type that many subjects had in the days before. A port
 * that is probed everywhere says nothing about one machine.
 */
final class Routine {
  /** Days that are looked back. */
  static final int DAYS = 30;

  private Routine() {}

  /**
   * The facts with a column {@code is_routine}; evidence never is, since its score already says how
   * rare it is.
   *
   * @param past findings as facts, of thirty days more
   */
  static Dataset<Row> of(Dataset<Row> facts, Dataset<Row> past, GroupSettings settings) {
    Dataset<Row> had =
        past.filter(isJudged())
            .select(col("day").as("had_day"), col("type").as("had_type"), col("subject"))
            .distinct();
    Dataset<Row> routine =
        facts
            .filter(isJudged())
            .select("day", "type")
            .distinct()
            .join(
                had,
                col("type")
                    .equalTo(col("had_type"))
                    .and(col("had_day").lt(col("day")))
                    .and(col("had_day").geq(date_sub(col("day"), DAYS))),
                "inner")
            .groupBy("day", "type")
            .agg(countDistinct("subject").as("subjects"))
            .filter(col("subjects").geq(settings.routineSubjects()))
            .select(
                col("day").as("routine_day"), col("type").as("routine_type"), lit(true).as("r"));
    return facts
        .join(
            routine,
            isJudged()
                .and(col("day").equalTo(col("routine_day")))
                .and(col("type").equalTo(col("routine_type"))),
            "left") // Most types are rare.
        .withColumn("is_routine", coalesce(col("r"), lit(false)))
        .drop("routine_day", "routine_type", "r");
  }

  private static Column isJudged() {
    return col("member_type")
        .equalTo("finding")
        .and(col("standing").equalTo(Standing.ANCHOR.name()));
  }
}
