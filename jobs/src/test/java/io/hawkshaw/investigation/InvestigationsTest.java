package io.hawkshaw.investigation;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One night over an intruder who has ada's key, a role that a finding names, and others. */
final class InvestigationsTest {
  private static final String ADA = "arn:aws:iam::111122223333:user/team/ada";
  private static final String BUILD = "arn:aws:iam::111122223333:role/build";
  private static final String QUIET = "arn:aws:iam::111122223333:user/quiet";
  private static final LocalDate DAY = LocalDate.of(2026, 10, 16);
  private static final Instant STARTED = Instant.parse("2026-10-17T02:00:00Z");

  private static MemoryLake lake;
  private static List<Row> investigations;

  @BeforeAll
  static void investigate() {
    lake = lake();
    Night night = night();
    lake.replace(Table.INDICATORS, night.days(), Indicators.build(night));
    lake.replace(Table.INVESTIGATIONS, night.days(), Investigations.build(night));
    investigations = lake.read(Table.INVESTIGATIONS).orderBy("entity_arn").collectAsList();
  }

  private static Night night() {
    return new Night(lake, new TreeSet<>(List.of(DAY)), Map.of(), Settings.defaults(), STARTED);
  }

  private static MemoryLake lake() {
    return new MemoryLake()
        .with(Table.ENTITIES, "{\"entity_type\":\"IAM_USER\",\"entity\":\"" + ADA + "\"}")
        .with(
            Table.DETECTIONS,
            detection("r1", "Trail stopped", "high", "Defense Evasion", "StopLogging", 1, 0),
            detection("r2", "User created", "high", "Persistence", "CreateUser", 1, 2),
            detection("r2", "User created", "high", "Persistence", "CreateRole", 0, 2),
            detection("r3", "Probe", "high", "Discovery", "ListUsers", 0, 9),
            detection("r4", "Login", "low", "Initial Access", "ConsoleLogin", 1, 0)
                .replace(ADA, QUIET))
        .with(
            Table.ANOMALIES,
            anomaly("first_seen", "city", "Reykjavik", 26, true),
            anomaly("first_seen", "country", "IS", 27, true),
            anomaly("first_seen", "aso", "Example Hosting", 28, false),
            anomaly("uncommon", "user_agent", "aws-cli/1 <b>", 20, false),
            anomaly("first_seen", "region", "ap-south-1", 30, false),
            anomaly("first_seen", "target", "x", 30, false),
            anomaly(
                "impossible_travel",
                "journey",
                "192.0.2.1 (Dublin, IE) to 203.0.113.66 (Reykjavik, IS)",
                60,
                true))
        .with(
            Table.ACTIVITY,
            call(ADA, "ListUsers", "192.0.2.1", "05:10", 1, "IE", "x"),
            call(ADA, "ListUsers", "203.0.113.66", "08:05", 9, "IS", "x"),
            call(
                ADA,
                "PutUserPolicy",
                "203.0.113.66",
                "09:10",
                1,
                "IS",
                "arn:aws:iam::111122223333:user/ada"),
            call(
                ADA,
                "PutUserPolicy",
                "203.0.113.66",
                "09:20",
                1,
                "IS",
                "arn:aws:iam::111122223333:user/eve"),
            call(BUILD, "DeleteObject", "192.0.2.7", "09:00", 25, "IE", "b"),
            call(BUILD, "DeleteObject", "192.0.2.7", "10:00", 19, "IE", "b"))
        .with(
            Table.FINDINGS,
            finding("f1", "UnauthorizedAccess:IAMUser/MaliciousIPCaller", "2026-10-16", "HIGH", 80),
            finding("f2", "Recon:Other", "2026-10-12", "LOW", 20)
                .replace("IAM_USER", "IAM_ROLE")
                .replace("user/ada", "role/build"),
            finding("f3", "Old", "2026-10-09", "HIGH", 80).replace("user/ada", "user/quiet"))
        .with(
            Table.FINDING_GROUPS,
            "{\"day\":\"2026-10-16\",\"group_id\":\"g1\",\"title\":\"Group of two\",\"score\":88,"
                + "\"findings\":3,\"evidence\":1,\"status\":\"ACTIVE\"}")
        .with(
            Table.FINDING_GROUP_MEMBERS,
            "{\"day\":\"2026-10-16\",\"group_id\":\"g1\",\"member_type\":\"entity\",\"member\":\""
                + ADA
                + "\",\"entity_type\":\"IAM_USER\",\"events\":4"
                + times("08:00")
                + "}")
        .with(
            Table.EDGES,
            "{\"day\":\"2026-10-16\",\"from_type\":\"IAM_USER\",\"from_entity\":\""
                + ADA
                + "\",\"relation\":\"created\",\"to_type\":\"IAM_USER\",\"to_entity\":\"eve\","
                + "\"events\":2,\"failures\":1"
                + times("08:00")
                + "}");
  }

