package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes some values out of a JSON object by their paths, written as {@link FlatJson} writes them.
 * All else is read over without making texts of it, and none of it is held.
 *
 * <p>Of a name that stands twice the last value holds, as for most parsers; values under an array
 * are joined by commas.
 */
final class JsonPaths {
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private int index = -1;

    private Node child(String name) {
      return children.computeIfAbsent(name, n -> new Node());
    }
  }

  /** What an array is called in a path. */
  private static final String ELEMENTS = "[]";

  private static final Splitter NAMES = Splitter.on('.');

  private final Node root = new Node();
  private final int count;

  /** Values are numbered in the order of their paths. */
  JsonPaths(List<String> paths) {
    count = paths.size();
    for (int i = 0; i < count; i++) {
      Node node = root;
      for (String name : NAMES.split(paths.get(i).replace(ELEMENTS, "." + ELEMENTS))) {
        node = node.child(name);
      }
      node.index = i;
    }
  }

  /**
   * Reads the object that a parser stands before, to its end.
   *
   * @return the values as texts, each at the number of its path; null where it is not there, is
   *     null, or is no scalar
   * @throws IOException where it is no JSON
   */
  String[] read(JsonParser parser) throws IOException {
    String[] values = new String[count];
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      readObject(parser, root, false, values);
    }
    return values;
  }

  private static void readObject(JsonParser parser, Node node, boolean inArray, String[] values)
      throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      Node child = node.children.get(name);
      JsonToken token = parser.nextToken();
      if (child == null) {
        parser.skipChildren();
      } else {
        readValue(parser, token, child, inArray, values);
      }
    }
  }

  private static void readValue(
      JsonParser parser, JsonToken token, Node node, boolean inArray, String[] values)
      throws IOException {
    if (token == JsonToken.START_OBJECT) {
      readObject(parser, node, inArray, values);
    } else if (token == JsonToken.START_ARRAY) {
      readArray(parser, node.children.get(ELEMENTS), values);
    } else if (node.index >= 0 && token != JsonToken.VALUE_NULL) {
      String before = inArray ? values[node.index] : null;
      values[node.index] = FlatJson.joined(before, parser.getText());
    }
  }

  private static void readArray(JsonParser parser, Node elements, String[] values)
      throws IOException {
    if (elements == null) {
      parser.skipChildren();
      return;
    }
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      readValue(parser, token, elements, true, values);
    }
  }
}
