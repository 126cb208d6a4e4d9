package io.hawkshaw.report;

import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.util.List;
import org.apache.spark.sql.Row;

/** An investigation whose every text is as hostile as a log can make it. */
final class SampleCase {
  static final String ARN = "arn:aws:iam::111122223333:user/o'hara";
  static final String MARKUP = "</script><img src=x onerror=document.title=1>";
  static final String FORMULA = "=cmd|'/c calc'!A1";
  private static final String TIMES =
      ",\"first_time\":\"2026-10-16T02:10:00Z\",\"last_time\":\"2026-10-16T02:20:00Z\"";

  private SampleCase() {}

  static MemoryLake lake() {
    return new MemoryLake()
        .with(
            Table.ENTITIES,
            "{\"entity_type\":\"IAM_USER\",\"entity\":\"%s\",\"name\":\"o'hara\"%s}"
                .formatted(ARN, TIMES))
        .with(
            Table.ACTIVITY,
            call("203.0.113.66", "ListUsers", "denied", 7, 64.1, -21.9, "Reykjavik", "IS"),
            call("203.0.113.66", "CreateUser", "success", 1, 64.1, -21.9, "Reykjavik", "IS"),
            call("192.0.2.10", "GetObject", "success", 40, 53.3, -6.2, "Dublin", "IE"),
            call("192.0.2.10", "GetObject", "failure", 2, 53.3, -6.2, "Dublin", "IE")
                .replace("AKIAOLD", "AKIAHARA"))
        .with(
            Table.OBSERVATIONS,
            "{\"day\":\"2026-10-14\",\"entity\":\"%s\",\"dimension\":\"hour_of_week\","
                    .formatted(ARN)
                + "\"value\":\"Wed 02\",\"events\":5}")
        .with(
            Table.EDGES,
            "{\"day\":\"2026-10-16\",\"from_type\":\"IAM_USER\",\"from_entity\":\"%s\","
                    .formatted(ARN)
                + "\"relation\":\"used_agent\",\"to_type\":\"USER_AGENT\",\"to_entity\":\""
                + MARKUP
                + "\",\"events\":8,\"failures\":0,\"event_ids\":[]"
                + TIMES
                + "}")
        .with(
            Table.INVESTIGATIONS,
            ("{\"day\":\"2026-10-16\",\"investigation_id\":\"000123456789012345678\","
                    + "\"entity_type\":\"IAM_USER\",\"entity_arn\":\"%s\","
                    + "\"created_time\":\"2026-10-17T02:00:00Z\","
                    + "\"scope_start_time\":\"2026-10-16T00:00:00Z\","
                    + "\"scope_end_time\":\"2026-10-17T00:00:00Z\",\"status\":\"SUCCESSFUL\","
                    + "\"severity\":\"HIGH\",\"state\":\"ACTIVE\",\"trigger\":\"RISK\","
                    + "\"score\":77.5,\"tactics\":[\"Persistence\",\"Discovery\"],\"reach\":1,"
                    + "\"summary\":\"%s did it\"}")
                .formatted(ARN, ARN))
        .with(
            Table.INDICATORS,
            indicator(
                "TTP_OBSERVED",
                "{\\\"TTPsObservedDetail\\\":{\\\"Tactic\\\":\\\"Persistence\\\","
                    + "\\\"Technique\\\":\\\"T1136.003\\\",\\\"Procedure\\\":\\\"IAM user created\\\","
                    + "\\\"IpAddress\\\":\\\"203.0.113.66\\\",\\\"APIName\\\":\\\"CreateUser\\\","
                    + "\\\"APISuccessCount\\\":1,\\\"APIFailureCount\\\":0}}",
                "HIGH",
                20),
            indicator(
                "NEW_GEOLOCATION",
                "{\\\"NewGeolocationDetail\\\":{\\\"Location\\\":\\\"Reykjavik, IS\\\","
                    + "\\\"IpAddress\\\":\\\"203.0.113.66\\\",\\\"IsNewForEntireAccount\\\":true}}",
                "MEDIUM",
                10),
            indicator(
                "NEW_USER_AGENT",
                "{\\\"NewUserAgentDetail\\\":{\\\"UserAgent\\\":\\\""
                    + MARKUP
                    + "\\\","
                    + "\\\"IsNewForEntireAccount\\\":false}}",
                "LOW",
                0),
            indicator(
                "IMPOSSIBLE_TRAVEL",
                "{\\\"ImpossibleTravelDetail\\\":{\\\"StartingIpAddress\\\":\\\"192.0.2.10\\\","
                    + "\\\"EndingIpAddress\\\":\\\"203.0.113.66\\\","
                    + "\\\"StartingLocation\\\":\\\"Dublin, IE\\\","
                    + "\\\"EndingLocation\\\":\\\"Reykjavik, IS\\\",\\\"HourlyTimeDelta\\\":1}}",
                "MEDIUM",
                5),
            indicator(
                "RELATED_FINDING",
                "{\\\"RelatedFindingDetail\\\":{\\\"Arn\\\":\\\"arn:f\\\",\\\"Type\\\":\\\"T/x\\\","
                    + "\\\"IpAddress\\\":\\\"203.0.113.66\\\"}}",
                "HIGH",
                8),
            indicator(
                "RELATED_FINDING_GROUP",
                "{\\\"RelatedFindingGroupDetail\\\":{\\\"Id\\\":\\\"g1\\\"}}",
                "HIGH",
                4),
            indicator(
                "FLAGGED_IP_ADDRESS",
                "{\\\"FlaggedIpAddressDetail\\\":{\\\"IpAddress\\\":\\\"203.0.113.66\\\","
                    + "\\\"Reason\\\":\\\"AWS_THREAT_INTELLIGENCE\\\"}}",
                "HIGH",
                3),
            indicator(
                "NEW_ASO",
                "{\\\"NewAsoDetail\\\":{\\\"Aso\\\":\\\"Example Hosting\\\","
                    + "\\\"IsNewForEntireAccount\\\":true}}",
                "LOW",
                0));
  }

