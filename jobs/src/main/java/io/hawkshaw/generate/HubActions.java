package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** GuardDuty's actions in the spelling of the AWS Security Finding Format. */
final class HubActions {
  private HubActions() {}

  /** The same tree with its names in upper camel case, which is all that differs in most. */
  static ObjectNode of(JsonNode action) {
    return (ObjectNode) capitalized(action);
  }

  private static JsonNode capitalized(JsonNode node) {
    if (!node.isObject()) {
      return node;
    }
    ObjectNode result = Json.object();
    node.properties()
        .forEach(field -> result.set(capitalized(field.getKey()), capitalized(field.getValue())));
    return result;
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
