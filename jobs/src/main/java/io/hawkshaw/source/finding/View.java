package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A piece of JSON seen without regard to the case of its keys, since GuardDuty writes camelCase and
 * the dumps of its SDKs PascalCase. Whatever is missing or of another kind than asked for is
 * nothing, never an error: a finding with one strange branch still tells the rest.
 */
final class View {
  private static final View NOTHING = new View(MissingNode.getInstance());

  private final JsonNode node;

  private View(JsonNode node) {
    this.node = node;
  }

  static View of(JsonNode node) {
    return node == null ? NOTHING : new View(node);
  }

  JsonNode node() {
    return node;
  }

  boolean isNothing() {
    return node.isMissingNode() || node.isNull();
  }

  View at(String... path) {
    View view = this;
    for (String key : path) {
      view = view.member(key);
    }
    return view;
  }

  private View member(String key) {
    JsonNode exact = node.get(key);
    if (exact != null) {
      return of(exact);
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().equalsIgnoreCase(key)) {
        return of(entry.getValue());
      }
    }
    return NOTHING;
  }

  /** The text or number that stands there; null if there is none or it is blank. */
  String text(String... path) {
    JsonNode value = at(path).node;
    if (!value.isTextual() && !value.isNumber()) {
      return null;
    }
    String text = value.asText();
    return text.isBlank() ? null : text;
  }

  /** The number that stands there, also if it is written as text; null if there is none. */
  Double number(String... path) {
    String text = text(path);
    if (text == null || text.length() > 40) {
      return null;
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether it says true there, as a boolean or as text. */
  boolean isTrue(String... path) {
    JsonNode value = at(path).node;
    return value.isBoolean() ? value.booleanValue() : "true".equalsIgnoreCase(value.asText());
  }

  /** The elements of the list that stands there; a single object counts as a list of one. */
  List<View> items(String... path) {
    JsonNode value = at(path).node;
    if (value.isObject()) {
      return List.of(of(value));
    }
    List<View> items = new ArrayList<>(value.size());
    if (value.isArray()) {
      value.forEach(item -> items.add(of(item)));
    }
    return items;
  }

  /** The texts of the list that stands there; a single text counts as a list of one. */
  List<String> texts(String... path) {
    View value = at(path);
    List<String> texts = new ArrayList<>();
    if (value.text() != null) {
      texts.add(value.text());
    }
    for (View item : value.items()) {
      if (item.text() != null) {
        texts.add(item.text());
      }
    }
    return texts;
  }

  /** The members of the object that stands there; none if it is no object. */
  Iterable<Map.Entry<String, JsonNode>> members() {
    return node.properties();
  }

  /** The first of the texts that is there; null if none is. */
  static String first(String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }

  /** The text itself; null if it is empty. */
  static String notEmpty(String text) {
    return text.isEmpty() ? null : text;
  }
}
