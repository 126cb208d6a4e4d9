package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Writes a finding as compact JSON of bounded size. What is too large loses its largest members,
 * and says how many, instead of its end: a reader of the table always meets valid JSON.
 */
final class DetailText {
  static final int LARGEST = 256 * 1024;

  private static final int NOTE = 64;

  private DetailText() {}

  static String of(JsonNode finding) {
    String whole = finding.toString();
    return length(whole) <= LARGEST ? whole : withoutTheLargest(finding);
  }

  private static String withoutTheLargest(JsonNode finding) {
    List<Member> members = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : finding.properties()) {
      members.add(new Member(entry.getKey(), entry.getValue()));
    }
    members.sort(Comparator.comparingLong(Member::bytes));
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    long total = NOTE;
    int fitting = 0;
    while (fitting < members.size() && total + members.get(fitting).bytes() <= LARGEST) {
      total += members.get(fitting).bytes();
      kept.set(members.get(fitting).key(), members.get(fitting).value());
      fitting++;
    }
    return kept.put("hawkshaw_members_left_out", members.size() - fitting).toString();
  }

  private record Member(String key, JsonNode value, long bytes) {
    /** Two quotes, a colon and a comma stand around key and value; a key may be escaped. */
    Member(String key, JsonNode value) {
      this(key, value, 6L * key.length() + length(value.toString()) + 4);
    }
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
