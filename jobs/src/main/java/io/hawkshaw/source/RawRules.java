package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonParser;
import io.hawkshaw.run.LogRules;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Asks rules of raw records, which are JSON. */
final class RawRules implements Serializable {
  static final RawRules NONE = new RawRules(LogRules.NONE);

  private static final long serialVersionUID = 1L;

  private final LogRules rules;
  private transient RuleFields fields;

  /** Opens the JSON of a record. */
  interface Opener {
    JsonParser open() throws IOException;
  }

  RawRules(LogRules rules) {
    this.rules = rules;
  }

  /**
   * Ids of the rules that a record matches; null for none.
   *
   * @param first the first of the fields that rule most rules out
   * @param second the second
   * @param record is opened only where a rule may match
   * @throws IOException where it is no JSON
   */
  String[] matching(String first, String second, Opener record) throws IOException {
    if (!rules.mayMatch(first, second)) {
      return null;
    }
    if (fields == null) {
      fields = new RuleFields(rules.fields());
    }
    RuleFields.Values values = fields.values();
    try (JsonParser parser = record.open()) {
      values.addJson("", parser);
    }
    List<String> found = rules.matching(first, second, values.all());
    return found.isEmpty() ? null : found.stream().sorted().toArray(String[]::new);
  }
}
