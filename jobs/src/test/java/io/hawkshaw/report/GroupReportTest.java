package io.hawkshaw.report;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.opencsv.CSVReader;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.UserError;
import io.hawkshaw.testing.MemoryLake;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** A group in every form, with names that an attacker chose. */
final class GroupReportTest {
  private static final String BUCKET = "<script>alert(1)</script>&";
  private static final String AGENT = "=cmd|'/C calc'!A0";
  private static final String SESSION = "AROA1:\u001b[31mred\u0007";

  private static final MemoryLake LAKE =
      new MemoryLake()
          .with(Table.FINDING_GROUPS, group("abc1", "ACTIVE", 80), group("abd2", "ACTIVE", 20))
          .with(
              Table.FINDING_GROUP_MEMBERS,
              """
              {"day": "2026-10-17", "group_id": "abc1", "member_type": "finding", "member": "f1",
               "type": "T", "title": "Bucket <script>alert(1)</script>& read", "severity": "HIGH",
               "account": "1", "first_time": "2026-10-16T01:00:00Z",
               "last_time": "2026-10-16T02:00:00Z", "entities": [
                {"entity_type": "S3_BUCKET", "entity": "<script>alert(1)</script>&", "role": "TARGET"},
                {"entity_type": "USER_AGENT", "entity": "=cmd|'/C calc'!A0", "role": "ACTOR"},
                {"entity_type": "ROLE_SESSION", "entity": "AROA1:\\u001b[31mred\\u0007",
                 "role": "ACTOR"}]}""",
              """
              {"day": "2026-10-17", "group_id": "abc1", "member_type": "evidence", "member": "D-1",
               "type": "r", "title": "=1+1", "severity": "LOW", "entities": [],
               "first_time": "2026-10-16T00:00:00Z", "last_time": "2026-10-16T02:00:00Z"}""",
              entity("S3_BUCKET", "<script>alert(1)</script>&"),
              entity("USER_AGENT", "=cmd|'/C calc'!A0"),
              entity("ROLE_SESSION", "AROA1:\\u001b[31mred\\u0007"))
          .with(
              Table.FINDING_GROUP_LINKS,
              """
              {"day": "2026-10-17", "group_id": "abc1", "from_member": "D-1",
               "reason": "The first of the group", "first_time": "2026-10-16T00:00:00Z"}""",
              """
              {"day": "2026-10-17", "group_id": "abc1", "from_member": "f1", "to_member": "D-1",
               "weight": 0.5, "gap_seconds": 0, "reason": "Both involve the bucket <script>",
               "first_time": "2026-10-16T01:00:00Z"}""");

  private static String group(String id, String status, double score) {
    return """
        {"day": "2026-10-17", "group_id": "%s", "status": "%s", "change": "grown", "title": "T",
         "headline": "The session \\u001b[31mred", "severity": "HIGH", "severity_score": %s,
         "score": %s, "findings": 1, "evidence": 1, "entities": 3, "added_members": ["f1"],
         "tactics": ["Impact"], "accounts": ["1"], "parents": [], "children": [],
         "sentences": [{"tactic": "Impact", "sentence": "It \\u0007 rang [f1].", "members": ["f1"]}],
         "first_time": "2026-10-16T00:00:00Z", "last_time": "2026-10-16T02:00:00Z"}"""
        .formatted(id, status, score, score);
  }

  private static String entity(String type, String id) {
    return """
        {"day": "2026-10-17", "group_id": "abc1", "member_type": "entity", "entity_type": "%s",
         "member": "%s", "title": "%s", "roles": ["TARGET"], "events": 1,
         "first_time": "2026-10-16T01:00:00Z", "last_time": "2026-10-16T02:00:00Z"}"""
        .formatted(type, id, id);
  }

  @Test
  void theGroupsOfANightAreListedTheGravestFirst() {
    assertThat(tuples(GroupReport.list(LAKE, null), "group_id", "change", "added_members"))
        .containsExactly(tuple("abc1", "grown", 1), tuple("abd2", "grown", 1));
    assertThat(GroupReport.list(LAKE, LocalDate.of(2026, 10, 1)).collectAsList()).isEmpty();
    assertThat(GroupReport.list(new MemoryLake(), null).collectAsList()).isEmpty();
  }

  @Test
  void aGroupIsFoundByHowItsIdBegins() {
    assertThat(GroupReport.of(LAKE, "ABC", null).group().<String>getAs("group_id"))
        .isEqualTo("abc1");
    assertThatThrownBy(() -> GroupReport.of(LAKE, "ab", null))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("abc1, abd2")
        .hasMessageContaining("give more of it");
    assertThatThrownBy(() -> GroupReport.of(LAKE, "x", null))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("the gravest are abc1, abd2");
    assertThatThrownBy(() -> GroupReport.of(LAKE, "abc", LocalDate.of(2026, 10, 1)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("there is none that night");
  }

  @Test
  void onATerminalControlCharactersAreShownAndNotObeyed() {
    StringWriter text = new StringWriter();
    GroupWriter.TABLE.write(GroupReport.of(LAKE, "abc", null), new PrintWriter(text));
    assertThat(text.toString())
        .contains("Since the night before: grown, by f1")
        .contains("Both involve the bucket <script>")
        .contains(BUCKET)
        .doesNotContain("\u001b")
        .doesNotContain("\u0007");
  }

  @Test
  void allFilesKeepHostileNamesAsText(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("a/b");
    assertThat(GroupFiles.write(GroupReport.of(LAKE, "abc", null), out)).hasSize(5);

    JsonNode json = new ObjectMapper().readTree(out.resolve("group.json").toFile());
    assertThat(json.at("/group/group_id").asText()).isEqualTo("abc1");
    assertThat(json.at("/members").findValuesAsText("member"))
        .contains(BUCKET, AGENT, SESSION, "D-1", "f1");
    assertThat(json.at("/links")).hasSize(2);

    try (CSVReader csv = new CSVReader(Files.newBufferedReader(out.resolve("members.csv")))) {
      List<String[]> lines = csv.readAll();
      assertThat(lines).hasSize(6).allMatch(line -> line.length == lines.get(0).length);
      assertThat(lines.stream().flatMap(Arrays::stream).toList().toString())
          .doesNotContain("[=cmd")
          .doesNotContain(", =1+1");
    }

    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    Document graph = factory.newDocumentBuilder().parse(out.resolve("group.graphml").toFile());
    assertThat(graph.getElementsByTagName("node").getLength()).isEqualTo(5);
    assertThat(graph.getElementsByTagName("edge").getLength()).isEqualTo(4);
    assertThat(graph.getElementsByTagName("script").getLength()).isZero();
  }

  @Test
  void aFolderThatCannotBeMadeIsOneLine(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("taken"));
    assertThatThrownBy(() -> GroupFiles.write(GroupReport.of(LAKE, "abc", null), file))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("name another folder with --out");
  }
}