  private static String times(String time) {
    return ",\"first_time\":\"2026-10-16T%s:00Z\",\"last_time\":\"2026-10-16T%s:30Z\""
        .formatted(time, time);
  }

  private static String detection(
      String rule, String title, String level, String tactic, String call, int done, int failed) {
    return ("{\"day\":\"2026-10-16\",\"rule\":\"%s\",\"title\":\"%s\",\"level\":\"%s\","
            + "\"tactic\":[\"%s\"],\"technique\":[\"T1\",\"T2\"],\"principal_type\":\"IAM_USER\","
            + "\"principal\":\"%s\",\"ip\":\"203.0.113.66\",\"access_key\":\"AKIA1\","
            + "\"region\":\"us-east-1\",\"operation\":\"%s\",\"success_count\":%d,"
            + "\"failure_count\":%d,\"procedure\":\"ada did it\",\"event_ids\":[\"e-%s\"]%s}")
        .formatted(rule, title, level, tactic, ADA, call, done, failed, call, times("08:00"));
  }

  private static String anomaly(
      String kind, String dimension, String value, int score, boolean isNew) {
    return ("{\"day\":\"2026-10-16\",\"entity_type\":\"IAM_USER\",\"entity\":\"%s\","
            + "\"is_service\":false,\"kind\":\"%s\",\"dimension\":\"%s\",\"value\":\"%s\","
            + "\"score\":%d,\"new_for_account\":%s,\"ips\":[\"203.0.113.66\"],"
            + "\"event_ids\":[\"a-%s\"],\"sentence\":\"ada left %s\"%s}")
        .formatted(ADA, kind, dimension, value, score, isNew, dimension, dimension, times("08:00"));
  }

  private static String call(
      String who, String call, String ip, String time, int events, String country, String target) {
    return ("{\"day\":\"2026-10-16\",\"principal_type\":\"%s\",\"principal\":\"%s\","
            + "\"is_service\":false,\"ip\":\"%s\",\"country\":\"%s\",\"access_key\":\"ASIA9\","
            + "\"service\":\"s3.amazonaws.com\",\"operation\":\"%s\",\"outcome\":\"success\","
            + "\"target\":\"%s\",\"events\":%d,\"event_ids\":[\"c\"]%s}")
        .formatted(
            who.contains(":role/") ? "IAM_ROLE" : "IAM_USER",
            who,
            ip,
            country,
            call,
            target,
            events,
            times(time));
  }

  private static String finding(String id, String type, String day, String severity, int score) {
    return ("{\"day\":\"%s\",\"finding\":\"%s\",\"product\":\"GuardDuty\",\"type\":\"%s\","
            + "\"title\":\"A title\",\"severity\":\"%s\",\"severity_score\":%d,"
            + "\"entities\":[{\"entity_type\":\"IAM_USER\","
            + "\"entity\":\"arn:aws:iam::111122223333:user/ada\",\"role\":\"TARGET\"}],"
            + "\"ips\":[\"203.0.113.66\"],\"first_time\":\"%sT08:00:00Z\","
            + "\"last_time\":\"%sT09:00:00Z\"}")
        .formatted(day, id, type, severity, score, day, day);
  }

  private static List<String> details(String arn, IndicatorType type) {
    return lake
        .read(Table.INDICATORS)
        .filter(col("entity_arn").equalTo(arn).and(col("indicator_type").equalTo(type.name())))
        .orderBy("detail")
        .collectAsList()
        .stream()
        .map(row -> row.<String>getAs("detail"))
        .toList();
  }

  @Test
  void thoseAreExaminedWhomRisksFindingsOrGroupsName() {
    assertThat(
            tuples(
                lake.read(Table.INVESTIGATIONS).orderBy("entity_arn"),
                "entity_type",
                "entity_arn",
                "trigger",
                "scope_start_time",
                "scope_end_time"))
        .containsExactly(
            tuple("IAM_ROLE", BUILD, "FINDING", "2026-10-10T00:00:00Z", "2026-10-17T00:00:00Z"),
            tuple(
                "IAM_USER",
                ADA,
                "FINDING, GROUP, HIGH_FINDING, RISK",
                "2026-10-10T00:00:00Z",
                "2026-10-17T00:00:00Z"));
  }

