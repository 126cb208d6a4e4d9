package io.hawkshaw.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hawkshaw.run.EventRules.Log;
import io.hawkshaw.run.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tests that stand beside the rules that are shipped: events that match, and near misses. What
 * an event does not tell it has of an ordinary one.
 */
public final class RuleTests {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final String CALL =
      """
      {"eventVersion":"1.08","eventTime":"2026-10-17T10:00:00Z","awsRegion":"us-east-1",
       "sourceIPAddress":"192.0.2.10","userAgent":"aws-cli/2.15.0 Python/3.11.6 Linux/6.1",
       "userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLEADA",
        "arn":"arn:aws:iam::111122223333:user/ada","accountId":"111122223333",
        "accessKeyId":"AKIAEXAMPLEADA","userName":"ada"},
       "eventType":"AwsApiCall","managementEvent":true,"eventCategory":"Management",
       "requestID":"r-1","recipientAccountId":"111122223333"}""";
  private static final String AUDIT =
      """
      {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"RequestResponse",
       "stage":"ResponseComplete","requestReceivedTimestamp":"2026-10-17T10:00:00.000000Z",
       "stageTimestamp":"2026-10-17T10:00:00.000000Z","sourceIPs":["192.0.2.10"],
       "userAgent":"kubectl/v1.30","user":{"username":"ada"}}""";

  /**
   * A test.
   *
   * @param rule id of the rule
   * @param file name of its file
   * @param log the log that its event is of
   * @param id id of the event
   * @param event the event
   * @param isMatch whether it matches
   */
  public record Case(
      String rule, String file, Log log, String id, ObjectNode event, boolean isMatch) {}

  private RuleTests() {}

  /** The rules that are shipped. */
  public static Rulebook shipped() {
    return Rulebook.load(Settings.defaults().rules());
  }

  /** All tests of the rules that are shipped. */
  public static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (Rule rule : shipped().rules()) {
      String place = rule.facts().place();
      Path file = Path.of(place.substring(0, place.lastIndexOf(':')));
      JsonNode tests = read(file).path("tests");
      add(cases, rule, file, tests.path("match"), true);
      add(cases, rule, file, tests.path("no-match"), false);
    }
    return cases;
  }

  private static void add(
      List<Case> cases, Rule rule, Path file, JsonNode events, boolean isMatch) {
    for (JsonNode written : events) {
      Log log = rule.log().log();
      String id = "event-" + cases.size();
      ObjectNode event = json(log == Log.CLOUDTRAIL ? CALL : AUDIT);
      event.put(log == Log.CLOUDTRAIL ? "eventID" : "auditID", id);
      for (Map.Entry<String, JsonNode> field : written.properties()) {
        event.set(field.getKey(), field.getValue());
      }
      String name = file.getFileName().toString();
      cases.add(new Case(rule.facts().id(), name, log, id, event, isMatch));
    }
  }

  private static JsonNode read(Path file) {
    try {
      return YAML.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
