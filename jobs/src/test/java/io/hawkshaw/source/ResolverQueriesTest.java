package io.hawkshaw.source;

import static io.hawkshaw.source.Reading.write;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.source.RawFormatProperties.Framing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resolver query logs, as far as the records of the table. */
final class ResolverQueriesTest {
  private static final String QUERY =
      """
      {"version":"1.100000","account_id":"111122223333","region":"us-east-1","vpc_id":"vpc-1",\
      "query_timestamp":"2026-10-17T10:00:00Z","query_name":"Example.com.","query_type":"A",\
      "query_class":"IN","rcode":"NOERROR","answers":[{"Rdata":"203.0.113.9","Type":"A",\
      "Class":"IN"},{"Rdata":"203.0.113.1","Type":"A","Class":"IN"}],"srcaddr":"10.0.0.5",\
      "srcport":"56067","transport":"UDP","srcids":{"instance":"i-1"}}""";

  @TempDir private Path folder;

  private Dataset<Row> scan(String content) {
    return Reading.scan(Source.RESOLVER_DNS, write(folder, "f.log", content));
  }

  @Test
  void aLineIsAQuery() {
    assertThat(
            tuples(
                Reading.table(Source.RESOLVER_DNS, write(folder, "f.log", QUERY + "\n")),
                "source",
                "account",
                "region",
                "vpc",
                "instance",
                "local_ip",
                "domain",
                "name",
                "type",
                "rcode",
                "answers",
                "firewall_action",
                "queries",
                "first_time"))
        .containsExactly(
            tuple(
                "resolver-dns",
                "111122223333",
                "us-east-1",
                "vpc-1",
                "i-1",
                "10.0.0.5",
                "example.com",
                "example.com",
                "A",
                "NOERROR",
                List.of("203.0.113.1", "203.0.113.9"),
                null,
                1L,
                "2026-10-17T10:00:00Z"));
  }

  @Test
  void theFirewallsWordIsKeptWhereItSaysSomething() {
    String query = QUERY.replace("\"rcode\"", "\"firewall_rule_action\":\"%s\",\"rcode\"");
    assertThat(
            tuples(
                Reading.records(
                    scan(
                        query.formatted("ALERT")
                            + query.formatted("block")
                            + query.formatted("ALLOW")
                            + query.formatted(""))),
                "firewall_action"))
        .containsExactly(
            tuple("ALERT"), tuple("BLOCK"), tuple((Object) null), tuple((Object) null));
  }

  @Test
  void whatTheRecordDoesNotTellIsToldByTheEnvelopeAndThePath() throws IOException {
    String bare = QUERY.replace("\"account_id\":\"111122223333\",\"region\":\"us-east-1\",", "");
    Path deep = folder.resolve("AWSLogs/444455556666/vpcdnsquerylogs/vpc-1/2026/10/17");
    Files.createDirectories(deep);
    Dataset<Row> scan =
        Reading.scan(
            Source.RESOLVER_DNS,
            write(deep, "f.log", bare),
            write(folder, "g.json", Framing.ENVELOPE.frame(List.of(bare))));
    assertThat(tuples(Reading.records(scan), "account", "region"))
        .containsExactlyInAnyOrder(tuple("444455556666", null), tuple("111122223333", null));
  }

  @Test
  void aQueryWithoutAnswerIsOneToo() {
    String none = QUERY.replaceAll("\"answers\":\\[.*?\\],", "").replace("NOERROR", "nxdomain");
    assertThat(tuples(Reading.records(scan(none)), "rcode", "answers"))
        .containsExactly(tuple("NXDOMAIN", null));
  }

  @Test
  void theVpcOfAProfileStandsInItsResource() {
    String profile = QUERY.replace("\"vpc_id\":\"vpc-1\"", "\"resource_id\":\"vpc-9\"");
    String endpoint = QUERY.replace("\"vpc_id\":\"vpc-1\"", "\"resource_id\":\"rslvr-1\"");
    assertThat(tuples(Reading.records(scan(profile + endpoint)), "vpc"))
        .containsExactly(tuple("vpc-9"), tuple((Object) null));
  }

  @Test
  void copiesShareTheirIdAndOtherQueriesHaveAnother() {
    List<org.assertj.core.groups.Tuple> ids =
        tuples(Reading.records(scan(QUERY + QUERY + QUERY.replace("56067", "56068"))), "id");
    assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
  }

  @Test
  void aRecordThatIsNoneIsRefusedForWhatItLacks() {
    assertThat(
            Outcomes.words(
                Outcomes.of(
                    new ResolverQueries(),
                    Source.RESOLVER_DNS,
                    String.join(
                        "\n",
                        "{}",
                        QUERY.replace("query_name", "name"),
                        QUERY.replace("10:00:00Z", "late"),
                        QUERY.replace("56067", "dns"),
                        QUERY))))
        .containsExactly(
            "no query_timestamp",
            "no query_name",
            "query_timestamp is no time: 2026-10-17Tlate",
            "srcport is no number: dns",
            "2026-10-17T10:00:00Z");
  }
}
