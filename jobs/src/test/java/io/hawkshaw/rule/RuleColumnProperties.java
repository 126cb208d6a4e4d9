package io.hawkshaw.rule;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.hawkshaw.run.LogRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Compiled rules against the interpreter, on random conditions and events: as columns of one table,
 * and as the scan asks them, one event after another.
 */
final class RuleColumnProperties {
  private static final List<String> FIELDS =
      List.of("eventSource", "eventName", "request.a", "b`c", Condition.WHOLE_EVENT);

  /** Words that like to be confused. */
  private static final List<String> WORDS =
      List.of(
          "",
          "a",
          "A",
          "ab",
          "Ab",
          "aB",
          "b",
          "ba",
          "a*b",
          "a?",
          "a\\b",
          "a\nb",
          "É",
          "é",
          "10",
          "9.5",
          "-3",
          "NaN",
          "1e2",
          " 7 ",
          "10.1.2.3",
          "10.9.9.9",
          "192.0.2.1",
          "%",
          "_",
          ".*",
          "a.b",
          "[",
          "$",
          "yes");

  @Provide
  Arbitrary<List<Map<String, List<String>>>> events() {
    Arbitrary<List<String>> values = Arbitraries.of(WORDS).list().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.maps(Arbitraries.of(FIELDS), values)
        .ofMaxSize(FIELDS.size())
        .map(RuleColumnProperties::withOneKey)
        .list()
        .ofSize(60);
  }

  @Provide
  Arbitrary<List<Condition>> conditions() {
    return condition(3).list().ofSize(60);
  }

  private static Arbitrary<Condition> condition(int depth) {
    Arbitrary<Condition> leaf =
        Arbitraries.frequencyOf(
            Tuple.of(1, Arbitraries.of(FIELDS).map(Absent::new)),
            Tuple.of(
                6,
                Combinators.combine(Arbitraries.of(FIELDS), test().list().ofMinSize(1).ofMaxSize(3))
                    .as(Any::new)));
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<List<Condition>> parts = condition(depth - 1).list().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.oneOf(
        leaf, parts.map(And::new), parts.map(Or::new), condition(depth - 1).map(Not::new));
  }

  private static Arbitrary<ValueTest> test() {
    Arbitrary<Boolean> isCased = Arbitraries.of(true, false);
    Arbitrary<ValueTest> text =
        Combinators.combine(
                Arbitraries.strings().withChars("aAbBÉ*?\\.%\n").ofMaxLength(4), isCased)
            .as(
                (written, cased) -> {
                  SigmaString parsed = SigmaString.parse(written);
                  return new Text(cased ? parsed : parsed.toLowerCase(), cased);
                });
    Arbitrary<ValueTest> regex =
        Arbitraries.of("a.b", "^a$", "(?i)^AB?$", "(?s)a.b", "[0-9]+", "b\\b", "(?m)^b$", "")
            .map(Regex::new);
    Arbitrary<ValueTest> block =
        Arbitraries.of("10.0.0.0/8", "10.1.0.0/16", "192.0.2.1/32", "0.0.0.0/0").map(InBlock::new);
    Arbitrary<ValueTest> compared =
        Combinators.combine(
                Arbitraries.of(Order.class), Arbitraries.of("9.5", "10", "-3", "100", "0"))
            .as((order, number) -> new Compared(order, new BigDecimal(number)));
    Arbitrary<ValueTest> same =
        Combinators.combine(Arbitraries.of(FIELDS), Arbitraries.of(Place.class), isCased)
            .as(SameAs::new);
    return Arbitraries.oneOf(text, text, regex, block, compared, same);
  }

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void compiledRulesSayWhatTheInterpreterSays(
      @ForAll("conditions") List<Condition> conditions,
      @ForAll("events") List<Map<String, List<String>>> events) {
    List<List<Boolean>> expected = new ArrayList<>();
    for (Map<String, List<String>> event : events) {
      Interpreter interpreter = new Interpreter(event);
      expected.add(conditions.stream().map(interpreter::holds).toList());
    }
    assertThat(ofTable(conditions, events)).isEqualTo(expected);
    assertThat(ofScan(conditions, events)).isEqualTo(expected);
  }

  private static List<List<Boolean>> ofTable(
      List<Condition> conditions, List<Map<String, List<String>>> events) {
    StructType schema = new StructType().add("number", DataTypes.IntegerType);
    for (String field : FIELDS) {
      schema = schema.add(field, DataTypes.createArrayType(DataTypes.StringType));
    }
    List<Row> rows = new ArrayList<>();
    for (Map<String, List<String>> event : events) {
      List<Object> row = new ArrayList<>(List.of(rows.size()));
      FIELDS.forEach(
          field ->
              row.add(event.containsKey(field) ? event.get(field).toArray(String[]::new) : null));
      rows.add(RowFactory.create(row.toArray()));
    }
    Column[] columns =
        conditions.stream()
            .map(condition -> RuleColumn.of(condition, RuleColumnProperties::field))
            .toArray(Column[]::new);
    return SPARK
        .createDataFrame(rows, schema)
        .select(col("number"), array(columns).as("holds"))
        .orderBy("number")
        .collectAsList()
        .stream()
        .map(row -> row.<Boolean>getList(1))
        .map(List::copyOf)
        .toList();
  }

  private static Column field(String name) {
    return col("`" + name.replace("`", "``") + "`");
  }

  private static List<List<Boolean>> ofScan(
      List<Condition> conditions, List<Map<String, List<String>>> events) {
    List<Rule> rules = new ArrayList<>();
    for (Condition condition : conditions) {
      rules.add(new Rule(facts("rule" + rules.size()), LogSource.CLOUDTRAIL, condition));
    }
    LogRules compiled = CompiledRules.of(LogSource.CLOUDTRAIL, rules, SPARK);
    List<List<Boolean>> answers = new ArrayList<>();
    for (Map<String, List<String>> event : events) {
      String[][] values =
          compiled.fields().stream()
              .map(event::get)
              .map(all -> all == null ? null : all.toArray(String[]::new))
              .toArray(String[][]::new);
      List<String> matching = compiled.matching(only(event, 0), only(event, 1), values);
      answers.add(rules.stream().map(rule -> matching.contains(rule.facts().id())).toList());
    }
    return answers;
  }

  /** In a log, service and operation have one value. */
  private static Map<String, List<String>> withOneKey(Map<String, List<String>> event) {
    Map<String, List<String>> single = new HashMap<>(event);
    for (String key : FIELDS.subList(0, 2)) {
      single.computeIfPresent(key, (name, values) -> values.subList(0, 1));
    }
    return single;
  }

  private static String only(Map<String, List<String>> event, int field) {
    List<String> values = event.get(FIELDS.get(field));
    return values == null ? null : values.get(0);
  }

  private static RuleFacts facts(String id) {
    return new RuleFacts(
        id, null, id, "", Level.LOW, new Attack(List.of(), List.of()), List.of(), "-:1");
  }
}
