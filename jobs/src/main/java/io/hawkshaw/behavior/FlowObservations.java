package io.hawkshaw.behavior;

import static io.hawkshaw.behavior.Observations.seen;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.rollup.AlikeRows;
import io.hawkshaw.run.ObservationSettings;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What flows show of machines. */
final class FlowObservations {
  /**
   * Ports from here on are those of clients (Linux begins here, RFC 6056 and IANA later): records
   * without direction can name one as the server's.
   */
  private static final int FIRST_EPHEMERAL = 32_768;

  private FlowObservations() {}

  static AlikeRows.Source of(Dataset<Row> traffic, ObservationSettings settings) {
    Entity machine = machine();
    Column outbound = isAccepted().and(isOutbound());
    Column isLogin = isInbound().and(col("local_port").isin(settings.loginPorts().toArray()));
    Column isProbe = isInbound().and(col("action").equalTo("REJECT"));
    List<Column> all =
        List.of(
            seen(machine, "remote_peer", when(outbound, col("ip"))),
            seen(machine, "remote_port", when(outbound, port("remote_port"))),
            seen(machine, "local_port", when(isAccepted().and(isInbound()), port("local_port"))),
            seen(machine, "remote_country", when(outbound, col("country"))),
            seen(machine, "remote_aso", when(outbound, col("aso"))),
            seen(machine, "probed_port", when(isProbe, port("local_port"))),
            seen(machine, "login_attempt", when(isLogin, col("ip"))),
            seen(machine, "hour_of_week", ApiObservations.hourOfWeek()));
    return Observations.counted(
        traffic.filter(col("action").isin("ACCEPT", "REJECT")),
        all,
        new Measured(
            Map.ofEntries(
                Map.entry("events", times()),
                Map.entry(
                    "failures", when(col("action").equalTo("REJECT"), col("flows")).otherwise(0)),
                Measured.same("bytes_in"),
                Measured.same("bytes_out"),
                Measured.same("ip"),
                Measured.same("first_time"),
                Measured.same("last_time"))));
  }

  /**
   * How often somebody spoke: where both sides did, each window of a connection is two records, one
   * each way.
   */
  static Column times() {
    Column isAnswered = col("bytes_in").gt(0).and(col("bytes_out").gt(0));
    return when(isAnswered, ceil(col("flows").divide(2))).otherwise(col("flows"));
  }

  /** What stands behind an interface, as the graph knows it: task, instance, or an address. */
  static Entity machine() {
    return Entity.machine(
        when(col("ecs_task").isNotNull(), EntityType.ECS_TASK.name())
            .when(col("instance").isNotNull(), EntityType.EC2_INSTANCE.name())
            .otherwise(EntityType.IP_ADDRESS.name()),
        coalesce(col("ecs_task"), col("instance"), col("local_ip")),
        col("account"));
  }

  static Column isOutbound() {
    return col("direction").equalTo("outbound");
  }

  private static Column isInbound() {
    return col("direction").equalTo("inbound");
  }

  static Column isAccepted() {
    return col("action").equalTo("ACCEPT");
  }

  /** As TCP/443. */
  private static Column port(String column) {
    return when(
        col(column).gt(0).and(col(column).lt(FIRST_EPHEMERAL)),
        concat_ws("/", col("protocol"), col(column)));
  }
}
