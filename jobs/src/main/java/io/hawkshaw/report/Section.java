package io.hawkshaw.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * @param sentences text, each with its time and evidence
 * @param cards indicators
 * @param commands lines for a shell or Athena
 * @param chart data of a chart, or null
 * @param table data of a table, or null
 */
record Section(
    String id,
    String title,
    String guide,
    List<Sentence> sentences,
    List<Card> cards,
    List<Command> commands,
    JsonNode chart,
    JsonNode table) {

  /**
   * What is told in a sentence.
   *
   * @param time when it happened; empty where the text tells it
   * @param text the sentence
   * @param evidence ids of what it says; empty where the text tells them
   */
  record Sentence(String time, String text, String evidence) {
    /** A sentence that tells its time and its evidence itself. */
    static Sentence of(String text) {
      return new Sentence("", text, "");
    }

    Map<String, Object> scope() {
      return Map.of("time", time, "text", Printable.of(text), "evidence", Printable.of(evidence));
    }
  }

  /**
   * Something that was found.
   *
   * @param evidence facts of each indicator that tells it
   */
  record Card(
      String title, String label, String severity, String sentence, List<List<Fact>> evidence) {
    Map<String, Object> scope() {
      return Map.of(
          "title",
          Printable.of(title),
          "label",
          label,
          "severity",
          severity,
          "sentence",
          Printable.of(sentence),
          "evidence",
          evidence.stream()
              .map(facts -> Map.of("facts", facts.stream().map(Fact::scope).toList()))
              .toList());
    }
  }

  /** A line to review and run, and what for. */
  record Command(String reason, String command) {
    /** Lines from which on it is left out in print: nobody types it off paper. */
    private static final int LONG = 8;

    Map<String, Object> scope() {
      return Map.of(
          "reason",
          Printable.of(reason),
          "command",
          command,
          "isLong",
          command.lines().count() >= LONG);
    }
  }

  static Section text(String id, String title, String guide, List<Sentence> sentences) {
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

  /**
   * The same, whose table says on paper, where it is cut, what holds all of it.
   *
   * @param whole a file or an option of the command
   */
  Section cutFrom(String whole) {
    ObjectNode named = ((ObjectNode) table).deepCopy().put("whole", whole);
    return new Section(id, title, guide, sentences, cards, commands, chart, named);
  }

  /** What the template sees. */
  Map<String, Object> scope() {
    Map<String, Object> scope = new TreeMap<>();
    scope.put("id", id);
    scope.put("title", title);
    scope.put("guide", guide);
    scope.put("sentences", sentences.stream().map(Sentence::scope).toList());
    scope.put("hasCards", !cards.isEmpty());
    scope.put("cards", cards.stream().map(Card::scope).toList());
    scope.put("commands", commands.stream().map(Command::scope).toList());
    scope.put("hasChart", chart != null);
    scope.put("chartKind", chart == null ? "" : chart.path("kind").asText());
    scope.put("hasTable", table != null);
    return scope;
  }
}
