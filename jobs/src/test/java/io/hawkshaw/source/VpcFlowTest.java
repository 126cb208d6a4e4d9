package io.hawkshaw.source;

import static io.hawkshaw.source.Reading.write;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow logs as text, as far as the records of the table. */
final class VpcFlowTest {
  private static final String HEADER =
      "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes"
          + " start end action log-status\n";

  /** 2026-10-17T10:00:00Z and a minute later. */
  private static final String WINDOW = "1792231200 1792231260";

  @TempDir private Path folder;

  private Dataset<Row> scan(String content) {
    return Reading.scan(Source.VPC_FLOW_TEXT, write(folder, "f.log", content));
  }

  private List<Tuple> flows(String content) {
    return tuples(
        Reading.records(scan(content)),
        "account",
        "interface",
        "direction",
        "ip",
        "local_ip",
        "local_port",
        "remote_port",
        "protocol",
        "action",
        "packets",
        "bytes_in",
        "bytes_out");
  }

  private static Tuple inbound(long bytes) {
    return tuple(
        "111122223333",
        "eni-1",
        "inbound",
        "198.51.100.7",
        "10.0.0.5",
        443,
        0,
        "TCP",
        "ACCEPT",
        9L,
        bytes,
        0L);
  }

  @Test
  void aFileWithTheDefaultHeaderIsRead() {
    String line =
        "2 111122223333 eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 " + WINDOW + " ACCEPT OK\n";
    assertThat(flows(HEADER + line)).containsExactly(inbound(840));
    assertThat(tuples(Reading.records(scan(HEADER + line)), "day", "hour", "time", "end_time"))
        .containsExactly(tuple("2026-10-17", 10, "2026-10-17T10:00:00Z", "2026-10-17T10:01:00Z"));
  }

  @Test
  void aFileWithoutHeaderHasTheFieldsOfVersion2() {
    assertThat(
            flows(
                "2 111122223333 eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 "
                    + WINDOW
                    + " ACCEPT OK"))
        .containsExactly(inbound(840));
  }

  @Test
  void theLinesOfWindowsAndBlankOnesAndDoubleSpacesAreNoFault() {
    Dataset<Row> scan =
        scan(
            HEADER.replace("\n", "\r\n")
                + "\r\n"
                + "2 111122223333 eni-1  198.51.100.7 10.0.0.5 51234 443 6 9 840 "
                + WINDOW
                + " ACCEPT OK\r\n \r\n");
    assertThat(tuples(Reading.records(scan), "ip", "bytes_in", "action"))
        .containsExactly(tuple("198.51.100.7", 840L, "ACCEPT"));
    assertThat(Reading.rejects(scan).isEmpty()).isTrue();
  }

  @Test
  void theFieldsOfVersion5StandInAnyOrderAndTheAddressesAreThoseOfThePacket() {
    String content =
        """
        region vpc-id instance-id log-status action end start bytes packets protocol dstport srcport pkt-dstaddr pkt-srcaddr dstaddr srcaddr interface-id account-id tcp-flags flow-direction subnet-id type az-id sublocation-type sublocation-id pkt-src-aws-service pkt-dst-aws-service traffic-path version
        eu-west-1 vpc-1 i-1 OK ACCEPT 1792231260 1792231200 500 4 6 443 40000 203.0.113.9 10.0.0.5 10.0.9.9 10.0.0.5 eni-1 111122223333 2 egress subnet-1 IPv4 euw1-az1 - - - S3 8 5
        """;
    Dataset<Row> records = Reading.records(scan(content));
    assertThat(
            tuples(
                records,
                "account",
                "region",
                "vpc",
                "interface",
                "instance",
                "direction",
                "ip",
                "local_ip",
                "local_port",
                "remote_port",
                "bytes_out"))
        .containsExactly(
            tuple(
                "111122223333",
                "eu-west-1",
                "vpc-1",
                "eni-1",
                "i-1",
                "outbound",
                "203.0.113.9",
                "10.0.0.5",
                0,
                443,
                500L));
  }

  @Test
  void windowsWithoutFlowsAreKeptByTheirStatus() {
    assertThat(
            flows(
                HEADER
                    + "2 111122223333 eni-1 - - - - - - - "
                    + WINDOW
                    + " - NODATA\n"
                    + "2 111122223333 eni-1 - - - - - - - "
                    + WINDOW
                    + " - SKIPDATA\n"))
        .containsExactly(nothing("NODATA"), nothing("SKIPDATA"));
  }

