package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.InvestigationSettings;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tactics, techniques and procedures by detection rules; one sign for each tactic of a rule. */
final class RuleMatches implements Indicator {
  /** Detective's own word for what has no tactic. */
  private static final String OTHER = "Other";

  @Override
  public Dataset<Row> found(Examined examined) {
    Column tactics = when(size(col("tactic")).gt(0), col("tactic")).otherwise(array(lit(OTHER)));
    Dataset<Row> rows =
        examined
            .rows(Table.DETECTIONS, col("principal"))
            .withColumn("one_tactic", explode(coalesce(tactics, array(lit(OTHER)))));
    return Found.of(
        rows,
        Map.of(
            "indicator_type", lit(IndicatorType.TTP_OBSERVED.name()),
            "subject", col("title"),
            "tactic", col("one_tactic"),
            "technique", array_join(col("technique"), ", "),
            "success", col("success_count"),
            "failure", col("failure_count"),
            "score", score(examined.settings()),
            "evidence", evidence(),
            "access_keys", Found.listOf(col("access_key")),
            "sentence", concat(col("title"), lit(": "), col("procedure"))));
  }

  /** The score of a detection; what failed altogether counts less. */
  static Column score(InvestigationSettings settings) {
    Column weight = when(col("success_count").gt(0), 1.0).otherwise(settings.failedWeight());
    return Risk.ofLevel(col("level"), settings).multiply(weight);
  }

  /** However many operations match a rule, it tells one thing. */
  static Column evidence() {
    return concat(lit("rule "), col("rule"));
  }
}
