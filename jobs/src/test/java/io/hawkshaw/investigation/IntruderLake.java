package io.hawkshaw.investigation;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A lake in which an intruder has ada's key, a finding names a role, and others are at work. */
final class IntruderLake {
  static final String ADA = "arn:aws:iam::111122223333:user/team/ada";
  static final String BUILD = "arn:aws:iam::111122223333:role/build";

  private static final String QUIET = "arn:aws:iam::111122223333:user/quiet";
  private static final LocalDate DAY = LocalDate.of(2026, 10, 16);
  private static final Instant STARTED = Instant.parse("2026-10-17T02:00:00Z");

  private IntruderLake() {}

  /** The lake after its night, with indicators and investigations. */
  static MemoryLake examined() {
    MemoryLake lake = before();
    Night night = night(lake);
    lake.replace(Table.INDICATORS, night.days(), Indicators.build(night));
    lake.replace(Table.INVESTIGATIONS, night.days(), Investigations.build(night));
    return lake;
  }

  /** The night over such a lake. */
  static Night night(MemoryLake lake) {
    return new Night(lake, new TreeSet<>(List.of(DAY)), Map.of(), Settings.defaults(), STARTED);
  }

  /** The lake before it. */
  static MemoryLake before() {
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
}
