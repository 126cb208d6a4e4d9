package io.hawkshaw.generate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON trees that keep the order in which their fields were put. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)}");

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ObjectNode object(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("This is no JSON object: " + json, e);
    }
  }

  /** Reads a document whose {@code ${name}} stand for the values, which are escaped on the way. */
  static ObjectNode fill(String template, Map<String, ?> values) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      Object value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalArgumentException("No value for " + matcher.group() + " in " + template);
      }
      String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(value.toString()));
      matcher.appendReplacement(filled, Matcher.quoteReplacement(escaped));
    }
    return object(matcher.appendTail(filled).toString());
  }

  static String text(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The document for people's eyes, with Unix line ends on every machine. */
  static String pretty(JsonNode node) {
    return node.toPrettyString().replace("\r\n", "\n") + "\n";
  }
}
