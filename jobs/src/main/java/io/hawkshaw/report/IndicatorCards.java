package io.hawkshaw.report;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.report.Page.Fact;
import io.hawkshaw.report.Section.Card;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** The indicators of an investigation as cards, each with its evidence. */
final class IndicatorCards {
  private static final Map<String, String> TITLES =
      Map.of(
          "TTP_OBSERVED", "Tactics, techniques and procedures",
          "IMPOSSIBLE_TRAVEL", "Impossible travel",
          "FLAGGED_IP_ADDRESS", "Flagged address",
          "NEW_GEOLOCATION", "New geolocation",
          "NEW_ASO", "New network",
          "NEW_USER_AGENT", "New user agent",
          "RELATED_FINDING", "Related finding",
          "RELATED_FINDING_GROUP", "Related finding group");

  /** Event ids that a card shows; the files beside the page have them all. */
  private static final int IDS = 10;

  /** Other operations that a card names. */
  private static final int OPERATIONS = 8;

  private IndicatorCards() {}

  /**
   * A card for each procedure, however many operations, addresses and tactics it was seen with, and
   * for each other thing that was found.
   */
  static List<Card> of(CaseFile file) {
    Map<String, List<Row>> alike = new LinkedHashMap<>();
    for (Row indicator : file.indicators()) {
      JsonNode procedure = detail(indicator).path("Procedure");
      String told = procedure.asText(file.named(indicator.getAs("sentence")));
      alike.computeIfAbsent(told, t -> new ArrayList<>()).add(indicator);
    }
    return alike.values().stream().map(rows -> card(file, rows)).toList();
  }

  private static Card card(CaseFile file, List<Row> alike) {
    Row strongest = alike.get(0);
    String type = TITLES.get(strongest.<String>getAs("indicator_type"));
    double share = alike.stream().mapToDouble(row -> row.<Double>getAs("share")).sum();
    String labels =
        alike.stream()
            .map(row -> row.<String>getAs("tactic"))
            .map(tactic -> tactic == null ? type : tactic)
            .distinct()
            .collect(joining(", "));
    return new Card(
        detail(strongest).path("Procedure").asText(type),
        share >= 0.005 ? "%s, %.0f %% of the risk".formatted(labels, 100 * share) : labels,
        strongest.getAs("severity"),
        file.named(strongest.getAs("sentence")) + others(alike),
        alike.stream().map(IndicatorCards::evidence).toList());
  }

  /** The other operations of a procedure, by name. */
  private static String others(List<Row> alike) {
    List<String> operations =
        alike.stream()
            .map(row -> detail(row).path("APIName").asText())
            .filter(name -> !name.isEmpty())
            .distinct()
            .skip(1)
            .toList();
    if (operations.isEmpty()) {
      return "";
    }
    int more = operations.size() - OPERATIONS;
    return "; so it did "
        + String.join(", ", operations.subList(0, Math.min(OPERATIONS, operations.size())))
        + (more > 0 ? " and %d more".formatted(more) : "");
  }

  private static JsonNode detail(Row indicator) {
    return InvestigationJson.detail(indicator).elements().next();
  }

  private static List<Fact> evidence(Row indicator) {
    List<Fact> evidence = new ArrayList<>();
    detail(indicator)
        .properties()
        .forEach(field -> evidence.add(new Fact(field.getKey(), field.getValue().asText())));
    evidence.add(new Fact("First", Cells.text(indicator.getAs("first_time"))));
    evidence.add(new Fact("Last", Cells.text(indicator.getAs("last_time"))));
    evidence.add(new Fact("Event ids", String.join(", ", ids(indicator, IDS))));
    evidence.add(new Fact("Access keys", Cells.text(indicator.getAs("access_keys"))));
    evidence.add(new Fact("Share of the risk", share(indicator)));
    return evidence.stream()
        .filter(fact -> fact.value() != null && !fact.value().isEmpty())
        .toList();
  }

  private static String share(Row indicator) {
    double share = indicator.<Double>getAs("share");
    return share > 0
        ? "%.0f %%".formatted(100 * share)
        : "none: a graver indicator tells the same (" + indicator.getAs("evidence") + ")";
  }

  /** The ids of its evidence, up to a number of them. */
  static List<String> ids(Row indicator, int most) {
    List<String> ids = indicator.getList(indicator.fieldIndex("event_ids"));
    List<String> shown = new ArrayList<>(ids.subList(0, Math.min(most, ids.size())));
    if (ids.size() > most) {
      shown.add("and " + (ids.size() - most) + " more");
    }
    return shown;
  }
}
