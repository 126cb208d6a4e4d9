package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.named_struct;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.rollup.AlikeRows;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.ObservationSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Notes for each entity and day which values of each dimension it showed. */
public final class Observations {
  /** What an entity was seen with on a day: the key of a row. */
  private static final List<String> SEEN =
      List.of("day", "entity_type", "entity", "account", "is_service", "dimension", "value");

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

  /**
   * Nearly all that is seen: calls and flows. Spark's aggregation would sort every row, as it keeps
   * texts of the first event.
   */
  private static final AlikeRows ALIKE =
      new AlikeRows(
          SEEN,
          List.of("events", "failures", "bytes_in", "bytes_out"),
          List.of("ips", "event_ids"),
          AlikeRows.Kept.EARLIEST);

  private Observations() {}

  /** The rows of the night's days. */
  public static Dataset<Row> build(Night night) {
    ObservationSettings settings = night.settings().observations();
    Dataset<Row> activity = night.today(Table.ACTIVITY);
    Dataset<Row> traffic = night.today(Table.TRAFFIC);
    Dataset<Row> counted =
        ALIKE.of(List.of(ApiObservations.of(activity), FlowObservations.of(traffic, settings)));
    Dataset<Row> measured =
        DnsObservations.of(night.today(Table.DNS_QUERIES), settings)
            .unionByName(
                Journeys.of(night.history(Table.ACTIVITY, 1), settings)
                    .filter(Night.isOn(night.days())))
            .unionByName(Beacons.of(traffic, settings));
    return table(counted).unionByName(grouped(measured));
  }

  /** One thing that an entity was seen with: the key of a row, or null. */
  static Column seen(Entity entity, String dimension, Column value) {
    return when(
        value.isNotNull().and(entity.id().isNotNull()),
        struct(
            col("day"),
            entity.type().as("entity_type"),
            entity.id().as("entity"),
            entity.account().as("account"),
            entity.isService().as("is_service"),
            lit(dimension).as("dimension"),
            value.cast(DataTypes.StringType).as("value")));
  }

  /**
   * Rows of a log with all that is seen in each of them, to be counted.
   *
   * @param measures but for the amount
   */
  static AlikeRows.Source counted(Dataset<Row> rows, List<Column> seen, Measured measures) {
    Map<String, Column> columns = new HashMap<>();
    MEASURED.forEach(name -> columns.put(name, measures.of(name)));
    columns.put("ips", when(measures.of("ip").isNotNull(), array(measures.of("ip"))));
    return new AlikeRows.Source(rows.withColumns(columns), seen);
  }

  /** What was counted, in the columns of the table. */
  private static Dataset<Row> table(Dataset<Row> counted) {
    return counted
        .withColumn("amount", lit(null).cast(DataTypes.DoubleType))
        .withColumn("ip", get(col("ips"), lit(0)))
        .withColumn("event_ids", when(size(col("event_ids")).gt(0), col("event_ids")))
        .drop("ips");
  }

  /**
   * One row for each thing seen in each row of a log that has a value. Those without are dropped
   * afterwards: to filter the array would keep Spark from compiling what makes it.
   *
   * @param measures all of them
   */
  static Dataset<Row> each(Dataset<Row> rows, List<Column> seen, Measured measures) {
    // Named outright: of a struct of aliases Spark loses the names behind an explode.
    Column measured =
        named_struct(
            MEASURED.stream()
                .flatMap(name -> Stream.of(lit(name), measures.of(name)))
                .toArray(Column[]::new));
    Column each = seen.size() == 1 ? seen.get(0) : explode(array(seen.toArray(Column[]::new)));
    return rows.select(each.as("seen"), measured.as("measured"))
        .filter(col("seen").isNotNull())
        .select("seen.*", "measured.*");
  }

  private static Dataset<Row> grouped(Dataset<Row> each) {
    Column order = struct("first_time", "ip", "event_ids");
    return each.groupBy(SEEN.stream().map(name -> col(name)).toArray(Column[]::new))
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
