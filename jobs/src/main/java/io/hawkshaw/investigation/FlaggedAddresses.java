package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.InvestigationSettings;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Calls from addresses that GuardDuty knows from threat intelligence, whomever its finding names.
 *
 * <p>https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_finding-types-active.html
 */
final class FlaggedAddresses implements Indicator {
  /** Finding types that are told by a list of addresses. */
  private static final String BY_LIST =
      "(?i)(MaliciousIP|TorIP|TorRelay|TorClient|BlackholeTraffic|DropPoint)";

  @Override
  public Dataset<Row> found(Examined examined) {
    InvestigationSettings settings = examined.settings();
    Dataset<Row> flagged =
        examined
            .tables()
            .apply(Table.FINDINGS)
            .filter(col("type").rlike(BY_LIST))
            .select(explode(col("ips")).as("flagged_ip"), col("type"))
            .groupBy("flagged_ip")
            .agg(min("type").as("type"));
    Dataset<Row> calls =
        examined
            .rows(Table.ACTIVITY, col("principal"))
            .join(broadcast(flagged), col("ip").equalTo(col("flagged_ip")), "inner");
    Column isSuccess = col("outcome").equalTo("success");
    return Found.of(
        calls,
        Map.of(
            "indicator_type", lit(IndicatorType.FLAGGED_IP_ADDRESS.name()),
            "operation", lit(null),
            "success", when(isSuccess, col("events")).otherwise(0),
            "failure", when(isSuccess, 0).otherwise(col("events")),
            "score", Risk.ofLevel(lit("high"), settings),
            "evidence", concat(lit("flagged "), col("ip")),
            "access_keys", Found.listOf(col("access_key")),
            "sentence",
                concat_ws(
                    " ",
                    Principals.name(col("principal")),
                    lit("called from"),
                    col("ip"),
                    lit("which GuardDuty flagged by"),
                    col("type"))));
  }
}
