package io.hawkshaw.rule;

import java.io.Serializable;
import java.util.List;

/**
 * What a rule is, apart from what it asks.
 *
 * @param id what it is called in tables
 * @param name what correlation rules may call it; null unless it has a name
 * @param title title
 * @param description description, empty where it has none
 * @param level how grave a match is
 * @param attack tactics and techniques
 * @param falsePositives what else it may be
 * @param place file and line
 */
record RuleFacts(
    String id,
    String name,
    String title,
    String description,
    Level level,
    Attack attack,
    List<String> falsePositives,
    String place)
    implements Serializable {

  /** Whether a correlation rule that names this text means the rule. */
  boolean isCalled(String text) {
    return text.equals(id) || text.equals(name);
  }
}