  private static Tuple nothing(String status) {
    return tuple("111122223333", "eni-1", null, null, null, null, null, null, status, 0L, 0L, 0L);
  }

  @Test
  void aLineThatDoesNotFitIsRefusedWithItsTextAndCostsNoNeighbour() {
    String good =
        "2 111122223333 eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 " + WINDOW + " ACCEPT OK\n";
    String few = "2 111122223333 eni-1 198.51.100.7";
    String many = good.strip() + " more";
    String word = good.strip().replace("840", "lots");
    String port = good.strip().replace("51234", "http");
    String large = good.strip().replace("840", "99999999999999999999");
    String undated = good.strip().replace("1792231200", "-");
    String early = good.strip().replace("1792231200", "0");
    String never = good.strip().replace("1792231200", "9223372036854775807");
    Dataset<Row> scan =
        scan(
            HEADER
                + good
                + String.join("\n", few, many, word, port, large, undated, early, never)
                + "\n"
                + good);

    assertThat(tuples(Reading.rejects(scan), "reason", "raw"))
        .containsExactly(
            tuple("4 fields, but the header names 14", few),
            tuple("15 fields, but the header names 14", many),
            tuple("not a number: For input string: \"lots\"", word),
            tuple("not a number: For input string: \"http\"", port),
            tuple("not a number: For input string: \"99999999999999999999\"", large),
            tuple("no start time", undated),
            tuple("time out of range: 1970-01-01T00:00:00Z", early),
            tuple("start is out of range: 9223372036854775807", never));
    assertThat(Reading.records(scan).count()).isEqualTo(2);
    assertThat(tuples(Reading.facts(scan).selectExpr("sum(records) r"), "r"))
        .containsExactly(tuple(10L));
  }

  @Test
  void anEndOrACountThatCannotBeIsRefusedByItsNameAndPositionsDoNotSkip() {
    String good =
        "2 111122223333 eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 " + WINDOW + " ACCEPT OK";
    Dataset<Row> scan =
        scan(
            String.join(
                "\n",
                good.replace("840", "x"),
                good.replace("1792231260", "9223372036854775807"),
                good.replace("1792231260", "-7"),
                good.replace("840", "9223372036854775807"),
                good.replace(" 9 ", " -9 "),
                good));
    assertThat(tuples(Reading.rejects(scan), "position", "reason"))
        .containsExactly(
            tuple(0L, "not a number: For input string: \"x\""),
            tuple(1L, "end is out of range: 9223372036854775807"),
            tuple(2L, "end is out of range: -7"),
            tuple(3L, "bytes is out of range: 9223372036854775807"),
            tuple(4L, "packets is out of range: -9"));
    assertThat(Reading.records(scan).count()).isEqualTo(1);
  }

  @Test
  void aWindowWithoutAnEndIsKnownAtItsStart() {
    String line = "2 111122223333 eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 ";
    assertThat(
            tuples(
                Reading.records(
                    scan(
                        line
                            + "1792231200 - ACCEPT OK\n"
                            + line
                            + "1792231200 4070908800 ACCEPT OK\n")),
                "end_time"))
        .containsExactly(tuple("2026-10-17T10:00:00Z"), tuple("2026-10-17T10:00:00Z"));
  }

  @Test
  void aHeaderIsKnownByAnyFieldAndFieldsThatNobodyKnowsAreReadOver() {
    assertThat(
            tuples(
                Reading.records(
                    scan(
                        """
                        pkt-srcaddr pkt-dstaddr start some-new-field bytes some-new-field
                        198.51.100.7 10.0.0.5 1792231200 a-b 840 c
                        """)),
                "ip",
                "local_ip",
                "bytes_in"))
        .containsExactly(tuple("198.51.100.7", "10.0.0.5", 840L));
  }

  @Test
  void filesThatWereJoinedHaveSeveralHeaders() {
    String line = "2 111122223333 eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 ";
    assertThat(
            tuples(
                Reading.records(
                    scan(
                        HEADER
                            + line
                            + WINDOW
                            + " ACCEPT OK\n"
                            + "start srcaddr dstaddr\n1792231200 192.0.2.7 10.0.0.5\n")),
                "ip"))
        .containsExactly(tuple("198.51.100.7"), tuple("192.0.2.7"));
  }

