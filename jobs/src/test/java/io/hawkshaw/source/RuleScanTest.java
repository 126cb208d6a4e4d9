package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.SPARK;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.generate.OcsfFiles;
import io.hawkshaw.rule.ActiveRules;
import io.hawkshaw.rule.Allowlist;
import io.hawkshaw.rule.RuleTests;
import io.hawkshaw.rule.RuleTests.Case;
import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.EventRules.Log;
import io.hawkshaw.run.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules that are shipped, asked by the scans: every rule's own tests, and the same answers of a
 * raw record and of its copies in Security Lake.
 */
final class RuleScanTest {
  private static final List<Case> CASES = RuleTests.cases();

  @TempDir static Path folder;
  private static EventRules rules;
  private static Map<String, Set<String>> ofCalls;
  private static Map<String, Set<String>> ofAudits;

  @BeforeAll
  static void scan() {
    rules = new ActiveRules(RuleTests.shipped(), new Allowlist(List.of()), SPARK);
    ofCalls = matching(Source.CLOUDTRAIL, raw("calls.json", Log.CLOUDTRAIL));
    ofAudits = matching(Source.EKS_AUDIT_RAW, raw("audits.json", Log.KUBERNETES_AUDIT));
  }

  private static List<ObjectNode> events(Log log) {
    return CASES.stream().filter(c -> c.log() == log).map(Case::event).toList();
  }

  private static List<Path> raw(String name, Log log) {
    String events = events(log).stream().map(ObjectNode::toString).collect(joining(",\n"));
    String array = log == Log.CLOUDTRAIL ? "Records" : "items";
    return List.of(Reading.write(folder, name, "{\"" + array + "\":[" + events + "]}"));
  }

  /** The rules that each event matches, by its id. */
  private static Map<String, Set<String>> matching(Source source, List<Path> paths) {
    List<InputFile> files = paths.stream().map(path -> Reading.file(source, path)).toList();
    return source
        .read(SPARK, files, Settings.defaults(), Reading.NEWEST, rules)
        .understood()
        .filter("record IS NOT NULL")
        .select(
            col("record.event_id"),
            coalesce(
                col("record.rules"), org.apache.spark.sql.functions.array().cast("array<string>")))
        .collectAsList()
        .stream()
        .collect(
            toMap(
                (Row row) -> row.getString(0),
                row -> new HashSet<>(row.<String>getList(1)),
                (a, b) -> a,
                TreeMap::new));
  }

  @Test
  void everyRuleMatchesItsEventsAndNotItsNearMisses() {
    List<String> wrong = new ArrayList<>();
    for (Case test : CASES) {
      Map<String, Set<String>> found = test.log() == Log.CLOUDTRAIL ? ofCalls : ofAudits;
      boolean isMatch = found.get(test.id()).contains(test.rule());
      if (isMatch != test.isMatch()) {
        wrong.add(test.file() + (test.isMatch() ? " misses " : " matches ") + test.event());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void callsMatchTheSameRulesThroughSecurityLake() {
    List<ObjectNode> calls = events(Log.CLOUDTRAIL);
    Path first = folder.resolve("v1");
    Path second = folder.resolve("v2");
    assertThat(matching(Source.CLOUD_TRAIL_MGMT, OcsfFiles.version1(first, calls)))
        .isEqualTo(ofCalls);
    assertThat(matching(Source.CLOUD_TRAIL_MGMT, OcsfFiles.version2(second, calls)))
        .isEqualTo(ofCalls);
  }

  @Test
  void auditEventsMatchTheSameRulesThroughSecurityLake() {
    List<ObjectNode> audits = events(Log.KUBERNETES_AUDIT);
    assertThat(matching(Source.EKS_AUDIT, OcsfFiles.audits(folder.resolve("eks"), audits)))
        .isEqualTo(ofAudits);
  }
}
