package io.hawkshaw.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.sql.Date;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What each account and source sent in thirty days, as the Usage page of Amazon Detective tells it
 * by source package:
 * https://docs.aws.amazon.com/detective/latest/userguide/usage-tracking-admin.html
 */
public final class Usage {
  private static final int DAYS = 30;

  private Usage() {}

  /**
   * One row per account and source.
   *
   * @param last last of the thirty days; null for the newest day of the lake
   */
  public static Dataset<Row> of(Lake lake, LocalDate last) {
    Dataset<Row> coverage = lake.read(Table.COVERAGE);
    Dataset<Row> newest =
        coverage.agg(
            last == null ? max("day").as("last") : max(lit(Date.valueOf(last))).as("last"));
    Column isWithin = col("day").leq(col("last")).and(col("day").gt(date_sub(col("last"), DAYS)));
    Column entries = col("records").plus(coalesce(col("skipped"), lit(0L)));
    Column activeDay = when(entries.gt(0), col("day"));
    return coverage
        .join(newest, isWithin, "inner")
        .groupBy("account", "source")
        .agg(
            min(activeDay).as("first_day"),
            max(activeDay).as("last_day"),
            countDistinct(activeDay).as("days"),
            sum("files").as("files"),
            sum("records").as("records"),
            sum("bytes").as("bytes"))
        .filter(col("days").gt(0))
        .withColumn("projected_records_30_days", projected("records"))
        .withColumn("projected_bytes_30_days", projected("bytes"))
        .orderBy("account", "source");
  }

  private static Column projected(String column) {
    return round(col(column).divide(col("days")).multiply(DAYS)).cast("bigint");
  }
}
