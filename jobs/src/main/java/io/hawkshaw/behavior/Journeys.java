package io.hawkshaw.behavior;

import static io.hawkshaw.behavior.Observations.seen;
import static org.apache.spark.sql.functions.asin;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.cos;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.radians;
import static org.apache.spark.sql.functions.sin;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.unix_millis;

import io.hawkshaw.run.ObservationSettings;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Journeys that nobody makes: one principal at two places, too far apart for the time between.
 * Addresses of clouds, proxies and VPNs say nothing of where somebody is and are passed over.
 */
final class Journeys {
  /** Mean radius, in km (IUGG). */
  private static final double EARTH = 6371.0088;

  /** Two places at once are as far apart in time as databases of addresses are exact: a minute. */
  private static final double SHORTEST_HOURS = 1.0 / 60;

  private static final double MILLIS_PER_HOUR = 3_600_000;

  private Journeys() {}

  /** Journeys of people; a role that many take is followed session by session. */
  static Dataset<Row> of(Dataset<Row> activity, ObservationSettings settings) {
    Entity principal = ApiObservations.principal();
    Dataset<Row> stays =
        activity
            .filter(col("latitude").isNotNull().and(col("longitude").isNotNull()))
            .filter(not(principal.isService()).and(not(isElsewhere(settings.journeyNetworks()))))
            .groupBy(
                col("day"),
                col("hour"),
                principal.type().as("entity_type"),
                principal.id().as("entity"),
                principal.account().as("account"),
                coalesce(col("session"), lit("")).as("session"),
                col("ip"),
                struct("latitude", "longitude", "city", "country").as("place"))
            .agg(
                sum("events").as("events"),
                min("first_time").as("first_time"),
                max("last_time").as("last_time"),
                min_by(col("event_ids"), col("first_time")).as("event_ids"));
    WindowSpec route =
        Window.partitionBy("entity_type", "entity", "account", "session")
            .orderBy("first_time", "last_time", "ip");
    Column departed = lag(col("last_time"), 1).over(route);
    Dataset<Row> legs =
        stays.select(
            col("*"),
            lag(col("ip"), 1).over(route).as("from_ip"),
            lag(col("place"), 1).over(route).as("from"),
            greatest(
                    unix_millis(col("first_time"))
                        .minus(unix_millis(departed))
                        .divide(MILLIS_PER_HOUR),
                    lit(SHORTEST_HOURS))
                .as("hours"));
    Dataset<Row> measured =
        legs.withColumn("km", kilometres(col("from"), col("place")))
            .withColumn("speed", col("km").divide(col("hours")))
            .filter(col("km").geq(settings.journeyKm()))
            .filter(col("speed").geq(settings.journeyKmPerHour()));
    Entity traveller = new Entity(col("entity_type"), col("entity"), col("account"), lit(false));
    return Observations.each(
        measured,
        List.of(seen(traveller, "journey", route())),
        new Measured(
            Map.ofEntries(
                Measured.same("events"),
                Map.entry("amount", col("speed")),
                Measured.same("ip"),
                Measured.same("first_time"),
                Measured.same("last_time"),
                Measured.same("event_ids"))));
  }

  private static Column isElsewhere(List<String> networks) {
    Column aso = lower(coalesce(col("aso"), lit("")));
    return networks.stream().map(aso::contains).reduce(lit(false), Column::or);
  }

  /**
   * Great-circle distance by the haversine formula (Sinnott, Virtues of the Haversine, Sky and
   * Telescope 68, 1984): {@code 2R·asin √(sin²(Δφ/2) + cos φ1·cos φ2·sin²(Δλ/2))}.
   */
  static Column kilometres(Column from, Column to) {
    Column north = halfSine(from.getField("latitude"), to.getField("latitude"));
    Column east = halfSine(from.getField("longitude"), to.getField("longitude"));
    Column h =
        north
            .multiply(north)
            .plus(
                cos(radians(from.getField("latitude")))
                    .multiply(cos(radians(to.getField("latitude"))))
                    .multiply(east)
                    .multiply(east));
    return asin(sqrt(least(h, lit(1.0)))).multiply(2 * EARTH);
  }

  private static Column halfSine(Column from, Column to) {
    return sin(radians(to.minus(from)).divide(2));
  }

  /** As 192.0.2.10 (Dublin, IE) to 203.0.113.66 (Reykjavik, IS). */
  private static Column route() {
    return concat(stop(col("from_ip"), col("from")), lit(" to "), stop(col("ip"), col("place")));
  }

  private static Column stop(Column ip, Column place) {
    Column city = coalesce(concat(place.getField("city"), lit(", ")), lit(""));
    Column country = coalesce(place.getField("country"), lit("unknown"));
    return concat(ip, lit(" ("), city, country, lit(")"));
  }
}
