package io.hawkshaw.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Timestamp;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * An investigation as JSON: {@code Investigation} is what GetInvestigation of Amazon Detective
 * answers, {@code Indicators} what ListIndicators does, so that programs made for its API read
 * them; {@code Extension} holds what that API lacks.
 *
 * <p>https://docs.aws.amazon.com/detective/latest/APIReference/API_GetInvestigation.html
 */
final class InvestigationJson {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Indicators that are unusual by themselves, whatever the rules say. */
  private static final Set<String> UNUSUAL =
      Set.of(
          "IMPOSSIBLE_TRAVEL",
          "FLAGGED_IP_ADDRESS",
          "NEW_GEOLOCATION",
          "NEW_ASO",
          "NEW_USER_AGENT");

  private InvestigationJson() {}

  /** All of it, indented. */
  static String of(CaseFile file) {
    ObjectNode whole = JSON.createObjectNode();
    Row row = file.investigation();
    String id = row.getAs("investigation_id");
    whole
        .putObject("Investigation")
        .put("InvestigationId", id)
        .put("EntityArn", row.<String>getAs("entity_arn"))
        .put("EntityType", row.<String>getAs("entity_type"))
        .put("CreatedTime", time(row, "created_time"))
        .put("ScopeStartTime", time(row, "scope_start_time"))
        .put("ScopeEndTime", time(row, "scope_end_time"))
        .put("Status", row.<String>getAs("status"))
        .put("Severity", row.<String>getAs("severity"))
        .put("State", row.<String>getAs("state"));
    summary(whole.putObject("Summary"), file);
    ObjectNode indicators = whole.putObject("Indicators").put("InvestigationId", id);
    ArrayNode all = indicators.putArray("Indicators");
    file.indicators().forEach(indicator -> all.add(indicator(indicator)));
    ArrayNode advice = whole.putArray("Recommendations");
    for (Section.Command command : Recommendations.of(file)) {
      advice.addObject().put("Reason", command.reason()).put("Command", command.command());
    }
    return ShownJson.of(whole) + "\n";
  }

  private static void summary(ObjectNode summary, CaseFile file) {
    Row row = file.investigation();
    summary.put("Text", row.<String>getAs("summary")).put("Score", row.<Double>getAs("score"));
    summary.put("Reach", row.<Long>getAs("reach"));
    texts(summary.putArray("Tactics"), row.getList(row.fieldIndex("tactics")));
    texts(
        summary.putArray("UnusualActivity"),
        file.indicators().stream()
            .filter(InvestigationJson::isUnusual)
            .map(one -> one.<String>getAs("sentence"))
            .distinct()
            .toList());
    texts(summary.putArray("HighSeverityIps"), graveAddresses(file));
  }

  /** Whether an indicator is of a kind that is unusual by itself. */
  static boolean isUnusual(Row indicator) {
    return UNUSUAL.contains(indicator.<String>getAs("indicator_type"));
  }

  /** Addresses of indicators of severity HIGH or CRITICAL. */
  static List<String> graveAddresses(CaseFile file) {
    Set<String> addresses = new TreeSet<>();
    for (Row indicator : file.indicators()) {
      String ip = indicator.getAs("ip");
      if (ip != null && Set.of("HIGH", "CRITICAL").contains(indicator.<String>getAs("severity"))) {
        addresses.add(ip);
      }
    }
    return List.copyOf(addresses);
  }

  private static ObjectNode indicator(Row row) {
    ObjectNode indicator = JSON.createObjectNode();
    indicator.put("IndicatorType", row.<String>getAs("indicator_type"));
    indicator.set("IndicatorDetail", detail(row));
    ObjectNode extension = indicator.putObject("Extension");
    extension
        .put("FirstTime", time(row, "first_time"))
        .put("LastTime", time(row, "last_time"))
        .put("Sentence", row.<String>getAs("sentence"))
        .put("Severity", row.<String>getAs("severity"))
        .put("Score", row.<Double>getAs("score"))
        .put("Risk", row.<Double>getAs("risk"))
        .put("Share", row.<Double>getAs("share"))
        .put("Evidence", row.<String>getAs("evidence"));
    texts(extension.putArray("EventIds"), row.getList(row.fieldIndex("event_ids")));
    texts(extension.putArray("AccessKeyIds"), row.getList(row.fieldIndex("access_keys")));
    texts(extension.putArray("Regions"), row.getList(row.fieldIndex("regions")));
    return indicator;
  }

  /** The detail of an indicator, as the API names its fields. */
  static JsonNode detail(Row indicator) {
    try {
      return JSON.readTree(indicator.<String>getAs("detail"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Spark writes JSON", e);
    }
  }

  private static void texts(ArrayNode array, List<String> texts) {
    texts.forEach(array::add);
  }

  private static String time(Row row, String column) {
    Timestamp time = row.getAs(column);
    return time == null ? null : time.toInstant().toString();
  }
}
