package io.hawkshaw.investigation;

import static io.hawkshaw.investigation.IntruderLake.ADA;
import static io.hawkshaw.investigation.IntruderLake.BUILD;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the night tells of each examined principal. */
final class IndicatorsTest {
  private static final MemoryLake LAKE = IntruderLake.examined();

  private static List<String> details(String arn, IndicatorType type) {
    return LAKE
        .read(Table.INDICATORS)
        .filter(col("entity_arn").equalTo(arn).and(col("indicator_type").equalTo(type.name())))
        .orderBy("detail")
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs("detail"))
        .toList();
  }

  @Test
  void matchesOfRulesAreTacticsTechniquesAndProcedures() {
    assertThat(details(ADA, IndicatorType.TTP_OBSERVED))
        .contains(
            "{\"TTPsObservedDetail\":{\"Tactic\":\"Persistence\",\"Technique\":\"T1, T2\","
                + "\"Procedure\":\"User created\",\"IpAddress\":\"203.0.113.66\","
                + "\"APIName\":\"CreateUser\",\"APISuccessCount\":1,\"APIFailureCount\":2}}",
            "{\"TTPsObservedDetail\":{\"Tactic\":\"Defense Evasion\",\"Technique\":\"T1535\","
                + "\"Procedure\":\"Region not used before: ap-south-1\","
                + "\"IpAddress\":\"203.0.113.66\"}}",
            "{\"TTPsObservedDetail\":{\"Tactic\":\"Privilege Escalation\","
                + "\"Technique\":\"T1098.003\",\"Procedure\":\"Own permissions changed\","
                + "\"IpAddress\":\"203.0.113.66\",\"APIName\":\"PutUserPolicy\","
                + "\"APISuccessCount\":1,\"APIFailureCount\":0}}")
        .hasSize(6);
    assertThat(details(BUILD, IndicatorType.TTP_OBSERVED))
        .containsExactly(
            "{\"TTPsObservedDetail\":{\"Tactic\":\"Impact\",\"Technique\":\"T1485\","
                + "\"Procedure\":\"Resources deleted in mass\",\"IpAddress\":\"192.0.2.7\","
                + "\"APIName\":\"DeleteObject\",\"APISuccessCount\":25,\"APIFailureCount\":0}}");
  }

  @Test
  void aNewPlaceIsOneIndicatorOfCityAndCountry() {
    assertThat(details(ADA, IndicatorType.NEW_GEOLOCATION))
        .containsExactly(
            "{\"NewGeolocationDetail\":{\"Location\":\"IS\",\"IpAddress\":\"203.0.113.66\","
                + "\"IsNewForEntireAccount\":true}}");
    assertThat(details(ADA, IndicatorType.NEW_ASO))
        .containsExactly(
            "{\"NewAsoDetail\":{\"Aso\":\"Example Hosting\",\"IsNewForEntireAccount\":false}}");
    assertThat(details(ADA, IndicatorType.NEW_USER_AGENT))
        .containsExactly(
            "{\"NewUserAgentDetail\":{\"UserAgent\":\"aws-cli/1 <b>\","
                + "\"IsNewForEntireAccount\":false}}");
  }

  @Test
  void aJourneyTellsTheWholeHoursSinceTheLastCallFromWhereItBegan() {
    assertThat(details(ADA, IndicatorType.IMPOSSIBLE_TRAVEL))
        .containsExactly(
            "{\"ImpossibleTravelDetail\":{\"StartingIpAddress\":\"192.0.2.1\","
                + "\"EndingIpAddress\":\"203.0.113.66\",\"StartingLocation\":\"Dublin, IE\","
                + "\"EndingLocation\":\"Reykjavik, IS\",\"HourlyTimeDelta\":2}}");
  }

  @Test
  void findingsGroupsAndAddressesThatGuardDutyFlaggedAreIndicators() {
    assertThat(details(ADA, IndicatorType.RELATED_FINDING))
        .containsExactly(
            "{\"RelatedFindingDetail\":{\"Arn\":\"f1\","
                + "\"Type\":\"UnauthorizedAccess:IAMUser/MaliciousIPCaller\","
                + "\"IpAddress\":\"203.0.113.66\"}}");
    assertThat(details(ADA, IndicatorType.RELATED_FINDING_GROUP))
        .containsExactly("{\"RelatedFindingGroupDetail\":{\"Id\":\"g1\"}}");
    assertThat(
            tuples(
                LAKE.read(Table.INDICATORS)
                    .filter(col("indicator_type").equalTo("RELATED_FINDING_GROUP")),
                "score",
                "sentence"))
        .as("all that is in the group involves it")
        .containsExactly(
            tuple(
                88.0,
                "Part of a finding group, in 4 of its 4 findings and pieces of evidence: Group of"
                    + " two"));
    assertThat(details(ADA, IndicatorType.FLAGGED_IP_ADDRESS))
        .containsExactly(
            "{\"FlaggedIpAddressDetail\":{\"IpAddress\":\"203.0.113.66\","
                + "\"Reason\":\"AWS_THREAT_INTELLIGENCE\"}}");
    assertThat(details(BUILD, IndicatorType.FLAGGED_IP_ADDRESS)).isEmpty();
  }

  @Test
  void indicatorsSayWhenAndByWhichKeyAndEvents() {
    assertThat(
            tuples(
                LAKE.read(Table.INDICATORS)
                    .filter(col("indicator_type").equalTo("NEW_GEOLOCATION")),
                "first_time",
                "event_ids",
                "access_keys",
                "sentence",
                "evidence"))
        .containsExactly(
            tuple(
                "2026-10-16T08:00:00Z",
                List.of("a-city", "a-country"),
                List.of("ASIA9"),
                "ada left country",
                "address 203.0.113.66"));
  }
}
