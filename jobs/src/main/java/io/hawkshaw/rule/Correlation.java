package io.hawkshaw.rule;

import io.hawkshaw.rule.ValueTest.Order;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A rule that looks at the matches of other rules within a span of time, for each group of them
 * that agree in some columns.
 *
 * <p>https://sigmahq.io/sigma-specification/specification/sigma-correlation-rules-specification.html
 *
 * @param facts what it is
 * @param kind what has to hold
 * @param rules ids of the rules
 * @param groupBy columns of the table activity
 * @param timespan how long a window is
 * @param bounds between which bounds the count lies; none for temporal ones
 * @param counted column whose distinct values are counted; null unless these are
 */
record Correlation(
    RuleFacts facts,
    Kind kind,
    List<String> rules,
    List<String> groupBy,
    Duration timespan,
    List<Bound> bounds,
    String counted)
    implements Serializable {

  /** What has to hold within a window. */
  enum Kind {
    EVENT_COUNT,
    VALUE_COUNT,
    TEMPORAL,
    TEMPORAL_ORDERED
  }

  /** A count compares so with a number. */
  record Bound(Order order, long number) implements Serializable {
    boolean holds(long count) {
      return switch (order) {
        case GT -> count > number;
        case GTE -> count >= number;
        case LT -> count < number;
        case LTE -> count <= number;
      };
    }
  }

  private static final Pattern TIMESPAN = Pattern.compile("([1-9][0-9]{0,4})([smhd])");

  /** A night looks back no farther than this. */
  private static final Duration LONGEST = Duration.ofDays(30);

  /** What fields of the logs are called in the table activity. */
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("userIdentity.arn", "principal"),
          Map.entry("userIdentity.principalId", "principal"),
          Map.entry("userIdentity.accessKeyId", "access_key"),
          Map.entry("user.username", "principal"),
          Map.entry("sourceIPAddress", "ip"),
          Map.entry("sourceIPs", "ip"),
          Map.entry("userAgent", "user_agent"),
          Map.entry("recipientAccountId", "account"),
          Map.entry("awsRegion", "region"),
          Map.entry("eventSource", "service"),
          Map.entry("eventName", "operation"),
          Map.entry("verb", "operation"),
          Map.entry("errorCode", "error"));

  private static final List<String> OWN =
      List.of("principal", "account", "region", "ip", "session", "access_key", "target");

  static Correlation read(RuleFacts facts, YamlNode node) throws BrokenRule {
    Kind kind = kind(node.required("type"));
    List<String> groupBy = new ArrayList<>();
    if (node.find("group-by").isPresent()) {
      for (YamlNode field : node.required("group-by").elements()) {
        String column = column(field);
        if (!Correlations.GROUPS.contains(column)) {
          throw field.broken("detections are not kept by '%s'".formatted(field.text()));
        }
        groupBy.add(column);
      }
    }
    if (node.find("aliases").isPresent()) {
      throw node.required("aliases")
          .broken("aliases are not needed: events of all logs have the same columns");
    }
    List<String> rules = node.texts("rules");
    if (rules.isEmpty()) {
      throw node.broken("no 'rules'");
    }
    List<Bound> bounds = new ArrayList<>();
    String counted = null;
    if (kind == Kind.EVENT_COUNT || kind == Kind.VALUE_COUNT) {
      YamlNode condition = node.required("condition");
      for (Map.Entry<String, YamlNode> entry : condition.entries().entrySet()) {
        if (entry.getKey().equals("field")) {
          counted = column(entry.getValue());
        } else {
          bounds.addAll(bounds(entry.getKey(), entry.getValue()));
        }
      }
      if (bounds.isEmpty() || (kind == Kind.VALUE_COUNT && counted == null)) {
        throw condition.broken("the condition lacks a number, or the field whose values count");
      }
    } else if (node.find("condition").isPresent()) {
      throw node.required("condition").broken("temporal correlations have no condition");
    }
    return new Correlation(
        facts, kind, rules, groupBy, timespan(node.required("timespan")), bounds, counted);
  }

  /** A rule that it names and that none of those known is called; empty where all are there. */
  Optional<String> missing(List<RuleFacts> known) {
    return rules.stream()
        .filter(name -> known.stream().noneMatch(facts -> facts.isCalled(name)))
        .findFirst();
  }

  /** The same with the ids of its rules in the place of their names. */
  Correlation resolved(List<RuleFacts> known) {
    List<String> ids =
        rules.stream()
            .map(name -> known.stream().filter(facts -> facts.isCalled(name)).findFirst())
            .map(facts -> facts.orElseThrow().id())
            .toList();
    return new Correlation(facts, kind, ids, groupBy, timespan, bounds, counted);
  }

  private static Kind kind(YamlNode type) throws BrokenRule {
    String written = type.text();
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(written))
        .findFirst()
        .orElseThrow(() -> type.broken("correlation type '%s' is not known".formatted(written)));
  }

  private static String column(YamlNode field) throws BrokenRule {
    String name = field.text();
    String column = OWN.contains(name) ? name : COLUMNS.get(name);
    if (column == null) {
      throw field.broken(
          "matches are not kept by '%s'; correlate by one of %s"
              .formatted(name, String.join(", ", OWN)));
    }
    return column;
  }

  private static List<Bound> bounds(String order, YamlNode number) throws BrokenRule {
    try {
      long bound = Long.parseLong(number.text());
      return switch (order) {
        case "gt", "gte", "lt", "lte" ->
            List.of(new Bound(Order.valueOf(order.toUpperCase(Locale.ROOT)), bound));
        case "eq" -> List.of(new Bound(Order.GTE, bound), new Bound(Order.LTE, bound));
        default -> throw number.broken("'%s' is no comparison".formatted(order));
      };
    } catch (NumberFormatException e) {
      throw number.broken("'%s' is no number".formatted(number.text()));
    }
  }

  private static Duration timespan(YamlNode written) throws BrokenRule {
    Matcher matcher = TIMESPAN.matcher(written.text());
    if (!matcher.matches()) {
      throw written.broken("a timespan is a number and s, m, h or d");
    }
    long number = Long.parseLong(matcher.group(1));
    Duration span =
        switch (matcher.group(2)) {
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    if (span.compareTo(LONGEST) > 0) {
      throw written.broken("a timespan is 30 days at most");
    }
    return span;
  }
}
