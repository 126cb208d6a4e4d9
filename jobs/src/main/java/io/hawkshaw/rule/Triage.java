package io.hawkshaw.rule;

import io.hawkshaw.rule.Condition.And;
import io.hawkshaw.rule.Condition.Any;
import io.hawkshaw.rule.Condition.Not;
import io.hawkshaw.rule.Condition.Or;
import io.hawkshaw.rule.ValueTest.Text;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Tells of a rule whether it can match at all where only a few fields of an event are known:
 * service and operation rule most rules out before anything dear is looked at.
 */
final class Triage {
  private enum Answer {
    YES,
    NO,
    UNKNOWN;

    Answer not() {
      return this == YES ? NO : this == NO ? YES : UNKNOWN;
    }
  }

  private final Map<String, String> known;

  private Triage(Map<String, String> known) {
    this.known = known;
  }

  /**
   * False where a condition cannot hold.
   *
   * @param known values of some fields, each the only one of its field, or null where it has none
   */
  static boolean mayHold(Condition condition, Map<String, String> known) {
    return new Triage(known).answer(condition) != Answer.NO;
  }

  private Answer answer(Condition condition) {
    if (condition instanceof And and) {
      return together(and.parts(), Answer.NO);
    } else if (condition instanceof Or or) {
      return together(or.parts(), Answer.YES);
    } else if (condition instanceof Not not) {
      return answer(not.part()).not();
    } else if (condition instanceof Any any && known.containsKey(any.field())) {
      return answer(any.tests(), known.get(any.field()));
    }
    return Answer.UNKNOWN;
  }

  /**
   * The answer of several parts.
   *
   * @param decisive the answer of one part that decides for all
   */
  private Answer together(List<Condition> parts, Answer decisive) {
    Answer all = decisive.not();
    for (Condition part : parts) {
      Answer answer = answer(part);
      if (answer == decisive) {
        return decisive;
      }
      all = answer == Answer.UNKNOWN ? Answer.UNKNOWN : all;
    }
    return all;
  }

  private static Answer answer(List<ValueTest> tests, String value) {
    if (value == null) {
      return Answer.NO;
    }
    Answer all = Answer.NO;
    for (ValueTest test : tests) {
      if (!(test instanceof Text text)) {
        all = Answer.UNKNOWN;
      } else if (matches(text, value)) {
        return Answer.YES;
      }
    }
    return all;
  }

  private static boolean matches(Text text, String value) {
    String written = text.isCased() ? value : value.toLowerCase(Locale.ROOT);
    return text.text().isPlain()
        ? text.text().text().equals(written)
        : Pattern.compile(text.text().regex()).matcher(written).find();
  }
}
