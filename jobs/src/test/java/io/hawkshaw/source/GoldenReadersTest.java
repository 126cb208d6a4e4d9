package io.hawkshaw.source;

import static io.hawkshaw.source.Reading.records;
import static io.hawkshaw.source.Reading.scan;
import static io.hawkshaw.source.Reading.vendor;
import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.tuples;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The readers against each other: AWS published Parquet files of Security Lake, source version 1,
 * with the raw record that each was made from.
 */
final class GoldenReadersTest {
  /** UnknownAPI and UpdateTrail were given the same event id, so they are read apart. */
  private static final List<String> CALLS =
      List.of(
          "AddroletoInstanceProfile",
          "AssumeRole",
          "AssumeRoleWithSAML",
          "AssumeRoleWithWebIdentity",
          "AttachRolePolicy",
          "AttachUserPolicy",
          "CheckMfa",
          "ConsoleLogin",
          "ConsoleLogin-mfa",
          "ConsoleLogin-mfa-failure",
          "CreateLoadBalancer",
          "CreateRole",
          "CreateServiceRole",
          "CreateUser",
          "DeleteLoadBalancer",
          "DeleteRole",
          "DescribeDirectConnectGateways",
          "GetVpcLinks",
          "ListCloudFrontOriginAccessIdentities",
          "UpdateTrail");

  @TempDir private Path folder;

  private static Path lake(String source, String file) {
    return vendor("security-lake/" + source + "/1.0/" + file);
  }

  /** All columns of a table but the source. */
  private static String[] columns(Table table) {
    return table.columns().stream().filter(name -> !name.equals("source")).toArray(String[]::new);
  }

  private static void assertSameActivity(List<String> names) {
    Path[] raw =
        names.stream()
            .map(name -> vendor("inputs/cloudtrail/" + name + ".json.gz"))
            .toArray(Path[]::new);
    Path[] parquet =
        names.stream()
            .map(name -> lake("CLOUD_TRAIL_MGMT", name + ".test.gz.parquet"))
            .toArray(Path[]::new);
    String[] columns = columns(Table.ACTIVITY);

    assertThat(tuples(Reading.table(Source.CLOUD_TRAIL_MGMT, parquet), columns))
        .hasSize(names.size())
        .containsExactlyInAnyOrderElementsOf(
            tuples(Reading.table(Source.CLOUDTRAIL, raw), columns));
  }

  @Test
  void callsAreTheSameRowsFromBothInEveryColumnButTheSource() {
    assertSameActivity(CALLS);
    assertSameActivity(List.of("UnknownAPI"));
  }

  @Test
  void copiesFromBothAreKnownAsCopies() {
    Dataset<Row> both =
        scan(Source.CLOUDTRAIL, vendor("inputs/cloudtrail/AssumeRole.json.gz"))
            .unionByName(
                scan(
                    Source.CLOUD_TRAIL_MGMT,
                    lake("CLOUD_TRAIL_MGMT", "AssumeRole.test.gz.parquet")));
    assertThat(tuples(Activity.build(ScanRows.rollUp(Feed.ACTIVITY, both)), "events", "duplicates"))
        .containsExactly(tuple(1L, 1L));
  }

