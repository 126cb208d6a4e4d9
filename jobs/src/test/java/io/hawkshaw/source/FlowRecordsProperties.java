package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.run.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Flows rolled up in batches of columns are those rolled up as rows: of files of both versions,
 * with and without dictionaries, with nulls, copies, copies that are unlike, words in odd cases and
 * records that are refused.
 */
final class FlowRecordsProperties {
  private static final long NOON = Instant.parse("2026-10-17T12:00:00Z").toEpochMilli();
  private static final long HOUR = 3_600_000;
  private static final List<String> SOURCES = List.of("VPC_FLOW");

  private static final String ENDPOINT =
      "STRUCT<ip: STRING, port: INT, interface_uid: STRING, vpc_uid: STRING, instance_uid: STRING,"
          + " intermediate_ips: ARRAY<STRING>>";

  private static final StructType VERSION_1 =
      StructType.fromDDL(
          """
          time BIGINT, end_time BIGINT, cloud STRUCT<account_uid: STRING, region: STRING>,
          src_endpoint %s, dst_endpoint %s,
          connection_info STRUCT<protocol_num: INT, tcp_flags: INT, direction: STRING>,
          traffic STRUCT<packets: BIGINT, bytes: BIGINT>,
          activity_id INT, disposition STRING, status_code STRING
          """
              .formatted(ENDPOINT, ENDPOINT));

  private static final StructType VERSION_2 = new OcsfVpcFlow("VPC_FLOW").schema();

  private static final String[] ADDRESSES = {
    "10.0.0.1", "10.0.0.2", "172.16.0.9", "192.0.2.7", "198.51.100.1", "fd00::1", "2001:db8::1", "-"
  };

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void batchesOfColumnsSayWhatRowsSay(@ForAll Random random) throws IOException {
    Path folder = Files.createTempDirectory("flows");
    List<Map<String, Object>> flows = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      flows.add(
          i > 20 && random.nextInt(8) == 0
              ? copy(flows.get(random.nextInt(i)), random)
              : flow(random));
    }
    List<InputFile> files =
        List.of(
            file(folder, "us-east-1", 1, VERSION_2, flows.subList(0, 150), true),
            file(folder, "us-east-1", 2, VERSION_2, flows.subList(150, 200), false),
            file(folder, "eu-west-1", 1, VERSION_1, flows.subList(200, 300), true),
            file(folder, "eu-west-1", 2, VERSION_1, flows.subList(300, 350), false),
            file(folder, "eu-west-1", 3, VERSION_2, withRefused(flows.subList(350, 400)), true));

    List<String> asRows = rolledUp(files, false);

