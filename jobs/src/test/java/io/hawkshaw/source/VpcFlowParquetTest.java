package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flow logs as Parquet, as far as the records of the table. */
final class VpcFlowParquetTest {
  private static final String HOUR =
      "AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-west-1/year=2026/"
          + "month=10/day=17/hour=10";

  /** As VPC types them. */
  private static final String DDL =
      """
      version INT, account_id STRING, interface_id STRING, srcaddr STRING, dstaddr STRING,
      srcport INT, dstport INT, protocol INT, packets BIGINT, bytes BIGINT, `start` BIGINT,
      `end` BIGINT, action STRING, log_status STRING, tcp_flags INT, traffic_path INT,
      ecs_cluster_arn STRING, ecs_service_name STRING, ecs_task_arn STRING,
      encryption_status INT, next_hop_vpc_id STRING
      """;

  private static final String FLOW =
      """
      {"version":11,"account_id":"444455556666","interface_id":"eni-1","srcaddr":"198.51.100.7",
       "dstaddr":"10.0.0.5","srcport":51234,"dstport":443,"protocol":6,"packets":9,"bytes":840,
       "start":1792231200,"end":1792231260,"action":"ACCEPT","log_status":"OK",
       "encryption_status":1}""";

  @TempDir private Path folder;

  private Dataset<Row> scan(String name, String... flows) throws IOException {
    Path hour = folder.resolve(HOUR);
    assertThat(hour.toFile().mkdirs()).isTrue();
    return Reading.scan(
        Source.VPC_FLOW_PARQUET, WrittenParquet.write(hour.resolve(name), DDL, flows));
  }

  @Test
  void aRowIsAFlowAsTheSameLineOfTextIs() throws IOException {
    Path text =
        Reading.write(
            folder,
            "f.log",
            "2 444455556666 eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 1792231200 1792231260"
                + " ACCEPT OK\n");
    String[] columns = Reading.records(Reading.scan(Source.VPC_FLOW_TEXT, text)).columns();
    Dataset<Row> parquet = Reading.records(scan("f.log.parquet", FLOW));
    Dataset<Row> lines = Reading.records(Reading.scan(Source.VPC_FLOW_TEXT, text));

    assertThat(tuples(parquet.drop("source", "region"), without(columns)))
        .hasSize(1)
        .isEqualTo(tuples(lines, without(columns)));
    assertThat(tuples(parquet, "source", "account", "region"))
        .containsExactly(tuple("vpc-flow-parquet", "444455556666", "eu-west-1"));
  }

  private static String[] without(String... columns) {
    return java.util.Arrays.stream(columns)
        .filter(name -> !name.equals("source") && !name.equals("region"))
        .toArray(String[]::new);
  }

  @Test
  void aFileIsReadWhateverItsName() throws IOException {
    assertThat(Reading.records(scan("renamed.log", FLOW)).count()).isEqualTo(1);
  }

  @Test
  void recordsAreCountedForTheAccountThatTheyName() throws IOException {
    Dataset<Row> scan = scan("f.parquet", FLOW, FLOW.replace("444455556666", "unknown"));
    assertThat(tuples(Reading.facts(scan), "account", "region", "records", "skipped"))
        .containsExactlyInAnyOrder(
            tuple("444455556666", "eu-west-1", 1L, 0L), tuple("111122223333", "eu-west-1", 1L, 0L));
  }

  @Test
  void theTaskBehindAnInterfaceIsKnown() throws IOException {
    String arn = "arn:aws:ecs:eu-west-1:111122223333:";
    String task =
        """
        "ecs_cluster_arn":"%1$scluster/shop","ecs_service_name":"web",
        "ecs_task_arn":"%1$stask/shop/0a1b","version\""""
            .formatted(arn);
    assertThat(
            tuples(
                Reading.records(scan("f.parquet", FLOW.replace("\"version\"", task), FLOW)),
                "ecs_cluster",
                "ecs_service",
                "ecs_task"))
        .containsExactlyInAnyOrder(
            tuple("shop", "web", arn + "task/shop/0a1b"), tuple(null, null, null));
  }

  @Test
  void whatCannotBeIsRefusedAndCostsNoNeighbour() throws IOException {
    Dataset<Row> scan =
        scan(
            "f.parquet",
            FLOW,
            FLOW.replace("1792231200", "9223372036854775807"),
            FLOW.replace("1792231200", "null"),
            FLOW.replace("840", "9223372036854775807"),
            FLOW.replace("\"packets\":9", "\"packets\":-9"),
            FLOW.replace("1792231260", "-9223372036854775808"));
    assertThat(tuples(Reading.rejects(scan), "position", "reason"))
        .containsExactlyInAnyOrder(
            tuple(1L, "no time"),
            tuple(2L, "no time"),
            tuple(3L, "bytes is out of range: 9223372036854775807"),
            tuple(4L, "packets is out of range: -9"));
    assertThat(tuples(Reading.records(scan), "time", "end_time"))
        .containsExactlyInAnyOrder(
            tuple("2026-10-17T10:00:00Z", "2026-10-17T10:01:00Z"),
            tuple("2026-10-17T10:00:00Z", "2026-10-17T10:00:00Z"));
    assertThat(
            tuples(Reading.facts(scan).selectExpr("sum(records) r", "sum(rejected) j"), "r", "j"))
        .containsExactly(tuple(6L, 4L));
  }

  @Test
  void windowsWithoutFlowsAreKeptByTheirStatus() throws IOException {
    String nothing =
        """
        {"account_id":"444455556666","interface_id":"eni-1","srcaddr":"-","dstaddr":null,
         "start":1792231200,"end":1792231260,"action":"-","log_status":"NODATA"}""";
    assertThat(
            tuples(
                Reading.records(scan("f.parquet", nothing)),
                "ip",
                "local_port",
                "action",
                "bytes_in"))
        .containsExactly(tuple(null, null, "NODATA", 0L));
  }
}
