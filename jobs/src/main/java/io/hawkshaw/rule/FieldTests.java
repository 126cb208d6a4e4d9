package io.hawkshaw.rule;

import io.hawkshaw.rule.Condition.Absent;
import io.hawkshaw.rule.Condition.And;
import io.hawkshaw.rule.Condition.Any;
import io.hawkshaw.rule.Condition.Not;
import io.hawkshaw.rule.Condition.Or;
import io.hawkshaw.rule.ValueTest.Compared;
import io.hawkshaw.rule.ValueTest.InBlock;
import io.hawkshaw.rule.ValueTest.Order;
import io.hawkshaw.rule.ValueTest.Place;
import io.hawkshaw.rule.ValueTest.Regex;
import io.hawkshaw.rule.ValueTest.SameAs;
import io.hawkshaw.rule.ValueTest.Text;
import io.hawkshaw.udfs.IpInCidr;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A field with its modifiers, {@code userAgent|contains|all}, and the values that it is held
 * against.
 *
 * <p>https://sigmahq.io/sigma-specification/specification/sigma-appendix-modifiers.html
 */
final class FieldTests {
  private static final Set<String> ORDERS = Set.of("gt", "gte", "lt", "lte");
  private static final Map<String, String> REGEX_FLAGS =
      Map.of("i", "i", "m", "m", "s", "s", "ignorecase", "i", "multiline", "m", "dotall", "s");

  /** Those that test a value by other means than as a text; one of them at most. */
  private static final Set<String> KINDS =
      Set.of("re", "cidr", "exists", "fieldref", "gt", "gte", "lt", "lte");

  private static final Set<String> PLACES = Set.of("contains", "startswith", "endswith");

  private final String field;
  private final List<String> modifiers;
  private final YamlNode key;
  private final Map<String, List<String>> placeholders;

  private FieldTests(
      String field, List<String> modifiers, YamlNode key, Map<String, List<String>> placeholders) {
    this.field = field;
    this.modifiers = modifiers;
    this.key = key;
    this.placeholders = placeholders;
  }

