package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Flattens JSON the way Security Lake's source version 1 does in {@code unmapped}: dotted paths,
 * {@code []} behind the name of an array, its values joined by commas. So request parameters read
 * the same whether they came as JSON or flattened already.
 */
final class FlatJson {
  /** Bounds for hostile input; real request parameters have fewer leaves and shorter names. */
  private static final int MAX_LEAVES = 256;

  private static final int MAX_PATH = 512;
  private static final int MAX_VALUE = 2048;

  private FlatJson() {}

  /** Flattens a JSON object; what is no JSON object gives no entries. */
  static Map<String, String> flatten(JsonFactory json, String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    return flatten(json, bytes, name -> true);
  }

  /**
   * Flattens some values of a JSON object; what is no JSON object gives no entries.
   *
   * @param isWanted whether the value under a name of the outermost object is wanted
   */
  static Map<String, String> flatten(JsonFactory json, byte[] text, Predicate<String> isWanted) {
    Map<String, String> leaves = new HashMap<>();
    try (JsonParser parser = json.createParser(text)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          parser.nextToken();
          if (isWanted.test(name)) {
            flatten(parser, name, leaves);
          } else {
            parser.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      // Half a body: what was read of it still names the target.
      return leaves;
    }
    return leaves;
  }

  /**
   * Flattens the value at which a parser stands, and leaves the parser at the value's end.
   *
   * @param path name of the value, empty for the whole
   */
  static void flatten(JsonParser parser, String path, Map<String, String> leaves)
      throws IOException {
    JsonToken token = parser.currentToken();
    if (path.length() > MAX_PATH) {
      parser.skipChildren();
    } else if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        flatten(parser, path.isEmpty() ? name : path + "." + name, leaves);
      }
    } else if (token == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        flatten(parser, path + "[]", leaves);
      }
    } else if (token != JsonToken.VALUE_NULL) {
      put(path, parser.getText(), leaves);
    }
  }

  private static void put(String path, String value, Map<String, String> leaves) {
    String before = leaves.get(path);
    if (before != null || leaves.size() < MAX_LEAVES) {
      leaves.put(path, joined(before, value));
    }
  }

  /** A value behind those before it, as far as the bound allows. */
  static String joined(String before, String value) {
    String kept = value.length() > MAX_VALUE ? value.substring(0, MAX_VALUE) : value;
    if (before == null) {
      return kept;
    }
    return before.length() + kept.length() < MAX_VALUE ? before + "," + kept : before;
  }
}
