package io.hawkshaw.group;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.GroupSettings;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three nights: groups are found, one grows, two become one, while others stay for themselves. */
final class FindingGroupsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 10, 16);
  private static final String TASK =
      "arn:aws:ecs:us-east-1:111111111111:task/batch/" + "a".repeat(32);

  private static MemoryLake lake;

  @BeforeAll
  static void threeNights() {
    lake = findings();
    NavigableSet<LocalDate> days = days(0, 1, 2);
    Night nights = night(lake, Settings.defaults(), days);
    lake.replace(Table.FINDING_GROUP_LINKS, days, FindingGroupLinks.build(nights));
    lake.replace(Table.FINDING_GROUP_MEMBERS, days, FindingGroupMembers.build(nights));
    lake.replace(Table.FINDING_GROUPS, days, FindingGroups.build(nights));
  }

  private static MemoryLake findings() {
    return new MemoryLake()
        .with(
            Table.FINDINGS,
            // An intruder's shell in a container, and what came after.
            ecs("ecs1", "Execution:Runtime/ReverseShell", 80, "01:00"),
            ecs("ecs2", "Backdoor:Runtime/C&CActivity.B!DNS", 80, "02:00", "DOMAIN", "c2.example"),
            ecs(
                "ecs3",
                "CryptoCurrency:Runtime/BitcoinTool.B!DNS",
                80,
                "03:00",
                "DOMAIN",
                "pool.example"),
            finding(
                FIRST,
                "ecs4",
                "Discovery:IAMUser/AnomalousBehavior",
                20,
                "04:00",
                "TARGET ROLE_SESSION AROA1:" + "a".repeat(32)),
            // Two incidents behind the address of one office.
            finding(
                FIRST,
                "x1",
                "Persistence:IAMUser/AnomalousBehavior",
                50,
                "05:00",
                "TARGET IAM_ROLE arn:aws:iam::111111111111:role/x",
                "REMOTE IP_ADDRESS 192.0.2.10"),
            finding(
                FIRST,
                "x2",
                "Stealth:IAMUser/CloudTrailLoggingDisabled",
                20,
                "06:00",
                "TARGET IAM_ROLE arn:aws:iam::111111111111:role/x",
                "REMOTE IP_ADDRESS 192.0.2.10"),
            finding(
                FIRST,
                "y1",
                "Exfiltration:IAMUser/AnomalousBehavior",
                80,
                "05:00",
                "TARGET IAM_USER arn:aws:iam::222222222222:user/y",
                "REMOTE IP_ADDRESS 192.0.2.10"),
            finding(
                FIRST,
                "y2",
                "Impact:IAMUser/AnomalousBehavior",
                80,
                "06:00",
                "TARGET IAM_USER arn:aws:iam::222222222222:user/y",
                "REMOTE IP_ADDRESS 192.0.2.10"),
            // What is over, what was allowed, and a check of little weight.
            with(
                finding(
                    FIRST,
                    "z1",
                    "Impact:IAMUser/AnomalousBehavior",
                    80,
                    "06:00",
                    "TARGET IAM_USER arn:aws:iam::222222222222:user/y"),
                "ARCHIVED"),
            finding(
                FIRST,
                "z2",
                "Software and Configuration Checks/x",
                40,
                "06:00",
                "TARGET IAM_USER arn:aws:iam::222222222222:user/y"),
            // The second night: x goes on.
            finding(
                FIRST.plusDays(1),
                "x3",
                "PrivilegeEscalation:IAMUser/AnomalousBehavior",
                50,
                "07:00",
                "TARGET IAM_ROLE arn:aws:iam::111111111111:role/x"),
            // The third: a session of the task takes the role x, and nothing else was between them.
            finding(
                FIRST.plusDays(2),
                "ex",
                "CredentialAccess:IAMUser/AnomalousBehavior",
                50,
                "00:30",
                "TARGET IAM_ROLE arn:aws:iam::111111111111:role/x",
                "ACTOR ECS_TASK " + TASK))
        .with(
            Table.DETECTIONS,
            """
            {"day": "2026-10-16", "rule": "r1", "title": "Snapshot shared", "level": "high",
             "tactic": ["Exfiltration"], "procedure": "y shared a snapshot",
             "principal_type": "IAM_USER", "principal": "arn:aws:iam::222222222222:user/y",
             "account": "222222222222", "region": "eu-west-1", "operation": "ModifySnapshotAttribute",
             "targets": ["snap-1"], "success_count": 2, "failure_count": 1,
             "first_time": "2026-10-16T05:30:00Z", "last_time": "2026-10-16T05:40:00Z",
             "event_ids": ["e1", "e2"]}""",
            """
            {"day": "2026-10-16", "rule": "r2", "title": "Console sign-in failed", "level": "low",
             "principal_type": "IAM_USER", "principal": "arn:aws:iam::333333333333:user/maria",
             "account": "333333333333", "ip": "192.0.2.10", "success_count": 0, "failure_count": 1,
             "first_time": "2026-10-16T05:30:00Z", "last_time": "2026-10-16T05:40:00Z"}""")
        .with(
            Table.ANOMALIES,
            """
            {"day": "2026-10-16", "entity_type": "IAM_USER", "account": "222222222222",
             "entity": "arn:aws:iam::222222222222:user/y", "is_service": false, "kind": "first_seen",
             "dimension": "country", "value": "IS", "score": 27.5, "in_training": false,
             "ips": ["192.0.2.10"], "first_time": "2026-10-16T05:00:00Z",
             "last_time": "2026-10-16T05:00:00Z", "event_ids": ["e1"],
             "sentence": "user/y came from the country IS for the first time."}""",
            """
            {"day": "2026-10-16", "entity_type": "IAM_USER", "account": "222222222222",
             "entity": "arn:aws:iam::222222222222:user/y", "kind": "first_seen",
             "dimension": "region", "value": "x", "score": 19.9,
             "first_time": "2026-10-16T05:00:00Z", "last_time": "2026-10-16T05:00:00Z",
             "sentence": "Too weak."}""")
        .with(
            Table.EDGES,
            Stream.of("maria", "tom", "lena")
                .map(
                    user ->
                        """
                        {"day": "2026-10-10", "from_type": "IAM_USER", "from_entity": "%s",
                         "relation": "used_ip", "to_type": "IP_ADDRESS", "to_entity": "192.0.2.10",
                         "events": 5, "failures": 0, "first_time": "2026-10-10T08:00:00Z",
                         "last_time": "2026-10-10T09:00:00Z"}"""
                            .formatted(user))
                .toArray(String[]::new));
  }

  private static String ecs(String id, String type, int score, String time, String... remote) {
    String[] entities = {
      "TARGET ECS_CLUSTER arn:aws:ecs:us-east-1:111111111111:cluster/batch",
      "TARGET ECS_TASK " + TASK,
      "TARGET CONTAINER_IMAGE registry.example/worker:1",
      "ACTOR PROCESS 4c8f0b7e",
      remote.length == 0 ? "TARGET AWS_ACCOUNT 111111111111" : "REMOTE " + String.join(" ", remote)
    };
    return finding(FIRST, id, type, score, time, entities);
  }

  private static String finding(
      LocalDate day, String id, String type, int score, String time, String... entities) {
    List<String> all =
        Stream.of(entities)
            .map(text -> text.split(" ", 3))
            .map(
                parts ->
                    "{\"role\": \"%s\", \"entity_type\": \"%s\", \"entity\": \"%s\"}"
                        .formatted(parts[0], parts[1], parts[2]))
            .toList();
    return """
        {"day": "%s", "finding": "%s", "product": "GuardDuty", "type": "%s", "title": "%s.",
         "severity": "%s", "severity_score": %d, "status": "NEW", "account": "111111111111",
         "region": "us-east-1", "tactics": ["%s"], "entities": [%s], "versions": 1,
         "first_time": "%sT%s:00Z", "last_time": "%sT%s:00Z", "updated_time": "%sT%s:00Z"}"""
        .formatted(
            day,
            id,
            type,
            id,
            score < 40 ? "LOW" : score < 70 ? "MEDIUM" : "HIGH",
            score,
            type.replaceAll(":.*", ""),
            String.join(", ", all),
            day,
            time,
            day,
            time,
            day,
            time);
  }

  private static String with(String finding, String status) {
    return finding.replace("\"status\": \"NEW\"", "\"status\": \"" + status + "\"");
  }

  private static NavigableSet<LocalDate> days(int... nights) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    IntStream.of(nights).forEach(night -> days.add(FIRST.plusDays(night)));
    return days;
  }

  private static Night night(MemoryLake lake, Settings settings, NavigableSet<LocalDate> days) {
    return new Night(lake, days, Map.of(), settings, Instant.EPOCH);
  }

  private static Dataset<Row> groups(int night) {
    return lake.read(Table.FINDING_GROUPS).filter("day = '" + FIRST.plusDays(night) + "'");
  }

  private static Map<String, Set<String>> members(int night) {
    Map<String, Set<String>> members = new TreeMap<>();
    lake.read(Table.FINDING_GROUP_MEMBERS)
        .filter("member_type <> 'entity' AND day = '" + FIRST.plusDays(night) + "'")
        .collectAsList()
        .forEach(
            row ->
                members
                    .computeIfAbsent(row.getAs("group_id"), g -> new TreeSet<>())
                    .add(row.<String>getAs("title").replace(".", "")));
    return members;
  }

  private static String idOf(int night, String member) {
    return members(night).entrySet().stream()
        .filter(group -> group.getValue().contains(member))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachIncidentIsAGroupAndTheOfficeAddressJoinsNone() {
    assertThat(members(0).values())
        .containsExactlyInAnyOrder(
            new TreeSet<>(List.of("ecs1", "ecs2", "ecs3", "ecs4")),
            new TreeSet<>(List.of("x1", "x2")),
            new TreeSet<>(
                List.of(
                    "y1",
                    "y2",
                    "Snapshot shared",
                    "user/y came from the country IS for the first time")));
  }

  @Test
  void theShellInTheContainerIsOneGroupWithAllThatTookPart() {
    List<String> entities =
        tuples(
                lake.read(Table.FINDING_GROUP_MEMBERS)
                    .filter("member_type = 'entity' AND day = '2026-10-16'")
                    .filter("group_id = '" + idOf(0, "ecs1") + "'"),
                "entity_type")
            .stream()
            .map(one -> (String) one.toList().get(0))
            .toList();
    assertThat(entities)
        .contains(
            "ECS_CLUSTER", "ECS_TASK", "CONTAINER_IMAGE", "PROCESS", "DOMAIN", "ROLE_SESSION");
    assertThat(
            tuples(
                groups(0).filter("group_id = '" + idOf(0, "ecs1") + "'"),
                "severity",
                "findings",
                "evidence",
                "change",
                "status",
                "title"))
        .containsExactly(tuple("HIGH", 4L, 0L, "new", "ACTIVE", "Group with: TTP (4)"));
  }

  @Test
  void theSecondNightTellsWhatGrewAndBywhat() {
    assertThat(
            tuples(
                groups(1).orderBy("first_time", "group_id"), "group_id", "change", "added_members"))
        .containsExactlyInAnyOrder(
            tuple(idOf(0, "ecs1"), "unchanged", List.of()),
            tuple(idOf(0, "x1"), "grown", List.of("x3")),
            tuple(idOf(0, "y1"), "unchanged", List.of()));
  }

  @Test
  void twoGroupsThatTurnOutToBeOneEndAndTheirChildKnowsThem() {
    String child = idOf(2, "ex");
    List<String> parents = Stream.of(idOf(0, "ecs1"), idOf(0, "x1")).sorted().toList();
    assertThat(members(2).get(child)).contains("ecs1", "ecs4", "x1", "x2", "x3", "ex");
    assertThat(tuples(groups(2), "group_id", "status", "change", "parents", "children"))
        .containsExactlyInAnyOrder(
            tuple(child, "ACTIVE", "merged", parents, List.of()),
            tuple(parents.get(0), "INACTIVE", "superseded", List.of(), List.of(child)),
            tuple(parents.get(1), "INACTIVE", "superseded", List.of(), List.of(child)),
            tuple(idOf(0, "y1"), "ACTIVE", "unchanged", List.of(), List.of()));
  }

  @Test
  void aNightAloneGoesOnFromTheTableOfTheOneBefore() {
    List<String> inOne = sorted(lake.read(Table.FINDING_GROUP_LINKS));
    NavigableSet<LocalDate> last = days(2);
    lake.replace(
        Table.FINDING_GROUP_LINKS,
        last,
        FindingGroupLinks.build(night(lake, Settings.defaults(), last)));
    assertThat(sorted(lake.read(Table.FINDING_GROUP_LINKS))).isEqualTo(inOne);
  }

  @Test
  void aNightThatGraphFramesDividesGivesTheSameTable() {
    GroupSettings divided =
        new GroupSettings(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, 0L);
    Night nights = night(findings(), Settings.defaults().withGroups(divided), days(0, 1, 2));
    assertThat(sorted(FindingGroupLinks.build(nights)))
        .isEqualTo(sorted(lake.read(Table.FINDING_GROUP_LINKS)));
  }

  @Test
  void withoutFindingsThereIsNoGroup() {
    Night nothing = night(new MemoryLake(), Settings.defaults(), days(0));
    assertThat(FindingGroupLinks.build(nothing).collectAsList()).isEmpty();
  }

  private static List<String> sorted(Dataset<Row> rows) {
    return rows.toJSON().collectAsList().stream().sorted().toList();
  }
}
