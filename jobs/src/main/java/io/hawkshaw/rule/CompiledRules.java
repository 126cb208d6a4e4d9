package io.hawkshaw.rule;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.hawkshaw.run.LogRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The rules of one log, compiled to columns over the fields that they name. The scan asks them
 * record by record, outside of any plan: which of the columns have to be computed differs from one
 * service and operation to the next, and for most there are none.
 *
 * <p>It keeps what it has found out, and is used by one thread: each task has a copy of its own.
 */
final class CompiledRules implements LogRules {
  private static final long serialVersionUID = 1L;

  /** What is remembered of pairs of service and operation, which an attacker may invent. */
  private static final int MAX_PAIRS = 20_000;

  /** So many answers are remembered, those that were asked for last. */
  private static final int MAX_ANSWERS = 10_000;

  /**
   * Of longer values none are remembered: an attacker may make them long. CloudTrail cuts user
   * agents at 1 KB.
   *
   * <p>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
   */
  private static final int MAX_CHARS = 1024;

  private final String[] fields;
  private final String[] keys;
  private final String[] ids;
  private final Condition[] conditions;
  private final Expression[] columns;
  private final int[][] asked;
  private transient Map<Pair, int[]> candidates;
  private transient Cache<Question, Boolean> answers;

  private record Pair(String first, String second) {}

  /** A rule, and the values of those fields that it asks for. */
  private record Question(int rule, List<String> values) {}

  private CompiledRules(List<String> keys, List<Rule> rules, SparkSession spark) {
    this.fields =
        rules.stream()
            .flatMap(rule -> rule.condition().fields())
            .distinct()
            .sorted()
            .toArray(String[]::new);
    this.keys = keys.toArray(String[]::new);
    this.ids = rules.stream().map(rule -> rule.facts().id()).toArray(String[]::new);
    this.conditions = rules.stream().map(Rule::condition).toArray(Condition[]::new);
    this.columns = columns(spark);
    this.asked =
        Arrays.stream(conditions)
            .map(condition -> condition.fields().distinct().mapToInt(this::place).toArray())
            .toArray(int[][]::new);
  }

  /** Compiles rules, which are all of one log. */
  static LogRules of(LogSource log, List<Rule> rules, SparkSession spark) {
    return rules.isEmpty() ? LogRules.NONE : new CompiledRules(log.keys(), rules, spark);
  }

  /** The columns as Spark resolves them, ready to be computed of a row of the fields' values. */
  private Expression[] columns(SparkSession spark) {
    Column[] compiled =
        Arrays.stream(conditions)
            .map(condition -> RuleColumn.of(condition, this::value))
            .toArray(Column[]::new);
    LogicalPlan plan = spark.range(1).select(compiled).queryExecution().analyzed();
    return CollectionConverters.asJava(((Project) plan).projectList()).stream()
        .map(named -> ((Expression) named).children().head())
        .toArray(Expression[]::new);
  }

  private Column value(String field) {
    return ExpressionUtils.column(
        new BoundReference(place(field), DataTypes.createArrayType(DataTypes.StringType), true));
  }

  private int place(String field) {
    return Arrays.binarySearch(fields, field);
  }

  @Override
  public List<String> fields() {
    return List.of(fields);
  }

  @Override
  public boolean mayMatch(String first, String second) {
    return candidates(first, second).length > 0;
  }

  @Override
  public List<String> matching(String first, String second, String[][] values) {
    int[] candidates = candidates(first, second);
    if (candidates.length == 0) {
      return List.of();
    }
    Supplier<InternalRow> row = Suppliers.memoize(() -> row(values));
    List<String> matching = new ArrayList<>();
    for (int candidate : candidates) {
      if (holds(candidate, values, row)) {
        matching.add(ids[candidate]);
      }
    }
    return matching;
  }

  /** The rules that most events have to be asked name few fields, of few values: the user agent. */
  private boolean holds(int rule, String[][] values, Supplier<InternalRow> row) {
    Optional<Question> question = question(rule, values);
    if (question.isEmpty()) {
      return holds(columns[rule], row.get());
    }
    if (answers == null) {
      answers = CacheBuilder.newBuilder().maximumSize(MAX_ANSWERS).concurrencyLevel(1).build();
    }
    Boolean answer = answers.getIfPresent(question.get());
    if (answer == null) {
      answer = holds(columns[rule], row.get());
      answers.put(question.get(), answer);
    }
    return answer;
  }

  /** Empty where the values are many or long. */
  private Optional<Question> question(int rule, String[][] values) {
    String[] ofRule = new String[asked[rule].length];
    int chars = 0;
    for (int i = 0; i < ofRule.length; i++) {
      String[] ofField = values[asked[rule][i]];
      if (ofField != null) {
        if (ofField.length != 1) {
          return Optional.empty();
        }
        ofRule[i] = ofField[0];
        chars += ofField[0].length();
      }
    }
    return chars > MAX_CHARS
        ? Optional.empty()
        : Optional.of(new Question(rule, Arrays.asList(ofRule)));
  }

  /**
   * A text that is made to exhaust a rule's regular expression is worth a look: it counts as a
   * match.
   */
  private static boolean holds(Expression column, InternalRow row) {
    try {
      return Boolean.TRUE.equals(column.eval(row));
    } catch (StackOverflowError e) {
      return true;
    }
  }

  private InternalRow row(String[][] values) {
    Object[] row = new Object[fields.length];
    for (int i = 0; i < row.length; i++) {
      if (values[i] != null) {
        row[i] =
            new GenericArrayData(
                Arrays.stream(values[i]).map(UTF8String::fromString).toArray(Object[]::new));
      }
    }
    return new GenericInternalRow(row);
  }

  private int[] candidates(String first, String second) {
    if (candidates == null) {
      candidates = new HashMap<>();
    }
    Pair pair = new Pair(first, second);
    int[] known = candidates.get(pair);
    if (known == null) {
      known = find(pair);
      if (candidates.size() < MAX_PAIRS) {
        candidates.put(pair, known);
      }
    }
    return known;
  }

  private int[] find(Pair pair) {
    Map<String, String> known = new HashMap<>();
    known.put(keys[0], pair.first());
    known.put(keys[1], pair.second());
    return IntStream.range(0, conditions.length)
        .filter(i -> Triage.mayHold(conditions[i], known))
        .toArray();
  }
}
