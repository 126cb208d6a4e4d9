package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The product fields of an ASFF finding. GuardDuty's name paths into its own finding, such as
 * {@code aws/guardduty/service/action/awsApiCallAction/api}; from them its tree is grown again. The
 * place in a list is written {@code details.0_} or, in older findings, {@code details:0}.
 */
final class ProductFields {
  private static final String GUARD_DUTY = "aws/guardduty/";
  private static final int DEEPEST = 16;
  private static final Pattern IN_LIST = Pattern.compile("(.+?)(?:\\.(\\d{1,2})_|:(\\d{1,2}))");

  private ProductFields() {}

  /** The tree below {@code aws/guardduty}, all leaves as text. */
  static View guardDuty(View fields) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : fields.members()) {
      String text = View.of(entry.getValue()).text();
      if (text != null && entry.getKey().startsWith(GUARD_DUTY)) {
        String[] path = entry.getKey().substring(GUARD_DUTY.length()).split("/", DEEPEST);
        set(root, path, 0, text);
      }
    }
    return View.of(root);
  }

  /** Where a leaf and a branch have one name, the first of them stays. */
  private static void set(ObjectNode branch, String[] path, int depth, String text) {
    boolean isLeaf = depth == path.length - 1;
    JsonNode value =
        isLeaf ? JsonNodeFactory.instance.textNode(text) : JsonNodeFactory.instance.objectNode();
    if (child(branch, path[depth], value) instanceof ObjectNode next && !isLeaf) {
      set(next, path, depth + 1, text);
    }
  }

  /** What stands under a name, or at a place of a list: the value if nothing stood there. */
  private static JsonNode child(ObjectNode branch, String name, JsonNode value) {
    Matcher inList = IN_LIST.matcher(name);
    if (!inList.matches()) {
      branch.putIfAbsent(name, value);
      return branch.get(name);
    }
    branch.putIfAbsent(inList.group(1), JsonNodeFactory.instance.arrayNode());
    if (!(branch.get(inList.group(1)) instanceof ArrayNode list)) {
      return branch.get(inList.group(1));
    }
    int index = Integer.parseInt(View.first(inList.group(2), inList.group(3)));
    while (list.size() <= index) {
      list.addNull();
    }
    if (list.get(index).isNull()) {
      list.set(index, value);
    }
    return list.get(index);
  }
}
