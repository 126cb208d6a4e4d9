package io.hawkshaw.rule;

import io.hawkshaw.rule.Condition.And;
import io.hawkshaw.rule.Condition.Not;
import io.hawkshaw.rule.Condition.Or;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition as it is written: {@code selection and not 1 of filter_*}. What binds most comes
 * first: {@code of}, {@code not}, {@code and}, {@code or}.
 */
final class ConditionText {
  private static final Pattern TOKEN = Pattern.compile("\\s*([()|]|[^\\s()|]+)");

  /** Deeper conditions are no rules. */
  private static final int MAX_DEPTH = 100;

  private final YamlNode written;
  private final Map<String, Condition> named;
  private final List<String> tokens = new ArrayList<>();
  private int at;
  private int depth;

  private ConditionText(YamlNode written, Map<String, Condition> named) {
    this.written = written;
    this.named = named;
  }

  /**
   * Reads a condition.
   *
   * @param named what its names stand for
   */
  static Condition parse(YamlNode written, Map<String, Condition> named) throws BrokenRule {
    ConditionText text = new ConditionText(written, named);
    Matcher matcher = TOKEN.matcher(written.text());
    while (matcher.find()) {
      text.tokens.add(matcher.group(1));
    }
    Condition condition = text.or();
    if (text.at < text.tokens.size()) {
      throw text.unexpected();
    }
    return condition;
  }

  private Condition or() throws BrokenRule {
    List<Condition> parts = new ArrayList<>(List.of(and()));
    while (isNext("or")) {
      at++;
      parts.add(and());
    }
    return parts.size() == 1 ? parts.get(0) : new Or(parts);
  }

  private Condition and() throws BrokenRule {
    List<Condition> parts = new ArrayList<>(List.of(not()));
    while (isNext("and")) {
      at++;
      parts.add(not());
    }
    return parts.size() == 1 ? parts.get(0) : new And(parts);
  }

  private Condition not() throws BrokenRule {
    if (++depth > MAX_DEPTH) {
      throw written.broken("the condition is nested too deeply");
    }
    try {
      if (isNext("not")) {
        at++;
        return new Not(not());
      }
      return operand();
    } finally {
      depth--;
    }
  }

  private Condition operand() throws BrokenRule {
    if (isNext("(")) {
      at++;
      Condition inner = or();
      if (!isNext(")")) {
        throw at < tokens.size()
            ? unexpected()
            : written.broken("a closing parenthesis is missing");
      }
      at++;
      return inner;
    }
    String word = next();
    if (isNext("of")) {
      at++;
      return of(word, next());
    }
    Condition known = named.get(word);
    if (known == null) {
      throw written.broken("the condition names '%s', which is not defined".formatted(word));
    }
    return known;
  }

  private Condition of(String quantity, String pattern) throws BrokenRule {
    boolean isThem = pattern.equalsIgnoreCase("them");
    String regex = SigmaString.parse(pattern).regex();
    List<Condition> parts =
        named.entrySet().stream()
            .filter(e -> isThem ? !e.getKey().startsWith("_") : e.getKey().matches(regex))
            .map(Map.Entry::getValue)
            .toList();
    if (parts.isEmpty()) {
      throw written.broken("nothing is called '%s'".formatted(pattern));
    }
    return switch (quantity.toLowerCase(Locale.ROOT)) {
      case "1", "any" -> new Or(parts);
      case "all" -> new And(parts);
      default -> throw written.broken("'%s of' is neither 1, any nor all".formatted(quantity));
    };
  }

  private boolean isNext(String token) {
    return at < tokens.size() && tokens.get(at).equalsIgnoreCase(token);
  }

  private String next() throws BrokenRule {
    if (at == tokens.size()) {
      throw written.broken("the condition ends too soon");
    }
    String token = tokens.get(at);
    if (List.of("and", "or", "not", "of", "(", ")", "|").contains(token.toLowerCase(Locale.ROOT))) {
      throw unexpected();
    }
    at++;
    return token;
  }

  private BrokenRule unexpected() {
    String token = tokens.get(at);
    return written.broken(
        token.equals("|")
            ? "aggregations behind | are no longer part of Sigma; write a correlation rule"
            : "'%s' is not expected in the condition".formatted(token));
  }
}