    assertThat(asRows).hasSizeGreaterThan(100);
    assertThat(rolledUp(files, true)).containsExactlyInAnyOrderElementsOf(asRows);
  }

  private static List<String> rolledUp(List<InputFile> files, boolean isColumnar) {
    Settings settings =
        Settings.defaults()
            .withReading(new ReadingSettings(null, null, null, null, null, isColumnar));
    LogScan scan = Source.VPC_FLOW.read(SPARK, files, settings, Reading.NEWEST, EventRules.NONE);
    assertThat(scan.columnar().isPresent()).isEqualTo(isColumnar);
    Rollup.RolledUp large = Feed.TRAFFIC.rollUpLarge(List.of(scan), SOURCES, 3);
    Dataset<Row> rows = large.rows();
    Column[] columns =
        Arrays.stream(rows.columns()).sorted().map(functions::col).toArray(Column[]::new);
    List<String> told = rows.select(columns).toJSON().collectAsList();
    large.close();
    return told;
  }

  private static InputFile file(
      Path folder,
      String region,
      int number,
      StructType columns,
      List<Map<String, Object>> flows,
      boolean hasDictionary)
      throws IOException {
    CompressionCodecName codec =
        columns.equals(VERSION_1) ? CompressionCodecName.GZIP : CompressionCodecName.ZSTD;
    List<String> known = List.of(columns.fieldNames());
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, Object> flow : flows) {
      Map<String, Object> row = new HashMap<>(flow);
      row.keySet().retainAll(known);
      rows.add(row);
    }
    Path path =
        folder.resolve(
            "VPC_FLOW/2.0/region=%s/accountId=000000000012/eventDay=20261017/%d.parquet"
                .formatted(region, number));
    return Reading.file(
        Source.VPC_FLOW, ParquetWriting.write(path, columns, rows, codec, hasDictionary));
  }

  private static Map<String, Object> flow(Random random) {
    Map<String, Object> flow = new HashMap<>();
    long time = NOON + random.nextInt(3) * HOUR + random.nextInt(90) * 40_000L;
    flow.put("time", time);
    put(flow, "end_time", pick(random, null, time + 60_000, time + 2 * HOUR, time - 5));
    put(flow, "end_time_dt", pick(random, null, null, time * 1000 + 59_000_001));
    put(flow, "cloud", struct("region", pick(random, null, "us-east-1", "eu-west-1")));
    put(flow, "src_endpoint", endpoint(random));
    put(flow, "dst_endpoint", endpoint(random));
    put(
        flow,
        "connection_info",
        struct(
            "protocol_num", pick(random, null, 6, 6, 17, 1, 58),
            "tcp_flags", pick(random, null, 2, 18, 19, 3, 0),
            "direction", pick(random, null, "Inbound", "Outbound", "EGRESS", "ingress", "-")));
    put(
        flow,
        "traffic",
        struct(
            "packets", pick(random, null, 1L, (long) random.nextInt(50)),
            "bytes", pick(random, null, 40L, (long) random.nextInt(5_000_000))));
    put(flow, "activity_id", pick(random, null, 0, 5, 6));
    put(flow, "action", pick(random, null, "Allowed", "Denied", "accept", "Unknown"));
    put(flow, "disposition", pick(random, null, "Allowed", "Blocked", "refused", "-"));
    put(flow, "status_code", pick(random, null, "OK", "ok", "SKIPDATA", "stra\u00dfe"));
    return flow;
  }

  private static Map<String, Object> endpoint(Random random) {
    if (random.nextInt(12) == 0) {
      return null;
    }
    return struct(
        "ip", random.nextInt(12) == 0 ? null : pick(random, (Object[]) ADDRESSES),
        "port", pick(random, null, 0, 22, 443, 443, 40_000 + random.nextInt(5)),
        "interface_uid", pick(random, null, "-", "eni-1", "eni-2"),
        "vpc_uid", pick(random, null, "-", "vpc-1"),
        "instance_uid", pick(random, null, "-", "i-1", "i-2"),
        "intermediate_ips",
            pick(random, null, null, null, List.of(), List.of("10.9.9.9", "10.9.9.8")));
  }

  /** A copy of a flow; in one of four cases it is in another Region, which makes it unlike. */
  private static Map<String, Object> copy(Map<String, Object> flow, Random random) {
    Map<String, Object> copy = new HashMap<>(flow);
    if (random.nextInt(4) == 0) {
      copy.put("cloud", struct("region", "ap-south-1"));
    }
    return copy;
  }

  /** Flows of which one has no time, and one an absurd one: their file is read by rows. */
  private static List<Map<String, Object>> withRefused(List<Map<String, Object>> flows) {
    List<Map<String, Object>> more = new ArrayList<>(flows);
    Map<String, Object> undated = new HashMap<>(flows.get(0));
    undated.remove("time");
    Map<String, Object> early = new HashMap<>(flows.get(1));
    early.put("time", 1L);
    more.addAll(List.of(undated, early));
    return more;
  }

  private static Map<String, Object> struct(Object... namesAndValues) {
    Map<String, Object> struct = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      put(struct, (String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return struct;
  }

  private static void put(Map<String, Object> struct, String name, Object value) {
    if (value != null) {
      struct.put(name, value);
    }
  }

  private static Object pick(Random random, Object... values) {
    return values[random.nextInt(values.length)];
  }
}
