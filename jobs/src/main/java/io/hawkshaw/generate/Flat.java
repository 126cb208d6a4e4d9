package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A record laid flat as Security Lake does for {@code unmapped}: dotted keys, {@code []} behind the
 * name of an array, the values of an array joined by commas. What a renderer takes for a column of
 * its own is gone from here, so that the rest is what remains unmapped.
 */
final class Flat {
  private final Map<String, StringJoiner> leaves = new TreeMap<>();

  private Flat() {}

  static Flat of(ObjectNode record) {
    Flat flat = new Flat();
    flat.add("", record);
    return flat;
  }

  private void add(String path, JsonNode node) {
    if (node.isObject()) {
      node.properties().forEach(field -> add(join(path, field.getKey()), field.getValue()));
    } else if (node.isArray()) {
      node.forEach(element -> add(path + "[]", element));
    } else if (!node.isNull()) {
      leaves.computeIfAbsent(path, key -> new StringJoiner(",")).add(node.asText());
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Takes one leaf away; null if the record has none there. */
  String take(String path) {
    StringJoiner value = leaves.remove(path);
    return value == null ? null : value.toString();
  }

  /** Takes the first that is there of several places at which a record may keep the same thing. */
  String takeAny(String... paths) {
    for (String path : paths) {
      String value = take(path);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** Drops everything below a field that was taken whole. */
  void drop(String field) {
    leaves.keySet().removeIf(path -> path.startsWith(field + ".") || path.startsWith(field + "["));
  }

  ObjectNode rest() {
    ObjectNode rest = Json.object();
    leaves.forEach((path, value) -> rest.put(path, value.toString()));
    return rest;
  }
}
