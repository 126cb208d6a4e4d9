package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What left the past of a principal: new places, organizations and agents, and what we add. */
final class Departures implements Indicator {
  private static final Column IS_NEW = col("kind").isin("first_seen", "uncommon");

  /**
   * A departure that is an indicator.
   *
   * @param isOne true for its anomalies
   * @param type type of the indicator
   * @param subject what it is about
   * @param tactic tactic and technique, for {@link IndicatorType#TTP_OBSERVED}
   */
  private record Departure(
      Column isOne, IndicatorType type, Column subject, String tactic, String technique) {
    static Departure of(String kind, String procedure, String tactic, String technique) {
      return new Departure(
          col("kind").equalTo(kind), IndicatorType.TTP_OBSERVED, lit(procedure), tactic, technique);
    }

    static Departure ofValue(String dimension, IndicatorType type) {
      return new Departure(isNew(dimension), type, col("value"), null, null);
    }

    private static Column isNew(String... dimensions) {
      return IS_NEW.and(col("dimension").isin((Object[]) dimensions));
    }
  }

  private static final List<Departure> ALL =
      List.of(
          new Departure(
              Departure.isNew("country", "city"),
              IndicatorType.NEW_GEOLOCATION,
              lit(null),
              null,
              null),
          Departure.ofValue("aso", IndicatorType.NEW_ASO),
          Departure.ofValue("user_agent", IndicatorType.NEW_USER_AGENT),
          new Departure(
              Departure.isNew("region"),
              IndicatorType.TTP_OBSERVED,
              concat(lit("Region not used before: "), col("value")),
              "Defense Evasion",
              "T1535"),
          Departure.of(
              "permission_probing", "Permissions probed by denied calls", "Discovery", "T1580"),
          Departure.of("new_operations", "Many operations not called before", "Discovery", "T1526"),
          Departure.of(
              "dormant_identity", "Identity awoke from silence", "Initial Access", "T1078.004"),
          Departure.of("new_identity", "Identity never seen before", "Persistence", "T1136.003"),
          Departure.of("unusual_hour", "Work at an unusual hour", "Initial Access", "T1078.004"),
          Departure.of("failed_logins", "Failed logins", "Credential Access", "T1110"),
          Departure.of("targets", "Far more resources touched than before", "Collection", "T1530"));

  @Override
  public Dataset<Row> found(Examined examined) {
    Dataset<Row> anomalies =
        examined
            .rows(Table.ANOMALIES, col("entity"))
            .filter(Principals.isOne("entity_type").and(not(col("is_service"))))
            .filter(ALL.stream().map(Departure::isOne).reduce(lit(false), Column::or));
    Column isProbing = col("kind").equalTo("permission_probing");
    return Found.of(
        anomalies,
        Map.ofEntries(
            Map.entry("indicator_type", of(departure -> lit(departure.type().name()))),
            Map.entry("subject", of(Departure::subject)),
            Map.entry("tactic", of(departure -> lit(departure.tactic()))),
            Map.entry("technique", of(departure -> lit(departure.technique()))),
            Map.entry("ip", get(col("ips"), lit(0))),
            Map.entry("city", when(col("dimension").equalTo("city"), col("value"))),
            Map.entry("country", when(col("dimension").equalTo("country"), col("value"))),
            Map.entry("failure", when(isProbing, col("observed"))),
            Map.entry("is_new_for_account", coalesce(col("new_for_account"), lit(false))),
            Map.entry("evidence", evidence()),
            Map.entry("access_keys", array_compact(array()))));
  }

  /** A new address has its place and its network at once: they tell one thing. */
  private static Column evidence() {
    Column isOfAddress = IS_NEW.and(col("dimension").isin("country", "city", "aso"));
    return when(isOfAddress, concat(lit("address "), coalesce(get(col("ips"), lit(0)), lit(""))))
        .otherwise(concat(col("kind"), lit(" "), col("dimension")));
  }

  private static Column of(Function<Departure, Column> part) {
    Column value = lit(null).cast("string");
    for (Departure departure : ALL) {
      value = when(departure.isOne(), part.apply(departure)).otherwise(value);
    }
    return value;
  }
}
