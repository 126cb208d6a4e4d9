package io.hawkshaw.source;

import static io.hawkshaw.source.FindingOutcomes.findings;
import static io.hawkshaw.source.FindingOutcomes.ids;
import static io.hawkshaw.source.FindingOutcomes.positions;
import static io.hawkshaw.source.FindingOutcomes.refusals;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFindingsTest {
  private static final String START =
      """
      {"eventVersion":"1.07","eventTime":"2026-10-17T10:02:00Z","awsRegion":"eu-west-1",
       "eventID":"e-1","eventType":"AwsCloudTrailInsight","recipientAccountId":"111122223333",
       "sharedEventID":"s-1","eventCategory":"Insight","insightDetails":{"state":"Start",
        "eventSource":"ec2.amazonaws.com","eventName":"RunInstances",
        "insightType":"ApiCallRateInsight","insightContext":{
         "statistics":{"baseline":{"average":0.02},"insight":{"average":4.5},
          "insightDuration":1,"baselineDuration":10080},
         "attributions":[
          {"attribute":"userIdentityArn",
           "insight":[{"value":"arn:aws:sts::111122223333:assumed-role/ci/run-17","average":4.5}],
           "baseline":[{"value":"arn:aws:iam::111122223333:user/mary","average":0.02}]},
          {"attribute":"userAgent","insight":[{"value":"curl","average":4.5}]}]}}}""";

  private static final String END =
      START
          .replace("10:02", "11:17")
          .replace("e-1", "e-2")
          .replace("Start", "End")
          .replace("\"insightDuration\":1", "\"insightDuration\":75");

  private static String guardDuty(String id) {
    return "{\"id\":\"%s\",\"type\":\"Recon:EC2/Portscan\",\"updatedAt\":\"2026-10-17T10:00:00Z\"}"
        .formatted(id);
  }

  private static String asff(String id) {
    return """
        {"SchemaVersion":"2018-10-08","Id":"%s","AwsAccountId":"111122223333",
         "ProductArn":"arn:aws:securityhub:eu-west-1::product/aws/inspector",
         "ProductName":"Inspector","Types":["Software and Configuration Checks"],
         "UpdatedAt":"2026-10-17T10:00:00.000Z","Severity":{"Label":"HIGH"}}"""
        .formatted(id);
  }

  private static String event(String... findings) {
    return "{\"version\":\"0\",\"detail-type\":\"Security Hub Findings - Imported\","
        + "\"source\":\"aws.securityhub\",\"detail\":{\"findings\":["
        + String.join(",", findings)
        + "]}}";
  }

  private static List<Outcome> hub(String content) {
    return FindingOutcomes.of(JsonFindings.ofSecurityHub(), content);
  }

  @Test
  void anEventHoldsManyFindingsOfWhichABadOneCostsNoNeighbour() {
    List<Outcome> outcomes =
        hub(event(asff("a"), "{\"Id\":\"b\"}", "null", "7", asff("c")) + event(asff("d")));

    assertThat(ids(outcomes)).containsExactly("a", "c", "d");
    assertThat(refusals(outcomes))
        .containsExactly(
            "A Security Hub finding needs a ProductArn; this has none.",
            "A finding is a JSON object; this is none.",
            "A finding is a JSON object; this is none.");
    assertThat(positions(outcomes)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void findingsComeInEveryFormThatServicesAndToolsWrite() {
    String a = asff("a");
    String b = asff("b");
    String lines = a.replace("\n", "") + "\n" + b.replace("\n", "") + "\n";
    for (String content :
        List.of(
            lines,
            a + b,
            "{\"Findings\":[" + a + "," + b + "],\"NextToken\":\"t\"}",
            "[" + a + ",\n" + b + "]",
            event(a) + event(b),
            event(a, b) + event(),
            "{\"Findings\":[]}\n" + lines)) {
      assertThat(ids(hub(content))).as(content).containsExactly("a", "b");
      assertThat(hub(content)).as(content).hasSize(2);
    }
  }

  @Test
  void anEnvelopeWithoutFindingsIsNothing() {
    assertThat(hub(event() + "{\"findings\":[]}\n{\"Findings\":[]}")).isEmpty();
    assertThat(
            FindingOutcomes.of(
                JsonFindings.ofGuardDuty(), "{\"findings\":[]}\n{\"findings\":[]}\n"))
        .isEmpty();
  }

  @Test
  void eachFindingOfAnEventIsRejectedWithItsOwnText() {
    Outcome.Refused refused = (Outcome.Refused) hub(event(asff("a"), "{\"Id\":\"b\"}")).get(1);
    assertThat(refused.raw()).isEqualTo("{\"Id\":\"b\"}");
  }

  @Test
  void whatIsCutOffOrNoJsonIsRefusedAsAWhole() {
    assertThat(refusals(hub(event(asff("a")).substring(0, 150))))
        .containsExactly("cut off: the file ends within it");
    assertThat(refusals(hub("{\"detail\":{findings}}\nhello\n")))
        .hasSize(2)
        .anyMatch(reason -> reason.startsWith("no JSON: "))
        .contains("not a JSON object");
  }

  @Test
  void aFindingOfGuardDutyIsNoneOfSecurityHubNorTheOtherWayRound() {
    assertThat(refusals(hub(guardDuty("g")))).hasSize(1);
    assertThat(refusals(FindingOutcomes.of(JsonFindings.ofGuardDuty(), asff("a"))))
        .containsExactly("A GuardDuty finding needs a type; this has none.");
  }

  @Test
  void securityHubAlsoSendsFindingsInOcsf() {
    Row finding =
        findings(
                hub(
                    event(
                        """
                        {"class_uid":2004,"metadata":{"product":{"name":"GuardDuty"},
                         "version":"1.5.0"},"time":1792231200000,"severity_id":5,"status_id":1,
                         "cloud":{"account":{"uid":"111122223333"},"region":"eu-west-1"},
                         "finding_info":{"uid":"o","title":"t"}}""")))
            .get(0);
    assertThat(finding.<String>getAs("finding")).isEqualTo("o");
    assertThat(finding.<String>getAs("severity")).isEqualTo("CRITICAL");
    assertThat(finding.<String>getAs("account")).isEqualTo("111122223333");
  }

  @ParameterizedTest
  @ValueSource(strings = {"findings", "Findings"})
  void guardDutysAnswersAreReadInBothSpellings(String array) {
    String pascal = guardDuty("b").replace("id", "Id").replace("type", "Type");
    assertThat(
            ids(
                FindingOutcomes.of(
                    JsonFindings.ofGuardDuty(),
                    "{\"%s\":[%s,%s]}".formatted(array, guardDuty("a"), pascal))))
        .containsExactly("a", "b");
  }

  @Test
  void startAndEndOfAnInsightAreVersionsOfOneFinding() {
    List<Row> versions =
        findings(
            FindingOutcomes.of(
                JsonFindings.ofInsights(), "{\"Records\":[" + START + "," + END + "]}"));

    assertThat(versions).extracting(row -> row.getAs("finding")).containsExactly("s-1", "s-1");
    assertThat(versions).extracting(row -> row.getAs("count")).containsExactly(1L, 2L);
    assertThat(versions)
        .extracting(row -> row.getAs("first_time").toString())
        .containsExactly("2026-10-17 10:02:00.0", "2026-10-17 10:02:00.0");
    assertThat(versions)
        .extracting(row -> row.getAs("last_time").toString())
        .containsExactly("2026-10-17 10:02:00.0", "2026-10-17 11:17:00.0");
    Row end = versions.get(1);
    assertThat(end.<String>getAs("product")).isEqualTo("CloudTrail Insights");
    assertThat(end.<String>getAs("type")).isEqualTo("ApiCallRateInsight");
    assertThat(end.<String>getAs("title"))
        .isEqualTo("Unusual rate of calls of RunInstances (ec2.amazonaws.com)");
    assertThat(end.<String>getAs("description")).isEqualTo("4.5 a minute, where 0.02 are usual.");
    assertThat(end.<String>getAs("severity")).isEqualTo("MEDIUM");
    assertThat(end.<String>getAs("detail")).startsWith("{\"state\":\"End\",");
    assertThat(FindingOutcomes.entities(end))
        .containsExactly(
            "TARGET AWS_ACCOUNT 111122223333",
            "ACTOR IAM_ROLE arn:aws:iam::111122223333:role/ci",
            "ACTOR ROLE_SESSION arn:aws:sts::111122223333:assumed-role/ci/run-17");
  }

  @Test
  void anInsightBelowTenTimesTheUsualIsLow() {
    String errors =
        START
            .replace(
                "ApiCallRateInsight\",", "ApiErrorRateInsight\",\"errorCode\":\"AccessDenied\",")
            .replace("4.5", "0.19");
    Row finding = findings(FindingOutcomes.of(JsonFindings.ofInsights(), errors)).get(0);

    assertThat(finding.<String>getAs("severity")).isEqualTo("LOW");
    assertThat(finding.<String>getAs("title"))
        .isEqualTo("Unusual rate of AccessDenied from RunInstances (ec2.amazonaws.com)");
  }

  @Test
  void aCallAmongInsightsIsRefused() {
    assertThat(
            refusals(
                FindingOutcomes.of(
                    JsonFindings.ofInsights(),
                    "{\"Records\":[{\"eventType\":\"AwsApiCall\",\"eventID\":\"e\"}]}")))
        .containsExactly(
            "An Insights event needs insightDetails; this has none, its eventType is AwsApiCall.");
  }

  @Test
  void amongCallsDigestsAndSumsAreSkippedAndInsightsRefused() {
    List<Outcome> outcomes =
        FindingOutcomes.of(
            new CloudTrail(),
            START
                + "{\"awsAccountId\":\"1\",\"digestStartTime\":\"2026-10-17T10:00:00Z\","
                + "\"logFiles\":[{\"s3Object\":\"a\"}]}"
                + "{\"eventVersion\":\"1.0\",\"eventCategory\":\"Aggregated\",\"summary\":{}}");

    assertThat(refusals(outcomes))
        .containsExactly("an Insights event outside of a folder CloudTrail-Insight");
    assertThat(outcomes.subList(1, 3))
        .containsExactly(new Outcome.Skipped(1), new Outcome.Skipped(2));
  }
}
