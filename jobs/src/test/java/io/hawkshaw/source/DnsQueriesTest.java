package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.to_date;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class DnsQueriesTest {
  private static final String QUERY =
      """
      time TIMESTAMP, account STRING, region STRING, vpc STRING, instance STRING, local_ip STRING,
      query_name STRING, query_type STRING, response_code STRING, answers ARRAY<STRING>,
      firewall_action STRING
      """;

  private static Dataset<Row> table(String... queries) {
    Dataset<Row> scan =
        rows(QUERY, queries)
            .select(
                lit("ROUTE53").as("source"),
                to_date(col("time")).as("day"),
                concat(lit("q"), monotonically_increasing_id()).as("id"),
                DnsQueries.query().as("record"),
                lit(null).cast(Scan.REJECT).as("reject"),
                lit(null).cast(Scan.FACTS).as("facts"));
    return DnsQueries.build(ScanRows.rollUp(Feed.DNS_QUERIES, scan));
  }

  private static String query(String time, String name, String... answers) {
    String all = List.of(answers).stream().map(a -> '"' + a + '"').collect(joining(","));
    return """
        {"time":"2026-10-17T%sZ","account":"1","local_ip":"10.0.0.5","query_name":"%s",
         "query_type":"a","response_code":"NOERROR","answers":[%s]}"""
        .formatted(time, name, all);
  }

  @Test
  void queriesOfAnHourAreOneRowWithTheAnswersOfAll() {
    assertThat(
            tuples(
                table(
                    query("10:00:00", "Www.Example.CO.UK.", "192.0.2.2"),
                    query("10:59:59", "www.example.co.uk.", "192.0.2.1", "192.0.2.2"),
                    query("11:00:00", "www.example.co.uk", "192.0.2.3")),
                "hour",
                "name",
                "domain",
                "type",
                "answers",
                "queries",
                "first_time",
                "last_time"))
        .containsExactlyInAnyOrder(
            tuple(
                10,
                "www.example.co.uk",
                "example.co.uk",
                "A",
                List.of("192.0.2.1", "192.0.2.2"),
                2L,
                "2026-10-17T10:00:00Z",
                "2026-10-17T10:59:59Z"),
            tuple(
                11,
                "www.example.co.uk",
                "example.co.uk",
                "A",
                List.of("192.0.2.3"),
                1L,
                "2026-10-17T11:00:00Z",
                "2026-10-17T11:00:00Z"));
  }

  @Test
  void ofMoreThanTenAnswersTheSmallestTenAreKept() {
    String[] answers =
        IntStream.range(0, 25).mapToObj("192.0.2.1%02d"::formatted).toArray(String[]::new);
    List<String> first = List.of(answers).subList(0, 10);

    assertThat(tuples(table(query("10:00:00", "a.org", answers)), "answers"))
        .containsExactly(tuple(first));
    assertThat(
            tuples(
                table(
                    IntStream.range(0, 25)
                        .mapToObj(i -> query("10:00:0" + i % 10, "a.org", answers[24 - i]))
                        .toArray(String[]::new)),
                "answers",
                "queries"))
        .containsExactly(tuple(first, 25L));
  }

  @Test
  void withoutAnAnswerThereIsNone() {
    assertThat(
            tuples(
                table(
                    query("10:00:00", "a.org"),
                    query("10:00:01", "b.org").replace(",\"answers\":[]", "")),
                "name",
                "answers"))
        .containsExactlyInAnyOrder(tuple("a.org", List.of()), tuple("b.org", List.of()));
  }

  @Test
  void anotherCodeActionOrClientIsAnotherRow() {
    String query = query("10:00:00", "a.org");
    assertThat(
            tuples(
                table(
                    query,
                    query.replace("NOERROR", "NXDOMAIN"),
                    query.replace("\"account\"", "\"firewall_action\":\"BLOCK\",\"account\""),
                    query.replace("10.0.0.5", "10.0.0.6")),
                "rcode",
                "firewall_action",
                "local_ip",
                "queries"))
        .containsExactlyInAnyOrder(
            tuple("NOERROR", null, "10.0.0.5", 1L),
            tuple("NXDOMAIN", null, "10.0.0.5", 1L),
            tuple("NOERROR", "BLOCK", "10.0.0.5", 1L),
            tuple("NOERROR", null, "10.0.0.6", 1L));
  }

  @Test
  void namesThatHaveNoOwnerHaveNoDomain() {
    assertThat(tuples(table(query("10:00:00", "com."), query("10:00:00", ".")), "name", "domain"))
        .containsExactlyInAnyOrder(tuple("com", null), tuple("", null));
  }

  @Test
  void aRowOfNullsIsKept() {
    assertThat(
            tuples(
                table("{\"time\":\"2026-10-17T10:00:00Z\"}"),
                "name",
                "domain",
                "answers",
                "queries"))
        .containsExactly(tuple(null, null, List.of(), 1L));
  }

  @Test
  void withoutRowsThereAreNoneAndTheColumnsAreThoseOfTheTable() {
    assertThat(table().isEmpty()).isTrue();
    assertThat(table().columns()).containsExactlyInAnyOrderElementsOf(Table.DNS_QUERIES.columns());
  }
}