  @Test
  void theTaskBehindAnInterfaceIsKnownByItsArnElseItsId() {
    String header =
        "version srcaddr dstaddr start interface-id resource-id ecs-cluster-name"
            + " ecs-cluster-arn ecs-service-name ecs-task-arn ecs-task-id\n";
    String arn = "arn:aws:ecs:eu-west-1:111122223333:";
    String line = "7 10.0.0.5 198.51.100.7 1792231200 ";
    assertThat(
            tuples(
                Reading.records(
                    scan(
                        header
                            + line
                            + "eni-1 - shop - web "
                            + arn
                            + "task/shop/0a1b 0a1b\n"
                            + line
                            + "eni-1 - - "
                            + arn
                            + "cluster/shop - - 0a1b\n"
                            + line
                            + "- nat-1 - - - - -\n")),
                "interface",
                "ecs_cluster",
                "ecs_service",
                "ecs_task"))
        .containsExactly(
            tuple("eni-1", "shop", "web", arn + "task/shop/0a1b"),
            tuple("eni-1", "shop", null, "0a1b"),
            tuple("nat-1", null, null, null));
  }

  @Test
  void aLineLongerThanTheBoundIsRefused() {
    Dataset<Row> scan = scan(HEADER + "x".repeat(5 << 20) + "\n");
    assertThat(tuples(Reading.rejects(scan), "reason", "raw"))
        .containsExactly(tuple("longer than reading.max-record-bytes", "x".repeat(4096)));
  }

  @Test
  void aCopyHasTheIdOfItsOriginalAndAnotherWindowHasAnother() {
    String line =
        "2 111122223333 eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 " + WINDOW + " ACCEPT OK\n";
    List<Tuple> ids =
        tuples(
            Reading.records(
                scan(line + line + line.replace("840", "841") + line.replace(" OK", " SKIPDATA"))),
            "id");
    assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2)).isNotEqualTo(ids.get(3));
    assertThat(ids.get(2)).isNotEqualTo(ids.get(3));
  }

  @Test
  void whatTheLineDoesNotTellIsToldByThePath() {
    Path deep = folder.resolve("AWSLogs/444455556666/vpcflowlogs/eu-west-1/2026/10/17");
    assertThat(deep.toFile().mkdirs()).isTrue();
    Path file =
        write(
            deep,
            "f.log",
            "2 unknown eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 " + WINDOW + " ACCEPT OK\n");
    assertThat(
            tuples(Reading.records(Reading.scan(Source.VPC_FLOW_TEXT, file)), "account", "region"))
        .containsExactly(tuple("444455556666", "eu-west-1"));
  }

  @Test
  void recordedFlowsAreAllReadAndRollUpWithoutLoss() {
    Path file = Reading.vendor("vpc-flow/flows.log");
    Dataset<Row> scan = Reading.scan(Source.VPC_FLOW_TEXT, file);
    assertThat(Reading.records(scan).count()).isEqualTo(99);
    assertThat(Reading.rejects(scan).isEmpty()).isTrue();

    Dataset<Row> table = Reading.table(Source.VPC_FLOW_TEXT, file);
    assertThat(
            tuples(
                table.selectExpr(
                    "sum(flows + duplicates) flows",
                    "sum(bytes_in + bytes_out) bytes",
                    "sum(packets) packets"),
                "flows",
                "bytes",
                "packets"))
        .isEqualTo(
            tuples(
                Reading.records(scan)
                    .selectExpr(
                        "count(*) flows",
                        "sum(bytes_in + bytes_out) bytes",
                        "sum(packets) packets"),
                "flows",
                "bytes",
                "packets"));
    assertThat(tuples(table.select("interface", "local_ip").distinct(), "interface", "local_ip"))
        .containsExactlyInAnyOrder(
            tuple("eni-07e5d76940fbaa5c6", "10.0.0.138"),
            tuple("eni-0858304751c757b2e", "10.0.0.236"),
            tuple("eni-0bf22c72ebe087ac9", "10.0.0.89"),
            tuple("eni-0b2fc5457066bc156", "10.0.0.164"));
  }
}
