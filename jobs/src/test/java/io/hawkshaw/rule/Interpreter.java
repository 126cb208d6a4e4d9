package io.hawkshaw.rule;

import io.hawkshaw.rule.Condition.Absent;
import io.hawkshaw.rule.Condition.And;
import io.hawkshaw.rule.Condition.Any;
import io.hawkshaw.rule.Condition.Not;
import io.hawkshaw.rule.Condition.Or;
import io.hawkshaw.rule.ValueTest.Compared;
import io.hawkshaw.rule.ValueTest.InBlock;
import io.hawkshaw.rule.ValueTest.Regex;
import io.hawkshaw.rule.ValueTest.SameAs;
import io.hawkshaw.rule.ValueTest.Text;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What a condition means, said once more without Spark: the measure of the compiled columns. */
final class Interpreter {
  private final Map<String, List<String>> event;

  Interpreter(Map<String, List<String>> event) {
    this.event = event;
  }

  boolean holds(Condition condition) {
    if (condition instanceof And and) {
      return and.parts().stream().allMatch(this::holds);
    } else if (condition instanceof Or or) {
      return or.parts().stream().anyMatch(this::holds);
    } else if (condition instanceof Not not) {
      return !holds(not.part());
    } else if (condition instanceof Absent absent) {
      return !event.containsKey(absent.field());
    }
    Any any = (Any) condition;
    return event.getOrDefault(any.field(), List.of()).stream()
        .anyMatch(value -> any.tests().stream().anyMatch(test -> passes(test, value)));
  }

  private boolean passes(ValueTest test, String value) {
    if (test instanceof Text text) {
      return isLike(text.text(), 0, 0, text.isCased() ? value : value.toLowerCase(Locale.ROOT), 0);
    } else if (test instanceof Regex regex) {
      return Pattern.compile(regex.pattern()).matcher(value).find();
    } else if (test instanceof InBlock in) {
      return isWithin(value, in.block());
    } else if (test instanceof Compared compared) {
      return compares(compared, value);
    }
    SameAs same = (SameAs) test;
    return event.getOrDefault(same.field(), List.of()).stream()
        .anyMatch(
            other ->
                same.isCased()
                    ? stands(same.place(), value, other)
                    : stands(
                        same.place(),
                        value.toLowerCase(Locale.ROOT),
                        other.toLowerCase(Locale.ROOT)));
  }

  /** Walks text and value together, a character or a wildcard at a time. */
  private static boolean isLike(SigmaString text, int literal, int at, String value, int from) {
    String piece = text.literals().get(literal);
    if (at < piece.length()) {
      return from < value.length()
          && piece.charAt(at) == value.charAt(from)
          && isLike(text, literal, at + 1, value, from + 1);
    }
    if (literal == text.wildcards().length()) {
      return from == value.length();
    }
    if (text.wildcards().charAt(literal) == '?') {
      return from < value.length() && isLike(text, literal + 1, 0, value, from + 1);
    }
    for (int next = from; next <= value.length(); next++) {
      if (isLike(text, literal + 1, 0, value, next)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithin(String value, String block) {
    if (!value.matches("[0-9]+([.][0-9]+){3}") || !block.contains("/")) {
      return value.equals(block);
    }
    try {
      String[] parts = block.split("/", 2);
      int prefix = Integer.parseInt(parts[1]);
      return prefix == 0
          || number(InetAddress.getByName(value)) >> (32 - prefix)
              == number(InetAddress.getByName(parts[0])) >> (32 - prefix);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static long number(InetAddress address) {
    long number = 0;
    for (byte part : address.getAddress()) {
      number = (number << 8) + (part & 0xff);
    }
    return number;
  }

  private static boolean compares(Compared compared, String value) {
    int order;
    try {
      order = new BigDecimal(value.strip()).compareTo(compared.number());
    } catch (NumberFormatException e) {
      return false;
    }
    return switch (compared.order()) {
      case GT -> order > 0;
      case GTE -> order >= 0;
      case LT -> order < 0;
      case LTE -> order <= 0;
    };
  }

  private static boolean stands(ValueTest.Place place, String value, String other) {
    return switch (place) {
      case WHOLE -> value.equals(other);
      case START -> value.startsWith(other);
      case END -> value.endsWith(other);
      case ANYWHERE -> value.contains(other);
    };
  }
}
