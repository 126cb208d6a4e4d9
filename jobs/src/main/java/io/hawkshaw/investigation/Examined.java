package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.InvestigationSettings;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Whom investigations are about, and what they may look at.
 *
 * @param cases a row for each principal and window, as {@link Cases} makes them
 * @param tables the rows of a table within the days of all windows
 * @param settings how grave things are
 */
record Examined(
    Dataset<Row> cases, Function<Table, Dataset<Row>> tables, InvestigationSettings settings) {

  /** The rows of a table within all windows, with the principal that they are about. */
  Dataset<Row> rows(Table table, Column arn) {
    return tables.apply(table).withColumn("principal_key", Principals.key(arn));
  }

  /**
   * Rows with a {@code principal_key}, each beside the cases that it belongs to, by principal and
   * time: {@code case} holds them.
   */
  Dataset<Row> ofCases(Dataset<Row> rows) {
    Column lastTime = coalesce(rows.col("last_time"), rows.col("first_time"));
    return rows.join(
        broadcast(cases),
        rows.col("principal_key")
            .equalTo(col("case.principal_key"))
            .and(rows.col("first_time").lt(col("case.scope_end_time")))
            .and(lastTime.geq(col("case.scope_start_time"))),
        "inner");
  }
}
