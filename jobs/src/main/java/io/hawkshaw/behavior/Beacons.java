package io.hawkshaw.behavior;

import static io.hawkshaw.behavior.Observations.seen;
import static io.hawkshaw.udfs.PrivateIp.isPrivateIp;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_millis;

import io.hawkshaw.run.ObservationSettings;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Conversations of machines with one peer on the internet that keep a beat. */
final class Beacons {
  private static final double MILLIS = 1000;

  private Beacons() {}

  static Dataset<Row> of(Dataset<Row> traffic, ObservationSettings settings) {
    UDF4<Seq<Integer>, Seq<Long>, Seq<Double>, Seq<Double>, Double> score =
        (hours, flows, intervals, sizes) ->
            BeaconScore.of(
                BeaconScore.bars(list(hours), list(flows)), array(intervals), array(sizes));
    Entity machine = FlowObservations.machine();
    Dataset<Row> hours =
        traffic
            .filter(FlowObservations.isAccepted().and(FlowObservations.isOutbound()))
            .filter(not(isPrivateIp(col("ip"))))
            .groupBy(
                col("day"),
                col("hour"),
                machine.type().as("entity_type"),
                machine.id().as("entity"),
                col("account"),
                col("ip"),
                concat_ws(":", col("ip"), col("remote_port")).as("peer"))
            .agg(
                sum(FlowObservations.times()).as("flows"),
                sum("bytes_in").as("bytes_in"),
                sum("bytes_out").as("bytes_out"),
                min("first_time").as("first_time"),
                max("last_time").as("last_time"));
    Column seconds =
        unix_millis(col("last_time")).minus(unix_millis(col("first_time"))).divide(MILLIS);
    Column bar =
        struct(
            col("hour"),
            seconds.divide(col("flows")).as("interval"),
            col("bytes_in").plus(col("bytes_out")).divide(col("flows")).as("size"),
            col("flows"));
    Dataset<Row> conversations =
        hours
            .groupBy("day", "entity_type", "entity", "account", "ip", "peer")
            .agg(
                array_sort(collect_list(bar)).as("bars"),
                sum("flows").as("flows"),
                sum("bytes_in").as("bytes_in"),
                sum("bytes_out").as("bytes_out"),
                min("first_time").as("first_time"),
                max("last_time").as("last_time"))
            .filter(col("flows").geq(settings.beaconFlows()));
    Column regularity =
        udf(score, DataTypes.DoubleType)
            .apply(
                transform(col("bars"), one -> one.getField("hour")),
                transform(col("bars"), one -> one.getField("flows")),
                transform(col("bars"), one -> one.getField("interval")),
                transform(col("bars"), one -> one.getField("size")));
    return Observations.each(
        conversations
            .withColumn("regularity", regularity)
            .filter(col("regularity").geq(settings.beaconScore())),
        List.of(
            seen(
                Entity.machine(col("entity_type"), col("entity"), col("account")),
                "beacon",
                col("peer"))),
        new Measured(
            Map.ofEntries(
                Map.entry("events", col("flows")),
                Measured.same("bytes_in"),
                Measured.same("bytes_out"),
                Map.entry("amount", col("regularity")),
                Measured.same("ip"),
                Measured.same("first_time"),
                Measured.same("last_time"))));
  }

  private static <T> List<T> list(Seq<T> values) {
    return CollectionConverters.asJava(values);
  }

  private static double[] array(Seq<Double> values) {
    return CollectionConverters.asJava(values).stream().mapToDouble(Double::doubleValue).toArray();
  }
}
