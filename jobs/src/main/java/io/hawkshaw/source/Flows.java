package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.hex;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * Flow records as VPC tells them, and what the night makes of one: which side is local, which side
 * is the server, and how much went which way.
 */
final class Flows {
  /**
   * A flow record in the words of VPC flow logs. Source and destination are those of the packet;
   * via are those at the interface where they differ, as at a NAT gateway. The task of ECS stands
   * by its ARN.
   */
  static final StructType FLOW =
      StructType.fromDDL(
          """
          time TIMESTAMP, end_time TIMESTAMP, account STRING, region STRING, vpc STRING,
          interface STRING, instance STRING, flow_direction STRING,
          source_ip STRING, destination_ip STRING, source_port INT, destination_port INT,
          protocol_number INT, tcp_flags INT, action STRING, log_status STRING,
          packets BIGINT, bytes BIGINT, via_source STRING, via_destination STRING,
          ecs_cluster STRING, ecs_service STRING, ecs_task STRING
          """);

  /**
   * More packets or bytes than any window holds: ten minutes at 3.2 Tbit/s, the fastest of EC2, are
   * below 2^48 bytes.
   */
  static final long MAX_COUNT = 1L << 48;

  /** A window is ten minutes at most; what ends later than this after its start is no window. */
  static final Duration MAX_WINDOW = Duration.ofHours(1);

  /** Pattern of addresses that are not of the internet. */
  static final String PRIVATE =
      "^(10[.]|192[.]168[.]|172[.](1[6-9]|2[0-9]|3[01])[.]|169[.]254[.]|127[.]"
          + "|100[.](6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])[.]|[fF][cCdD]|[fF][eE]80:)";

  static final int SYN = 2;
  static final int SYN_ACK = 18;

  /** Words for the direction of a flow, seen from its interface. */
  static final Set<String> IN = Set.of("ingress", "inbound");

  static final Set<String> OUT = Set.of("egress", "outbound");

  /** What tells the second half of an id from the first. */
  static final String SALT = "flow";

  private Flows() {}

  /**
   * What copies of a flow record share. It has no id: the interface, the flow and its window make
   * one. Two hashes of 64 bits, since one alone would meet a false copy in some thousand large
   * nights.
   */
  static Column id() {
    Column[] flow =
        Stream.of(
                "interface",
                "source_ip",
                "destination_ip",
                "via_source",
                "via_destination",
                "source_port",
                "destination_port",
                "protocol_number",
                "packets",
                "bytes",
                "time",
                "end_time",
                "action",
                "log_status")
            .map(name -> col(name))
            .toArray(Column[]::new);
    Column[] salted = Stream.concat(Stream.of(lit(SALT)), Stream.of(flow)).toArray(Column[]::new);
    return concat(hex(xxhash64(flow)), hex(xxhash64(salted)));
  }

  /** The record of the traffic table that a flow gives; the columns of a flow are at hand. */
  static Column traffic() {
    Column isOut = isFromLocal();
    Column isServer = isLocalTheServer();
    Column localPort = when(isOut, col("source_port")).otherwise(col("destination_port"));
    Column remotePort = when(isOut, col("destination_port")).otherwise(col("source_port"));
    return struct(
        col("time"),
        end().as("end_time"),
        hour(col("time")).as("hour"),
        col("account"),
        col("region"),
        col("vpc"),
        col("interface"),
        col("instance"),
        when(isFlow().and(isServer), "inbound").when(isFlow(), "outbound").as("direction"),
        when(isOut, col("destination_ip")).otherwise(col("source_ip")).as("ip"),
        when(isOut, col("source_ip")).otherwise(col("destination_ip")).as("local_ip"),
        when(isFlow(), coalesce(when(isServer.or(isEven()), localPort), lit(0))).as("local_port"),
        when(isFlow(), coalesce(when(not(isServer).or(isEven()), remotePort), lit(0)))
            .as("remote_port"),
        protocol().as("protocol"),
        when(isFlow(), col("action")).otherwise(col("log_status")).as("action"),
        isOriented().as("is_oriented"),
        col("packets"),
        when(isOut, lit(0L)).otherwise(col("bytes")).as("bytes_in"),
        when(isOut, col("bytes")).otherwise(lit(0L)).as("bytes_out"),
        col("ecs_cluster"),
        col("ecs_service"),
        col("ecs_task"));
  }

  /** The end of the window, as far as it can be one: a flow is known at its start at least. */
  private static Column end() {
    Column latest = col("time").plus(lit(MAX_WINDOW));
    return when(col("end_time").between(col("time"), latest), col("end_time"))
        .otherwise(col("time"));
  }

  /**
   * Both sides have the same port, as servers of NTP among themselves, or the protocol has none, as
   * ICMP: the ports do not tell the server, so both are kept. {@link Traffic} takes for the client
   * who spoke first.
   */
  private static Column isEven() {
    return coalesce(col("source_port").equalTo(col("destination_port")), lit(false));
  }

  /** NODATA and SKIPDATA windows have no addresses. */
  private static Column isFlow() {
    return col("source_ip").isNotNull().and(col("destination_ip").isNotNull());
  }

  private static Column isIngress() {
    return lower(col("flow_direction")).isin(IN.toArray());
  }

  private static Column isEgress() {
    return lower(col("flow_direction")).isin(OUT.toArray());
  }

  private static Column isPrivate(String column) {
    return col(column).rlike(PRIVATE);
  }

  /** Where the direction was not logged, the private side is the local one. */
  private static Column isFromLocal() {
    return coalesce(
        when(isEgress(), true)
            .when(isIngress(), false)
            .when(
                isPrivate("source_ip").notEqual(isPrivate("destination_ip")),
                isPrivate("source_ip")),
        lit(true));
  }

  /** False where the record alone does not tell which side is local: both are private, say. */
  private static Column isOriented() {
    return coalesce(
        isEgress()
            .or(isIngress())
            .or(isPrivate("source_ip").notEqual(isPrivate("destination_ip")))
            .or(isFlow().equalTo(false)),
        lit(false));
  }

  /**
   * The server answers with SYN-ACK; a lone SYN comes from the client. Where the window holds
   * neither, the lower port is the server's: ephemeral ports begin at 32,768 (Linux) or 49,152 (RFC
   * 6335).
   */
  private static Column isSourceTheServer() {
    Column flags = col("tcp_flags");
    return coalesce(
        when(flags.bitwiseAND(SYN_ACK).equalTo(SYN_ACK), true)
            .when(flags.bitwiseAND(SYN).equalTo(SYN), false)
            .otherwise(col("source_port").lt(col("destination_port"))),
        lit(false));
  }

  private static Column isLocalTheServer() {
    return isSourceTheServer().equalTo(isFromLocal());
  }

  /** https://www.iana.org/assignments/protocol-numbers, by number but for the common three. */
  private static Column protocol() {
    Column number = col("protocol_number");
    return when(number.equalTo(6), "TCP")
        .when(number.equalTo(17), "UDP")
        .when(number.equalTo(1), "ICMP")
        .otherwise(number.cast("string"));
  }
}
