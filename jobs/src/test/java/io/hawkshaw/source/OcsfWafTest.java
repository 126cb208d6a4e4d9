package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Web requests, in files with the columns of the published table of source version 2. */
final class OcsfWafTest {
  private static final String DDL =
      """
      metadata STRUCT<product: STRUCT<feature: STRUCT<uid: STRING>, version: STRING,
        vendor_name: STRING, name: STRING>, labels: ARRAY<STRING>, profiles: ARRAY<STRING>,
        version: STRING>,
      src_endpoint STRUCT<svc_name: STRING, uid: STRING, ip: STRING,
        location: STRUCT<country: STRING>>,
      http_request STRUCT<url: STRUCT<path: STRING, hostname: STRING>, version: STRING,
        http_method: STRING, uid: STRING, args: STRING,
        http_headers: ARRAY<STRUCT<name: STRING, value: STRING>>, user_agent: STRING,
        x_forwarded_for: ARRAY<STRING>, referrer: STRING>,
      firewall_rule STRUCT<uid: STRING, type: STRING, condition: STRING, match_location: STRING,
        match_details: ARRAY<STRING>, rate_limit: INT>,
      http_status INT, time BIGINT, time_dt TIMESTAMP, class_name STRING, class_uid INT,
      action STRING, action_id INT, disposition STRING, disposition_id INT,
      unmapped MAP<STRING, STRING>
      """;

  private static final String REQUEST =
      """
      {"metadata":{"product":{"name":"AWS WAF","feature":{"uid":
       "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/shop/0a1b2c3d"}},"version":"1.1.0"},
       "src_endpoint":{"svc_name":"ALB","ip":"198.51.100.7","location":{"country":"NL"}},
       "http_request":{"uid":"1-6711-1","http_method":"post","user_agent":"curl/8.5.0",
        "url":{"path":"/login","hostname":"shop.example.com"},
        "http_headers":[{"name":"Host","value":"other.example.com"}]},
       "firewall_rule":{"uid":"Default_Action","type":"REGULAR"},"time":1792231200000,
       "class_uid":4002,"action":"Allowed","action_id":1,"disposition":"Allowed",
       "disposition_id":1}""";

  @TempDir private Path folder;

  private Path file(String... requests) throws IOException {
    Path day =
        folder.resolve("aws/WAF/2.0/region=eu-west-1/accountId=111122223333/eventDay=20261017");
    assertThat(day.toFile().mkdirs()).isTrue();
    return WrittenParquet.write(day.resolve("0a1b.gz.parquet"), DDL, requests);
  }

  private static String blocked(String from, String to) {
    return REQUEST.replace("Default_Action", "AWS-AWSManagedRulesSQLiRuleSet").replace(from, to);
  }

  @Test
  void aRequestIsAnActivityUponTheWebAclWithoutAPrincipal() throws IOException {
    assertThat(
            tuples(
                Reading.table(Source.WAF, file(REQUEST)),
                "day",
                "hour",
                "source",
                "account",
                "region",
                "principal_type",
                "principal",
                "is_service",
                "ip",
                "user_agent",
                "agent_family",
                "service",
                "operation",
                "is_read",
                "target_type",
                "target",
                "cluster",
                "outcome",
                "error",
                "events",
                "event_ids",
                "target_samples"))
        .containsExactly(
            tuple(
                "2026-10-17",
                10,
                "WAF",
                "111122223333",
                "eu-west-1",
                null,
                null,
                false,
                "198.51.100.7",
                "curl/8.5.0",
                "curl",
                "wafv2.amazonaws.com",
                "POST",
                false,
                "AWS::WAFv2::WebACL",
                "shop",
                null,
                "success",
                null,
                1L,
                List.of("1-6711-1"),
                List.of("shop.example.com/login")));
  }

  @Test
  void aRequestThatWasNotLetThroughIsDeniedByItsRule() throws IOException {
    Dataset<Row> records =
        Reading.records(
            Reading.scan(
                Source.WAF,
                file(
                    REQUEST,
                    blocked("\"action\":\"Allowed\"", "\"action\":\"Denied\""),
                    blocked("\"action_id\":1", "\"action_id\":2"),
                    blocked("\"disposition\":\"Allowed\"", "\"disposition\":\"Challenge\""),
                    blocked("\"disposition_id\":1", "\"disposition_id\":2"),
                    blocked("\"action\":\"Allowed\"", "\"action\":\"Count\""))));
    assertThat(tuples(records.orderBy("outcome"), "outcome", "error"))
        .containsExactly(
            tuple("denied", "AWS-AWSManagedRulesSQLiRuleSet"),
            tuple("denied", "AWS-AWSManagedRulesSQLiRuleSet"),
            tuple("denied", "AWS-AWSManagedRulesSQLiRuleSet"),
            tuple("denied", "AWS-AWSManagedRulesSQLiRuleSet"),
            tuple("success", null),
            tuple("success", null));
  }

  @Test
  void hostAndAgentStandInTheHeadersToo() throws IOException {
    String bare =
        REQUEST
            .replace(",\"hostname\":\"shop.example.com\"", "")
            .replace("\"user_agent\":\"curl/8.5.0\",", "")
            .replace(
                "\"name\":\"Host\"", "\"name\":\"User-Agent\",\"value\":\"b\"},{\"name\":\"Host\"");
    assertThat(
            tuples(
                Reading.records(Reading.scan(Source.WAF, file(bare))),
                "user_agent",
                "target_sample"))
        .containsExactly(tuple("b", "other.example.com/login"));
  }

  @Test
  void copiesShareTheirIdAndTheNextWebAclIsAnotherRecord() throws IOException {
    assertThat(
            tuples(
                Reading.table(
                    Source.WAF,
                    file(REQUEST, REQUEST, REQUEST.replace("webacl/shop", "webacl/cdn"))),
                "target",
                "events",
                "duplicates"))
        .containsExactlyInAnyOrder(tuple("shop", 1L, 1L), tuple("cdn", 1L, 0L));
  }

  @Test
  void aRecordOfNullsIsKeptAndOneWithoutATimeIsRefused() throws IOException {
    Dataset<Row> scan = Reading.scan(Source.WAF, file("{\"time\":1792231200000}", "{}"));
    assertThat(
            tuples(Reading.records(scan), "account", "operation", "is_read", "target", "outcome"))
        .containsExactly(tuple("111122223333", null, false, null, "success"));
    assertThat(tuples(Reading.rejects(scan), "reason")).containsExactly(tuple("no time"));
  }
}