  @Test
  void anInvestigationHasAnIdOf21DigitsThatARepeatedNightGivesAgain() {
    assertThat(investigations)
        .allMatch(row -> row.<String>getAs("investigation_id").matches("[0-9]{21}"));
    assertThat(tuples(Investigations.build(night()).orderBy("entity_arn"), "investigation_id"))
        .isEqualTo(
            tuples(lake.read(Table.INVESTIGATIONS).orderBy("entity_arn"), "investigation_id"));
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
                lake.read(Table.INDICATORS)
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
                lake.read(Table.INDICATORS)
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

  /** The risk by hand: each kind of evidence once, by its strongest, decayed by its age. */
  @Test
  void theScoreIsTheSumThatIsPublished() {
    double decay = Math.pow(0.5, (15.0 + 59.0 / 60 + 30.0 / 3600) / 24 / 7);
    double[] scores = {88, 80, 73, 73, 73, 73, 60, 36.5, 30, 28, 20};
    double[] decays = new double[scores.length];
    Arrays.fill(decays, decay);
    decays[1] = Math.pow(0.5, 15.0 / 24 / 7);
    decays[2] = Math.pow(0.5, (14.0 + 49.5 / 60) / 24 / 7);
    decays[3] = decays[2];
    double risk = 0;
    for (int i = 0; i < scores.length; i++) {
      risk += scores[i] * decays[i] / Math.pow(i + 1, 1.5) / 2.612375348685488;
    }
    Row ada = investigations.get(1);
    double shown =
        lake.read(Table.INDICATORS)
            .filter(col("entity_arn").equalTo(ADA))
            .groupBy()
            .sum("risk", "share")
            .first()
            .getDouble(0);
    assertThat(shown).isCloseTo(risk, offset(0.2));
    int tactics = ada.getList(ada.fieldIndex("tactics")).size();
    double odds = shown / (100 - shown) * Math.pow(1.25, tactics - 1) * (1 + Math.log10(2));
    assertThat(ada.<Double>getAs("score")).isCloseTo(100 * odds / (1 + odds), offset(0.051));
    assertThat(ada.<Long>getAs("reach")).isEqualTo(1L);
    assertThat(ada.<String>getAs("severity")).isEqualTo("HIGH");
  }

  @Test
  void sharesAddUpToOneAndEachKindOfEvidenceHasOne() {
    List<Row> sums = lake.read(Table.INDICATORS).groupBy("entity_arn").sum("share").collectAsList();
    assertThat(sums).hasSize(2).allMatch(row -> Math.abs(row.getDouble(1) - 1) < 1e-9);
    assertThat(
            tuples(
                lake.read(Table.INDICATORS)
                    .filter(col("evidence").equalTo("rule r2").and(col("risk").gt(0))),
                "evidence"))
        .hasSize(1);
  }

  @Test
  void theSummaryNamesSeverityTacticsAndTheStrongest() {
    assertThat(investigations.get(1).<String>getAs("summary"))
        .startsWith("user/ada: High (")
        .contains("of the tactics Persistence, Privilege Escalation, Defense Evasion, Discovery")
        .contains(
            "The strongest: Part of a finding group, in 4 of its 4 findings and pieces of evidence:"
                + " Group of two; GuardDuty found: A title;");
  }

  @Test
  void anArchivedInvestigationStaysSoWhenItsNightIsRepeated() {
    MemoryLake again = lake();
    Night night =
        new Night(again, new TreeSet<>(List.of(DAY)), Map.of(), Settings.defaults(), STARTED);
    again.append(
        Table.INVESTIGATIONS, lake.read(Table.INVESTIGATIONS).withColumn("state", lit("ARCHIVED")));
    assertThat(tuples(Investigations.build(night), "state"))
        .containsOnly(tuple("ARCHIVED"))
        .hasSize(2);
  }

  @Test
  void anEmptyLakeHasNothingToExamine() {
    Night night =
        new Night(
            new MemoryLake(), new TreeSet<>(List.of(DAY)), Map.of(), Settings.defaults(), STARTED);
    assertThat(Indicators.build(night).collectAsList()).isEmpty();
    assertThat(Investigations.build(night).collectAsList()).isEmpty();
  }
}
