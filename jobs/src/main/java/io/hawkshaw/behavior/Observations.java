package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.ObservationSettings;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Notes for each entity and day which values of each dimension it showed. */
public final class Observations {
  /** What an entity was seen with: the key of a row, but for the day. */
  private static final String[] SEEN = {
    "entity_type", "entity", "account", "is_service", "dimension", "value"
  };

  /** What is added up of the rows of a log, each null where a log has no such thing. */
  private static final List<String> MEASURED =
      List.of(
          "events",
          "failures",
          "bytes_in",
          "bytes_out",
          "amount",
          "ip",
          "first_time",
          "last_time",
          "event_ids");

  private Observations() {}

  /** The rows of the night's days. */
  public static Dataset<Row> build(Night night) {
    ObservationSettings settings = night.settings().observations();
    Dataset<Row> activity = night.today(Table.ACTIVITY);
    Dataset<Row> traffic = night.today(Table.TRAFFIC);
    return grouped(
        ApiObservations.of(activity)
            .unionByName(FlowObservations.of(traffic, settings))
            .unionByName(DnsObservations.of(night.today(Table.DNS_QUERIES), settings))
            .unionByName(
                Journeys.of(night.history(Table.ACTIVITY, 1), settings)
                    .filter(Night.isOn(night.days())))
            .unionByName(Beacons.of(traffic, settings)));
  }

  /** One thing that an entity was seen with, as an element for {@link #each}. */
  static Column seen(Entity entity, String dimension, Column value) {
    return struct(
        entity.type().as("entity_type"),
        entity.id().as("entity"),
        entity.account().as("account"),
        entity.isService().as("is_service"),
        lit(dimension).as("dimension"),
        value.cast(DataTypes.StringType).as("value"));
  }

  /**
   * One row for each thing seen in each row of a log that has a value: one pass for all dimensions.
   *
   * @param measures the nine measures, in their order
   */
  static Dataset<Row> each(Dataset<Row> rows, List<Column> seen, Measured measures) {
    Column there =
        filter(
            array(seen.toArray(Column[]::new)),
            one -> one.getField("value").isNotNull().and(one.getField("entity").isNotNull()));
    Column[] columns =
        MEASURED.stream().map(name -> measures.of(name).as(name)).toArray(Column[]::new);
    return rows.select(col("day"), explode(there).as("seen"), struct(columns).as("measured"))
        .select("day", "seen.*", "measured.*");
  }

  private static Dataset<Row> grouped(Dataset<Row> each) {
    Column[] keys = new Column[SEEN.length + 1];
    keys[0] = col("day");
    for (int i = 0; i < SEEN.length; i++) {
      keys[i + 1] = col(SEEN[i]);
    }
    Column order = struct("first_time", "ip", "event_ids");
    return each.groupBy(keys)
        .agg(
            sum("events").as("events"),
            sum("failures").as("failures"),
            sum("bytes_in").as("bytes_in"),
            sum("bytes_out").as("bytes_out"),
            max("amount").as("amount"),
            min_by(col("ip"), order).as("ip"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            min_by(col("event_ids"), order).as("event_ids"));
  }
}
