package io.hawkshaw.rule;

import io.hawkshaw.rule.Condition.And;
import io.hawkshaw.rule.Condition.Or;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The named parts of a rule's detection. */
final class Selections {
  private final LogSource log;
  private final Map<String, List<String>> placeholders;

  private Selections(LogSource log, Map<String, List<String>> placeholders) {
    this.log = log;
    this.placeholders = placeholders;
  }

  /** What a detection asks of an event: its condition, over its selections. */
  static Condition read(YamlNode detection, LogSource log, Map<String, List<String>> placeholders)
      throws BrokenRule {
    Selections reader = new Selections(log, placeholders);
    Map<String, Condition> named = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : detection.entries().entrySet()) {
      if (entry.getKey().equals("timeframe")) {
        throw entry.getValue().broken("timeframe belongs to a correlation rule");
      }
      if (!entry.getKey().equals("condition")) {
        named.put(entry.getKey(), reader.selection(entry.getValue()));
      }
    }
    List<Condition> conditions = new ArrayList<>();
    for (YamlNode condition : detection.required("condition").elements()) {
      conditions.add(ConditionText.parse(condition, named));
    }
    return conditions.size() == 1 ? conditions.get(0) : new Or(conditions);
  }

  /** A map, a list of maps, or keywords. */
  private Condition selection(YamlNode node) throws BrokenRule {
    if (node.isMap()) {
      List<Condition> all = new ArrayList<>();
      for (Map.Entry<String, YamlNode> entry : node.entries().entrySet()) {
        all.add(FieldTests.of(entry.getKey(), entry.getValue(), log, placeholders));
      }
      return all.size() == 1 ? all.get(0) : new And(all);
    }
    if (node.isNull() || node.elements().isEmpty()) {
      throw node.broken("an empty selection");
    }
    List<Condition> any = new ArrayList<>();
    for (YamlNode element : node.elements()) {
      any.add(
          element.isMap() || element.isList()
              ? selection(element)
              : FieldTests.keywords(element, placeholders));
    }
    return any.size() == 1 ? any.get(0) : new Or(any);
  }
}