  /**
   * What an entry of a selection asks.
   *
   * @param written the field with its modifiers
   * @param value one value, a list of which any counts, or null
   * @param log the log that the field is of
   * @param placeholders values by the names of placeholders
   */
  static Condition of(
      String written, YamlNode value, LogSource log, Map<String, List<String>> placeholders)
      throws BrokenRule {
    String[] parts = written.split("\\|", -1);
    List<String> modifiers = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      modifiers.add(parts[i].toLowerCase(Locale.ROOT));
    }
    String field = parts[0].isEmpty() ? Condition.WHOLE_EVENT : log.field(parts[0]);
    FieldTests tests = new FieldTests(field, modifiers, value, placeholders);
    tests.checkModifiers();
    return tests.condition(value.elements());
  }

  /** Texts, any of which may stand anywhere in an event. */
  static Condition keywords(YamlNode value, Map<String, List<String>> placeholders)
      throws BrokenRule {
    return new FieldTests(Condition.WHOLE_EVENT, List.of("contains"), value, placeholders)
        .condition(value.elements());
  }

  private void checkModifiers() throws BrokenRule {
    long kinds = modifiers.stream().filter(KINDS::contains).count();
    boolean isRegex = modifiers.contains("re");
    for (String modifier : modifiers) {
      boolean isOfText =
          modifier.equals("cased") || PLACES.contains(modifier) || TextEncoding.isOne(modifier);
      boolean isKnown =
          isOfText
              || KINDS.contains(modifier)
              || modifier.equals("all")
              || modifier.equals("expand")
              || (isRegex && REGEX_FLAGS.containsKey(modifier));
      if (!isKnown) {
        throw key.broken("modifier '%s' is not known".formatted(modifier));
      }
      boolean isOfFieldRef =
          modifiers.contains("fieldref") && (PLACES.contains(modifier) || modifier.equals("cased"));
      if (kinds > 1 || (kinds == 1 && isOfText && !isOfFieldRef)) {
        throw key.broken("modifiers %s do not go together".formatted(modifiers));
      }
    }
    if (modifiers.stream().filter(PLACES::contains).count() > 1) {
      throw key.broken("modifiers %s do not go together".formatted(modifiers));
    }
  }

  private Condition condition(List<YamlNode> values) throws BrokenRule {
    if (values.isEmpty()) {
      throw key.broken("no value to compare with");
    }
    boolean isAll = modifiers.contains("all");
    List<Condition> conditions = new ArrayList<>();
    List<ValueTest> alternatives = new ArrayList<>();
    for (YamlNode value : values) {
      if (value.isNull()) {
        if (!modifiers.isEmpty()) {
          throw value.broken("null has no modifiers; ask with |exists");
        }
        conditions.add(new Absent(field));
      } else if (modifiers.contains("exists")) {
        conditions.add(exists(value));
      } else if (isAll) {
        conditions.add(new Any(field, tests(value)));
      } else {
        alternatives.addAll(tests(value));
      }
    }
    if (!alternatives.isEmpty()) {
      conditions.add(new Any(field, alternatives));
    }
    if (conditions.size() == 1) {
      return conditions.get(0);
    }
    return isAll ? new And(conditions) : new Or(conditions);
  }

  private Condition exists(YamlNode value) throws BrokenRule {
    return switch (value.text().toLowerCase(Locale.ROOT)) {
      case "true", "yes" -> new Not(new Absent(field));
      case "false", "no" -> new Absent(field);
      default -> throw value.broken("|exists is true or false");
    };
  }

  /** The tests of one value, any of which counts. */
  private List<ValueTest> tests(YamlNode value) throws BrokenRule {
    List<ValueTest> tests = new ArrayList<>();
    for (String text : Placeholders.expanded(value, modifiers.contains("expand"), placeholders)) {
      if (modifiers.contains("re")) {
        tests.add(regex(value, text));
      } else if (modifiers.contains("cidr")) {
        tests.add(block(value, text));
      } else if (modifiers.contains("fieldref")) {
        tests.add(new SameAs(text, place(), isCased()));
      } else if (modifiers.stream().anyMatch(ORDERS::contains)) {
        tests.add(compared(value, text));
      } else {
        tests.addAll(texts(value, text));
      }
    }
    return tests;
  }

  private ValueTest regex(YamlNode value, String text) throws BrokenRule {
    Set<String> flags = new TreeSet<>();
    modifiers.stream().filter(REGEX_FLAGS::containsKey).map(REGEX_FLAGS::get).forEach(flags::add);
    String pattern = (flags.isEmpty() ? "" : "(?" + String.join("", flags) + ")") + text;
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw value.broken("no regular expression: " + e.getDescription());
    }
    return new Regex(pattern);
  }

  private static ValueTest block(YamlNode value, String text) throws BrokenRule {
    String base = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
    if (!Boolean.TRUE.equals(IpInCidr.test(base, text))) {
      throw value.broken("'%s' is no block of addresses".formatted(text));
    }
    return new InBlock(text);
  }

  private ValueTest compared(YamlNode value, String text) throws BrokenRule {
    String order = modifiers.stream().filter(ORDERS::contains).findFirst().orElseThrow();
    try {
      return new Compared(Order.valueOf(order.toUpperCase(Locale.ROOT)), new BigDecimal(text));
    } catch (NumberFormatException e) {
      throw value.broken("'%s' is no number".formatted(text));
    }
  }

  private List<ValueTest> texts(YamlNode value, String text) throws BrokenRule {
    List<ValueTest> tests = new ArrayList<>();
    for (SigmaString encoded : TextEncoding.of(value, SigmaString.parse(text), modifiers)) {
      SigmaString placed =
          switch (place()) {
            case WHOLE -> encoded;
            case START -> encoded.withAnyBehind();
            case END -> encoded.withAnyBefore();
            case ANYWHERE -> encoded.withAnyBefore().withAnyBehind();
          };
      tests.add(new Text(isCased() ? placed : placed.toLowerCase(), isCased()));
    }
    return tests;
  }

  private Place place() {
    return modifiers.contains("contains")
        ? Place.ANYWHERE
        : modifiers.contains("startswith")
            ? Place.START
            : modifiers.contains("endswith") ? Place.END : Place.WHOLE;
  }

  /** What is encoded means its exact characters. */
  private boolean isCased() {
    return modifiers.contains("cased") || modifiers.stream().anyMatch(m -> m.startsWith("base64"));
  }
}
