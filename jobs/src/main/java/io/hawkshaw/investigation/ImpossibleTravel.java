package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.nullif;
import static org.apache.spark.sql.functions.regexp_extract;

import io.hawkshaw.lake.Table;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Two places too far apart for the time between. */
final class ImpossibleTravel implements Indicator {
  /** As anomalies write it: {@code 192.0.2.10 (Dublin, IE) to 203.0.113.66 (Reykjavik, IS)}. */
  private static final String ROUTE = "(?s)^(\\S+) \\((.*)\\) to (\\S+) \\((.*)\\)$";

  @Override
  public Dataset<Row> found(Examined examined) {
    Dataset<Row> journeys =
        examined
            .rows(Table.ANOMALIES, col("entity"))
            .filter(col("kind").equalTo("impossible_travel"));
    return Found.of(
        journeys,
        Map.of(
            "indicator_type", lit(IndicatorType.IMPOSSIBLE_TRAVEL.name()),
            "from_ip", part(1),
            "from_location", part(2),
            "ip", coalesce(part(3), get(col("ips"), lit(0))),
            "location", part(4),
            "evidence", concat(lit("travel "), coalesce(col("value"), lit("")))));
  }

  private static Column part(int group) {
    return nullif(regexp_extract(col("value"), ROUTE, group), lit(""));
  }
}
