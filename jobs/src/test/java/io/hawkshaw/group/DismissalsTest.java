package io.hawkshaw.group;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.base.Splitter;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.Feedback;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import io.hawkshaw.testing.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DismissalsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 10, 16);
  private static final StructType JUDGED =
      Table.FINDING_GROUP_LINKS.schema().add("is_benign", "boolean").add("is_alone", "boolean");

  @TempDir private Path folder;

  /** A group after a verdict, of links written as {@code member>towards}, in the order of time. */
  private static List<String> parts(String links) {
    List<String> rows = new ArrayList<>();
    for (String link : Splitter.on(' ').split(links)) {
      String[] ends = link.replaceAll("[!*]", "").split(">", 2);
      rows.add(
          """
          {"day":"2026-10-16","group_id":"g","from_member":"%s","to_member":%s,"weight":0.5,
           "standing":"ANCHOR","first_time":"2026-10-16T10:%02d:00Z","parents":["p"],
           "is_benign":%b,"is_alone":%b}"""
              .formatted(
                  ends[0],
                  ends.length == 1 ? "null" : "\"" + ends[1] + "\"",
                  rows.size(),
                  link.contains("!"),
                  link.contains("*")));
    }
    List<Row> judged = TestSession.rows(JUDGED, rows.toArray(String[]::new)).collectAsList();
    List<String> left = new ArrayList<>();
    new Dismissals()
        .call("2026-10-16 g", judged.iterator())
        .forEachRemaining(
            row -> {
              String id = row.getString(1).equals("g") ? "g " : "other ";
              left.add(id + row.getString(2) + (row.isNullAt(3) ? "" : ">" + row.getString(3)));
              assertThat(row.isNullAt(6)).isEqualTo(row.isNullAt(3));
              assertThat(row.<String[]>getAs(12)).hasSize(id.equals("g ") ? 1 : 0);
            });
    return left;
  }

  @Test
  void aGroupLosesWhatWasBenignAndFallsApartWhereNothingElseHeldIt() {
    assertThat(parts("a b>a c>b")).containsExactly("g a", "g b>a", "g c>b");
    assertThat(parts("a b>a c>b!")).as("a leaf").containsExactly("g a", "g b>a");
    assertThat(parts("a b>a x>b! c>x d>c"))
        .as("between two parts")
        .containsExactly("g a", "g b>a", "other c", "other d>c");
    assertThat(parts("x! a>x b>a c>x d>c"))
        .as("the first")
        .containsExactly("g a", "g b>a", "other c", "other d>c");
    assertThat(parts("a x>a! b>x")).as("nobody is a group alone").isEmpty();
    assertThat(parts("a* x>a! b>x")).as("an attack sequence is").containsExactly("g a");
    assertThat(parts("x! y>x!")).isEmpty();
  }

  private static String finding(String id, String time, String... entities) {
    List<String> all =
        Stream.of(entities)
            .map(text -> text.split(" ", 3))
            .map(
                parts ->
                    "{\"role\": \"%s\", \"entity_type\": \"%s\", \"entity\": \"%s\"}"
                        .formatted(parts[0], parts[1], parts[2]))
            .toList();
    return """
        {"day": "2026-10-16", "finding": "%s", "product": "GuardDuty", "title": "%s",
         "type": "Impact:IAMUser/AnomalousBehavior", "severity": "HIGH", "severity_score": 80,
         "status": "NEW", "account": "111111111111", "region": "us-east-1", "entities": [%s],
         "first_time": "2026-10-16T%s:00Z", "last_time": "2026-10-16T%s:00Z",
         "updated_time": "2026-10-16T%s:00Z"}"""
        .formatted(id, id, String.join(", ", all), time, time, time);
  }

  private static MemoryLake lake() {
    String user = "IAM_USER arn:aws:iam::111111111111:user/u";
    String role = "TARGET IAM_ROLE arn:aws:iam::222222222222:role/r";
    return new MemoryLake()
        .with(
            Table.FINDINGS,
            finding("f1", "05:00", "TARGET " + user),
            finding("f2", "06:00", role, "REMOTE IP_ADDRESS 203.0.113.9"),
            finding("f3", "07:00", role))
        .with(
            Table.ANOMALIES,
            """
            {"day": "2026-10-16", "entity_type": "IAM_USER", "account": "111111111111",
             "entity": "arn:aws:iam::111111111111:user/u", "is_service": false,
             "kind": "first_seen", "dimension": "ip", "value": "203.0.113.9", "score": 90.0,
             "in_training": false, "ips": ["203.0.113.9"], "first_time": "2026-10-16T05:30:00Z",
             "last_time": "2026-10-16T05:30:00Z", "sentence": "u came from 203.0.113.9."}""");
  }

  private static void build(MemoryLake lake, LocalDate day, Feedback feedback) {
    TreeSet<LocalDate> days = new TreeSet<>(List.of(day));
    Night night =
        new Night(
            lake, days, Map.of(), Settings.defaults(), Instant.EPOCH, EventRules.NONE, feedback);
    lake.replace(Table.FINDING_GROUP_LINKS, days, FindingGroupLinks.build(night));
    lake.replace(Table.FINDING_GROUP_MEMBERS, days, FindingGroupMembers.build(night));
    lake.replace(Table.FINDING_GROUPS, days, FindingGroups.build(night));
  }

  @Test
  void aVerdictThatComesLaterTakesTheEvidenceOutOfTheNextNightAndOfOneThatIsBuiltAgain()
      throws IOException {
    MemoryLake lake = lake();
    build(lake, FIRST, Feedback.NONE);
    assertThat(groups(lake, FIRST)).containsExactly(tuple("ACTIVE", "new", 3L, 1L));

    Feedback feedback =
        Feedback.read(
            Files.writeString(
                folder.resolve("feedback.csv"),
                """
                entity,kind,value,verdict,until,who,why
                *:user/u,first_seen,203.0.113.9,benign,,sofia,the new office
                """));
    build(lake, FIRST.plusDays(1), feedback);
    assertThat(groups(lake, FIRST.plusDays(1)))
        .containsExactlyInAnyOrder(
            tuple("ACTIVE", "new", 2L, 0L), tuple("INACTIVE", "closed", 3L, 1L));
    assertThat(groups(lake, FIRST)).containsExactly(tuple("ACTIVE", "new", 3L, 1L));

    build(lake, FIRST, feedback);
    assertThat(groups(lake, FIRST)).containsExactly(tuple("ACTIVE", "new", 2L, 0L));
  }

  private static List<Tuple> groups(MemoryLake lake, LocalDate day) {
    return tuples(
        lake.read(Table.FINDING_GROUPS).filter("day = '" + day + "'"),
        "status",
        "change",
        "findings",
        "evidence");
  }
}
