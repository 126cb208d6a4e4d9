package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes findings out of what they are delivered in: an EventBridge event ({@code detail}, for
 * Security Hub {@code detail.findings}), an answer of GetFindings ({@code findings}), a list.
 */
public final class FindingEnvelope {
  private static final int DEEPEST = 4;

  private FindingEnvelope() {}

  /**
   * The findings in this JSON. None is no error: GuardDuty exports lines with an empty list. What
   * is no envelope is itself the finding, also where it is none: nothing in a list is lost.
   */
  public static List<JsonNode> findings(JsonNode json) {
    List<JsonNode> findings = new ArrayList<>();
    if (json != null) {
      open(json, findings, 0);
    }
    return findings;
  }

  private static void open(JsonNode json, List<JsonNode> findings, int depth) {
    View view = View.of(json);
    View detail = view.at("detail");
    View list = view.at("findings");
    if (depth > DEEPEST) {
      findings.add(json);
    } else if (json.isArray()) {
      json.forEach(item -> open(item, findings, depth + 1));
    } else if (list.node().isArray()) {
      open(list.node(), findings, depth + 1);
    } else if (detail.node().isObject()) {
      open(detail.node(), findings, depth + 1);
    } else {
      findings.add(json);
    }
  }

  /** The one finding in this JSON. */
  static JsonNode only(JsonNode json) throws RefusedFinding {
    List<JsonNode> findings = findings(json);
    if (findings.size() != 1) {
      throw new RefusedFinding(
          "One finding is read at a time; this holds " + findings.size() + ".");
    }
    JsonNode finding = findings.get(0);
    if (!finding.isObject()) {
      throw new RefusedFinding("A finding is a JSON object; this is none.");
    }
    return finding;
  }
}
