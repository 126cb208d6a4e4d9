package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JSON document whose texts hold {@code ${kind}}, read once and filled for each call. */
final class Template {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private final JsonNode document;

  private Template(JsonNode document) {
    this.document = document;
  }

  /** The template of a document; null stands for no document. */
  static Template of(String json) {
    return new Template(json == null ? NullNode.getInstance() : Json.object(json));
  }

  /** The document of one call; null if there is none. */
  ObjectNode fill(UnaryOperator<String> things) {
    return fill(document, things) instanceof ObjectNode filled ? filled : null;
  }

  private static JsonNode fill(JsonNode node, UnaryOperator<String> things) {
    if (node instanceof ObjectNode object) {
      ObjectNode filled = Json.object();
      object.properties().forEach(p -> filled.set(p.getKey(), fill(p.getValue(), things)));
      return filled;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode filled = array.arrayNode(array.size());
      array.forEach(element -> filled.add(fill(element, things)));
      return filled;
    }
    boolean isFilled = node.isTextual() && node.textValue().contains("${");
    return isFilled ? TextNode.valueOf(fill(node.textValue(), things)) : node;
  }

  private static String fill(String text, UnaryOperator<String> things) {
    return PLACEHOLDER
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(things.apply(found.group(1))));
  }
}
