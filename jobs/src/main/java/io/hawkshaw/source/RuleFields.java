package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the values of the fields that rules name. A field has the values of all leaves at its
 * path and below it, through all arrays, so that it says the same of a JSON record and of one that
 * Security Lake laid flat. For the same reason dots in names divide them, and values under an array
 * are divided at their commas: laid flat, neither can be told apart.
 */
final class RuleFields {
  /** The field that has all values of an event. */
  private static final String WHOLE_EVENT = "*";

  /** Bounds for hostile input; the longest policy document has 20 KiB. */
  private static final int MAX_VALUES = 512;

  private static final int MAX_LENGTH = 32 << 10;

  private static final Splitter NAMES = Splitter.on('.');
  private static final Splitter ELEMENTS = Splitter.on(',');

  /** So many paths are kept with where they lead: far more than events have fields. */
  private static final int MAX_PATHS = 10_000;

  private final Node root = new Node(new int[0]);
  private final Map<String, Node> places = new HashMap<>();
  private final int count;

  /** A place in an event; all places that no field names share one. */
  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private final Node other;
    private int[] fields;

    Node(int[] fields) {
      this.fields = fields;
      this.other = new Node();
    }

    /** A place below which nothing is named. */
    private Node() {
      this.other = this;
    }

    Node child(String name) {
      return name.indexOf('.') < 0 ? next(name) : below(name);
    }

    Node below(String path) {
      Node node = this;
      for (String name : NAMES.split(path)) {
        node = node.next(name);
      }
      return node;
    }

    private Node next(String name) {
      return children.getOrDefault(name, other);
    }

    boolean isWanted() {
      return fields.length > 0 || !children.isEmpty();
    }

    /** The fields that are named at a place count for all places below it. */
    void passOn(int[] above) {
      int[] all = new int[above.length + fields.length];
      System.arraycopy(above, 0, all, 0, above.length);
      System.arraycopy(fields, 0, all, above.length, fields.length);
      fields = all;
      other.fields = all;
      children.values().forEach(child -> child.passOn(all));
    }
  }

  /** The fields, numbered in their order. */
  RuleFields(List<String> fields) {
    count = fields.size();
    for (int i = 0; i < count; i++) {
      Node node = root;
      if (!fields.get(i).equals(WHOLE_EVENT)) {
        for (String name : NAMES.split(fields.get(i))) {
          node = node.children.computeIfAbsent(name, n -> new Node(new int[0]));
        }
      }
      node.fields = new int[] {i};
    }
    root.passOn(new int[0]);
  }

  /** True where a value at a path, or below it, is one of a field's. */
  boolean isWanted(String path) {
    return at(path).isWanted();
  }

  /** Where a path leads, which is cut into names only once. */
  private Node at(String path) {
    Node place = places.get(path);
    if (place == null) {
      place = root.below(path.replace("[]", ""));
      if (places.size() < MAX_PATHS) {
        places.put(path, place);
      }
    }
    return place;
  }

  /** Nothing of an event yet. */
  Values values() {
    return new Values();
  }

  /** The values of one event. */
  final class Values {
    private final List<List<String>> found = new ArrayList<>();

    private Values() {
      for (int i = 0; i < count; i++) {
        found.add(null);
      }
    }

    /** Each field's values, null where it has none. */
    String[][] all() {
      String[][] all = new String[count][];
      for (int i = 0; i < count; i++) {
        all[i] = found.get(i) == null ? null : found.get(i).toArray(String[]::new);
      }
      return all;
    }

    /** Adds a value at a path, which is marked where it leads through an array. */
    void add(String path, String value) {
      Node node = at(path);
      if (node.isWanted()) {
        add(node, path.contains("[]"), value);
      }
    }

    /**
     * Adds the values of the JSON that a parser stands before.
     *
     * @param path where it stands in the event; empty for the event itself
     * @throws IOException where it is no JSON; what was read up to there is kept
     */
    void addJson(String path, JsonParser parser) throws IOException {
      JsonToken token = parser.nextToken();
      if (token != null) {
        read(parser, token, path.isEmpty() ? root : at(path), false);
      }
    }

    private void read(JsonParser parser, JsonToken token, Node node, boolean inArray)
        throws IOException {
      if (!node.isWanted()) {
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
          read(parser, parser.nextToken(), node.child(name), inArray);
        }
      } else if (token == JsonToken.START_ARRAY) {
        for (JsonToken element = parser.nextToken();
            element != JsonToken.END_ARRAY;
            element = parser.nextToken()) {
          read(parser, element, node, true);
        }
      } else if (token != JsonToken.VALUE_NULL) {
        add(node, inArray, parser.getText());
      }
    }

    private void add(Node node, boolean inArray, String value) {
      String kept = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) : value;
      for (int field : node.fields) {
        if (inArray && kept.indexOf(',') >= 0) {
          ELEMENTS.split(kept).forEach(element -> add(field, element));
        } else {
          add(field, kept);
        }
      }
    }

    private void add(int field, String value) {
      List<String> values = found.get(field);
      if (values == null) {
        values = new ArrayList<>(1);
        found.set(field, values);
      }
      if (values.size() < MAX_VALUES) {
        values.add(value);
      }
    }
  }
}
