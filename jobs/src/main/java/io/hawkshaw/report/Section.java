package io.hawkshaw.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.report.Page.Fact;
import io.hawkshaw.udfs.Printable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A part of a page: any of sentences, cards, commands, a chart, a table.
 *
 * @param id its name in links
 * @param title its heading
 * @param guide what it shows and how to use it, in a sentence
 * @param sentences text
 * @param cards indicators
 * @param commands lines for a shell or Athena
 * @param chart data of a chart, or null
 * @param table data of a table, or null
 */
record Section(
    String id,
    String title,
    String guide,
    List<String> sentences,
    List<Card> cards,
    List<Command> commands,
    JsonNode chart,
    JsonNode table) {

  /** Something that was found, with its evidence. */
  record Card(String title, String label, String severity, String sentence, List<Fact> evidence) {
    Map<String, Object> scope() {
      return Map.of(
          "title", Printable.of(title),
          "label", label,
          "severity", severity,
          "sentence", Printable.of(sentence),
          "evidence", evidence.stream().map(Fact::scope).toList());
    }
  }

  /** A line to review and run, and what for. */
  record Command(String reason, String command) {
    Map<String, Object> scope() {
      return Map.of("reason", Printable.of(reason), "command", command);
    }
  }

  static Section text(String id, String title, String guide, List<String> sentences) {
    return new Section(id, title, guide, sentences, List.of(), List.of(), null, null);
  }

  static Section cards(String id, String title, String guide, List<Card> cards) {
    return new Section(id, title, guide, List.of(), cards, List.of(), null, null);
  }

  static Section commands(String id, String title, String guide, List<Command> commands) {
    return new Section(id, title, guide, List.of(), List.of(), commands, null, null);
  }

  static Section chart(String id, String title, String guide, JsonNode chart) {
    return new Section(id, title, guide, List.of(), List.of(), List.of(), chart, null);
  }

  static Section table(String id, String title, String guide, JsonNode table) {
    return new Section(id, title, guide, List.of(), List.of(), List.of(), null, table);
  }

  /** The same with a table below. */
  Section with(JsonNode below) {
    return new Section(id, title, guide, sentences, cards, commands, chart, below);
  }

  /** What the template sees. */
  Map<String, Object> scope() {
    Map<String, Object> scope = new TreeMap<>();
    scope.put("id", id);
    scope.put("title", title);
    scope.put("guide", guide);
    scope.put("sentences", sentences.stream().map(Printable::of).toList());
    scope.put("hasCards", !cards.isEmpty());
    scope.put("cards", cards.stream().map(Card::scope).toList());
    scope.put("commands", commands.stream().map(Command::scope).toList());
    scope.put("hasChart", chart != null);
    scope.put("chartKind", chart == null ? "" : chart.path("kind").asText());
    scope.put("hasTable", table != null);
    return scope;
  }
}
