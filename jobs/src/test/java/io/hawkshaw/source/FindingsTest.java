package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

final class FindingsTest {
  private static Dataset<Row> table(String... rows) {
    return Findings.build(ScanRows.rollUp(Feed.FINDINGS, rows(Scan.schema(Findings.RECORD), rows)));
  }

  private static String version(String source, String finding, String time, long count) {
    return version(source, finding, time, count, "");
  }

  private static String version(
      String source, String finding, String time, long count, String more) {
    return """
        {"source":"%1$s","day":"%2$s","id":"%1$s|%3$s|%4$s|%5$d","record":{"time":"%4$s",
         "finding":"%3$s","updated_time":"%4$s","count":%5$d,"account":"1",
         "detail":"%1$s %4$s %5$d"%6$s}}"""
        .formatted(source, time.substring(0, 10), finding, time, count, more);
  }

  @Test
  void theLatestVersionOfADayIsKept() {
    assertThat(
            tuples(
                table(
                    version("guardduty", "f", "2026-10-17T09:00:00Z", 1),
                    version("guardduty", "f", "2026-10-17T11:00:00Z", 3),
                    version("guardduty", "f", "2026-10-17T10:00:00Z", 2),
                    version("guardduty", "f", "2026-10-18T00:00:00Z", 4),
                    version("guardduty", "g", "2026-10-17T09:00:00Z", 1)),
                "day",
                "finding",
                "updated_time",
                "versions",
                "detail"))
        .containsExactlyInAnyOrder(
            tuple(
                "2026-10-17", "f", "2026-10-17T11:00:00Z", 3L, "guardduty 2026-10-17T11:00:00Z 3"),
            tuple(
                "2026-10-18", "f", "2026-10-18T00:00:00Z", 1L, "guardduty 2026-10-18T00:00:00Z 4"),
            tuple(
                "2026-10-17", "g", "2026-10-17T09:00:00Z", 1L, "guardduty 2026-10-17T09:00:00Z 1"));
  }

  @Test
  void ofVersionsOfOneTimeTheOneWithTheGreaterCountIsTheLater() {
    assertThat(
            tuples(
                table(
                    version("guardduty", "f", "2026-10-17T09:00:00Z", 10),
                    version("guardduty", "f", "2026-10-17T09:00:00Z", 9)),
                "detail"))
        .containsExactly(tuple("guardduty 2026-10-17T09:00:00Z 10"));
  }

  @Test
  void theNativeFindingGoesBeforeThatOfSecurityHub() {
    assertThat(
            tuples(
                table(
                    version("SH_FINDINGS", "f", "2026-10-17T09:00:00Z", 99),
                    version("guardduty", "f", "2026-10-17T09:00:00Z", 1)),
                "source",
                "versions",
                "detail"))
        .containsExactly(tuple("guardduty", 2L, "guardduty 2026-10-17T09:00:00Z 1"));
  }

  @Test
  void copiesOfAVersionAreNoVersions() {
    String version = version("guardduty", "f", "2026-10-17T09:00:00Z", 1);
    assertThat(tuples(table(version, version), "versions", "duplicates"))
        .containsExactly(tuple(1L, 1L));
  }

  @Test
  void allThatAFindingTellsIsKept() {
    String more =
        """
        ,"product":"GuardDuty","type":"Recon:EC2/Portscan","title":"t","description":"d",
        "severity":"HIGH","severity_score":80.0,"status":"NEW","region":"eu-west-1",
        "tactics":["Discovery"],"ips":["192.0.2.1"],
        "entities":[{"entity_type":"S3_BUCKET","entity":"b","role":"TARGET","account":"2"}],
        "first_time":"2026-10-16T09:00:00Z","last_time":"2026-10-17T08:00:00Z\"""";
    assertThat(
            tuples(
                table(version("guardduty", "f", "2026-10-17T09:00:00Z", 1, more)),
                "product",
                "severity_score",
                "account",
                "region",
                "tactics",
                "entities",
                "ips",
                "first_time",
                "last_time"))
        .containsExactly(
            tuple(
                "GuardDuty",
                80.0,
                "1",
                "eu-west-1",
                List.of("Discovery"),
                List.of(List.of("S3_BUCKET", "b", "TARGET", "2")),
                List.of("192.0.2.1"),
                "2026-10-16T09:00:00Z",
                "2026-10-17T08:00:00Z"));
  }

  @Test
  void aRejectAndTheFactsOfAFileAreNoFindings() {
    assertThat(
            table(
                    "{\"source\":\"guardduty\",\"day\":\"2026-10-17\",\"id\":\"r\",\"reject\":{}}",
                    "{\"source\":\"guardduty\",\"day\":\"2026-10-17\",\"id\":\"f\",\"facts\":{}}")
                .isEmpty())
        .isTrue();
  }

  @Test
  void withoutRowsThereAreNoneAndTheColumnsAreThoseOfTheTable() {
    assertThat(table().isEmpty()).isTrue();
    assertThat(table().columns()).containsExactlyElementsOf(Table.FINDINGS.columns());
  }
}