  static CaseFile file() {
    MemoryLake lake = lake();
    List<Row> indicators = lake.read(Table.INDICATORS).collectAsList();
    return file(lake, indicators);
  }

  static CaseFile file(MemoryLake lake, List<Row> indicators) {
    Row investigation = lake.read(Table.INVESTIGATIONS).first();
    return CaseFile.of(lake, investigation, indicators, CaseFile.rows(lake, investigation));
  }

  private static String call(
      String ip,
      String operation,
      String outcome,
      int events,
      double latitude,
      double longitude,
      String city,
      String country) {
    return ("{\"day\":\"2026-10-16\",\"hour\":2,\"principal_type\":\"IAM_USER\","
            + "\"principal\":\"%s\",\"ip\":\"%s\",\"service\":\"iam.amazonaws.com\","
            + "\"operation\":\"%s\",\"outcome\":\"%s\",\"events\":%d,\"latitude\":%s,"
            + "\"longitude\":%s,\"city\":\"%s\",\"country\":\"%s\",\"access_key\":\"AKIAOLD\","
            + "\"user_agent\":\"%s\",\"session\":\"%s\",\"is_read\":%s,\"region\":\"eu-west-1\","
            + "\"target\":\"arn:aws:iam::111122223333:user/eve; rm -rf '/'\","
            + "\"event_ids\":[\"e1\"]%s}")
        .formatted(
            ARN,
            ip,
            operation,
            outcome,
            events,
            latitude,
            longitude,
            city,
            country,
            MARKUP,
            FORMULA,
            !operation.equals("CreateUser"),
            TIMES);
  }

  static String indicator(String type, String detail, String severity, double risk) {
    return ("{\"day\":\"2026-10-16\",\"investigation_id\":\"000123456789012345678\","
            + "\"entity_arn\":\"%s\",\"indicator_type\":\"%s\",\"detail\":\"%s\","
            + "\"severity\":\"%s\",\"score\":%s,\"evidence\":\"%s\",\"risk\":%s,\"share\":0.1,"
            + "\"ip\":\"203.0.113.66\",\"regions\":[\"eu-west-1\"],\"event_ids\":[\"e1\",\"e2\"],"
            + "\"access_keys\":[\"AKIAHARA\"],\"sentence\":\"%s %s\"%s}")
        .formatted(ARN, type, detail, severity, risk * 3, type, risk, type, MARKUP, TIMES);
  }
}