  /** The flow records are published as Parquet; their values as a line of a flow log. */
  private Path asText(String input) {
    Row row = SPARK.read().parquet(vendor("inputs/vpc-flow/" + input).toString()).first();
    String header = String.join(" ", row.schema().fieldNames()).replace('_', '-');
    String line =
        Arrays.stream(row.schema().fieldNames())
            .map(name -> row.<Object>getAs(name))
            .map(value -> value == null ? "-" : value.toString())
            .collect(joining(" "));
    return Reading.write(folder, input + ".log", header + "\n" + line + "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void flowsAreTheSameRecordsFromBothWithTheSameIds(int number) {
    Dataset<Row> raw =
        records(
            scan(
                Source.VPC_FLOW_TEXT,
                asText("vpc_flow-input" + number + (number < 3 ? ".json" : "") + ".parquet")));
    Dataset<Row> parquet =
        records(scan(Source.VPC_FLOW, lake("VPC_FLOW", "example" + number + ".gz.parquet")));
    String[] columns =
        Arrays.stream(parquet.columns())
            .filter(name -> !name.equals("source"))
            .toArray(String[]::new);

    assertThat(tuples(parquet, columns)).hasSize(1).isEqualTo(tuples(raw, columns));
  }

  @Test
  void flowsHaveTheValuesOfTheirInputs() {
    Path[] files = new Path[4];
    for (int i = 0; i < files.length; i++) {
      files[i] = lake("VPC_FLOW", "example" + i + ".gz.parquet");
    }
    assertThat(
            tuples(
                Reading.table(Source.VPC_FLOW, files[0], files[1], files[3]),
                "day",
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
                "action",
                "packets",
                "bytes_in",
                "bytes_out",
                "first_time",
                "last_time"))
        .containsExactlyInAnyOrder(
            tuple(
                "2022-04-12",
                "123456789012",
                "us-east-1",
                "vpc-00000000",
                "eni-000000000000000000",
                "i-000000000000000000",
                "inbound",
                "1.2.3.4",
                "172.31.2.52",
                39938,
                0,
                "REJECT",
                1L,
                40L,
                0L,
                "2022-04-12T00:02:12Z",
                "2022-04-12T00:03:08Z"),
            tuple(
                "2022-04-12",
                "123456789012",
                "us-east-2",
                "vpc-00000000",
                "eni-000000000000000000",
                "i-000000000000000000",
                "outbound",
                "172.31.2.52",
                "1.2.3.4",
                0,
                39938,
                "ACCEPT",
                1L,
                0L,
                50L,
                "2022-04-12T00:02:12Z",
                "2022-04-12T00:03:08Z"),
            tuple(
                "2022-03-11",
                "374946600775",
                "us-east-1",
                "vpc-dc001ca6",
                "eni-0cc7b14e188d57e8f",
                null,
                null,
                null,
                null,
                null,
                null,
                "NODATA",
                0L,
                0L,
                0L,
                "2022-03-11T00:15:37Z",
                "2022-03-11T00:16:08Z"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void flowsOfParquetAreTheSameRecordsAsThoseOfSecurityLakeWithTheSameIds(int number) {
    Dataset<Row> raw =
        records(
            scan(
                Source.VPC_FLOW_PARQUET,
                vendor("inputs/vpc-flow/vpc_flow-input" + number + ".json.parquet")));
    Dataset<Row> lake =
        records(scan(Source.VPC_FLOW, lake("VPC_FLOW", "example" + number + ".gz.parquet")));
    String[] columns =
        Arrays.stream(lake.columns()).filter(name -> !name.equals("source")).toArray(String[]::new);

    assertThat(tuples(raw, columns)).hasSize(1).isEqualTo(tuples(lake, columns));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void queriesAreTheSameRowsFromBothWithTheSameIds(int number) {
    Path raw = vendor("inputs/resolver-dns/route53-inputs" + number + ".json.gz");
    Path parquet = lake("ROUTE53", "example" + number + ".json.gz.parquet");
    String[] columns = columns(Table.DNS_QUERIES);

    assertThat(tuples(Reading.table(Source.RESOLVER_DNS, raw), columns))
        .hasSize(1)
        .isEqualTo(tuples(Reading.table(Source.ROUTE53, parquet), columns));
    assertThat(tuples(records(scan(Source.RESOLVER_DNS, raw)), "id"))
        .isEqualTo(tuples(records(scan(Source.ROUTE53, parquet)), "id"));
  }

  @Test
  void queriesHaveTheValuesOfTheirInputs() {
    Path[] files = new Path[4];
    for (int i = 0; i < files.length; i++) {
      files[i] = lake("ROUTE53", "example" + i + ".json.gz.parquet");
    }
    String canary = "ip-127-0-0-62.alert.firewall.canary";
    assertThat(
            tuples(
                Reading.table(Source.ROUTE53, files),
                "account",
                "region",
                "vpc",
                "instance",
                "local_ip",
                "name",
                "domain",
                "type",
                "rcode",
                "answers",
                "firewall_action",
                "queries",
                "first_time"))
        .containsExactlyInAnyOrder(
            canary(canary, "NOERROR", "ALERT"),
            canary(canary, "REFUSED", "BLOCK"),
            canary(canary, "SERVFAIL", "ALERT"),
            tuple(
                "111122223333",
                "us-east-1",
                "vpc-7example",
                "i-0d15cd0d3example",
                "4.5.64.102",
                "15.3.4.32.in-addr.arpa",
                "in-addr.arpa",
                "PTR",
                "NOERROR",
                List.of("203.0.113.9"),
                "BLOCK",
                1L,
                "2021-02-04T17:51:55Z"));
  }

  private static org.assertj.core.groups.Tuple canary(String name, String rcode, String action) {
    return tuple(
        "123456789012",
        "us-east-1",
        "vpc-00000000000000000",
        null,
        "10.200.21.100",
        name,
        "firewall.canary",
        "A",
        rcode,
        List.of("127.0.0.62"),
        action,
        1L,
        "2022-10-13T21:02:36Z");
  }

  @Test
  void findingsHaveTheValuesOfTheirInputs() {
    String finding =
        "arn:aws:securityhub:us-east-1:123456789100:subscription/"
            + "cis-aws-foundations-benchmark/v/1.2.0/3.9/finding/randomsample";
    Path[] files = new Path[4];
    for (int i = 0; i < files.length; i++) {
      files[i] = lake("SH_FINDINGS", "example" + i + ".json.gz.parquet");
    }
    Dataset<Row> records = records(scan(Source.SH_FINDINGS, files));

    assertThat(
            tuples(
                records,
                "finding",
                "product",
                "account",
                "region",
                "updated_time",
                "severity",
                "severity_score",
                "status"))
        .containsExactlyInAnyOrder(
            tuple(
                finding,
                "Security Hub",
                "123456789100",
                "us-east-1",
                "2022-08-04T18:09:19.100Z",
                "INFORMATIONAL",
                0.0,
                "ARCHIVED"),
            tuple(
                finding,
                "Security Hub",
                "123456789100",
                "us-east-1",
                "2021-10-28T19:33:39.417Z",
                "INFORMATIONAL",
                0.0,
                "NOTIFIED"),
            tuple(
                finding,
                "Security Hub",
                "123456789100",
                "us-east-1",
                "2021-10-28T19:33:39.417Z",
                "MEDIUM",
                40.0,
                "RESOLVED"),
            tuple(
                finding,
                "Security Hub",
                "123456789100",
                "us-east-1",
                "2022-08-04T18:09:25.316Z",
                "CRITICAL",
                90.0,
                "ARCHIVED"));
  }

  /** The audit event that the published Parquet file tells of. */
  private static final String NODE_CREATED =
      """
      {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"RequestResponse",
       "auditID":"f47c68f2-d3ac-4f96-b2f4-5d497bf79b64","stage":"ResponseComplete",
       "requestURI":"/api/v1/nodes","verb":"create",
       "user":{"username":"system:node:ip-192-001-02-03.ec2.internal",
        "uid":"heptio-authenticator-aws:123456789012:ABCD1234567890EXAMPLE",
        "groups":["system:bootstrappers","system:nodes","system:authenticated"],
        "extra":{"accessKeyId":["EXAMPLEUIDTEST"],
         "arn":["arn:aws:sts::123456789012:assumed-role/example-test-161366663-NodeInstanceRole-abc12345678912/i-12345678901"],
         "canonicalArn":["arn:aws:iam::123456789012:role/example-test-161366663-NodeInstanceRole-abc12345678912"],
         "sessionName":["i-12345678901"]}},
       "sourceIPs":["12.000.22.33"],"userAgent":"kubelet/v1.21.2 (linux/amd64) kubernetes/729bdfc",
       "objectRef":{"resource":"nodes","name":"ip-192-001-02-03.ec2.internal","apiVersion":"v1"},
       "responseStatus":{"metadata":{},"code":201},
       "requestReceivedTimestamp":"2021-09-07T20:37:30.502000Z",
       "stageTimestamp":"2021-09-07T20:37:30.642718Z"}
      """;

  @Test
  void kubernetesCallsAreTheSameRowsFromBothWithTheSameIds() throws IOException {
    Path deep = folder.resolve("AWSLogs/123456789012/eks/us-east-1/2021/09/07");
    Files.createDirectories(deep);
    Path raw = Reading.write(deep, "f.json", NODE_CREATED);
    Path parquet =
        vendor(
            "security-lake/EKS_AUDIT/2.0/region=us-east-1/accountId=123456789012/"
                + "eventDay=20210907/test.parquet");
    String[] columns = columns(Table.ACTIVITY);

    assertThat(tuples(Reading.table(Source.EKS_AUDIT_RAW, raw), columns))
        .hasSize(1)
        .isEqualTo(tuples(Reading.table(Source.EKS_AUDIT, parquet), columns));
    assertThat(tuples(records(scan(Source.EKS_AUDIT_RAW, raw)), "id"))
        .isEqualTo(tuples(records(scan(Source.EKS_AUDIT, parquet)), "id"));
  }

  @Test
  void kubernetesCallsHaveTheAccountOfTheirPathAndTheCallerBehindThem() {
    Path file =
        vendor(
            "security-lake/EKS_AUDIT/2.0/region=us-east-1/accountId=123456789012/"
                + "eventDay=20210907/test.parquet");
    assertThat(tuples(Reading.table(Source.EKS_AUDIT, file), columns(Table.ACTIVITY)))
        .containsExactly(
            tuple(
                "2021-09-07",
                20,
                "123456789012",
                "us-east-1",
                "KUBERNETES_USER",
                "system:node:ip-192-001-02-03.ec2.internal",
                null,
                "i-12345678901",
                "arn:aws:iam::123456789012:role/example-test-161366663-NodeInstanceRole-abc12345678912",
                "EXAMPLEUIDTEST",
                null,
                null,
                true,
                null,
                "12.000.22.33",
                null,
                null,
                null,
                null,
                null,
                null,
                "kubelet/v1.21.2 (linux/amd64) kubernetes/729bdfc",
                "kubelet",
                "kubernetes",
                "create",
                false,
                "Kubernetes::nodes",
                "ip-192-001-02-03.ec2.internal",
                null,
                null,
                "success",
                null,
                List.of(),
                1L,
                0L,
                "2021-09-07T20:37:30.642Z",
                "2021-09-07T20:37:30.642Z",
                List.of("f47c68f2-d3ac-4f96-b2f4-5d497bf79b64"),
                List.of("/api/v1/nodes")));
  }
}
