package io.hawkshaw.source.columnar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.expressions.CaseWhen;
import org.apache.spark.sql.catalyst.expressions.Coalesce;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.If;
import org.apache.spark.sql.catalyst.expressions.IsNotNull;
import org.apache.spark.sql.catalyst.expressions.IsNull;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Makes values of Spark's expressions, each the cheapest way: a column of texts is read as numbers,
 * what follows from one or two texts of dictionaries is computed once for each of them, a branch is
 * computed where its condition holds, and all that is left Spark computes of each record, at once.
 */
final class Values {
  private final Texts texts;
  private final Map<Expression, TextColumn> columns = new HashMap<>();
  private final List<Computed> computed = new ArrayList<>();
  private final List<ComputedNumber> numbers = new ArrayList<>();
  private final List<OfTexts> functions = new ArrayList<>();
  private final Computed ofEach = computed();

  Values(Texts texts) {
    this.texts = texts;
  }

  /** The value of an expression that is asked of each record. */
  Value of(Expression expression) {
    boolean isOfBytes = isText(expression.dataType()) || expression.dataType() instanceof ArrayType;
    return isOfBytes ? of(expression, ofEach) : number(expression);
  }

  /** The number of an expression that is asked of each record. */
  ComputedNumber number(Expression expression) {
    ComputedNumber number =
        new ComputedNumber(ofEach, ofEach.add(expression), expression.dataType());
    numbers.add(number);
    return number;
  }

  /** Goes on to a batch. */
  void open(ColumnarBatch batch) {
    columns.values().forEach(column -> column.open(batch));
    computed.forEach(each -> each.open(batch));
  }

  /** Forgets all texts, whose numbers others will have. */
  void forget() {
    texts.forget();
    numbers.forEach(ComputedNumber::forget);
    functions.forEach(OfTexts::forget);
  }

  private Value of(Expression expression, Computed home) {
    if (isLeaf(expression)) {
      return column(expression);
    }
    if (expression instanceof Literal literal && isText(literal.dataType())) {
      return new Constant((UTF8String) literal.value(), texts);
    }
    if (expression instanceof Coalesce coalesce) {
      return firstOf(Expressions.children(coalesce), home);
    }
    if (expression instanceof If choice) {
      return new Choice(
          List.of(branch(choice.predicate(), choice.trueValue(), home)),
          of(choice.falseValue(), computed()));
    }
    if (expression instanceof CaseWhen choice) {
      return choice(choice, home);
    }
    List<Expression> leaves = List.copyOf(Expressions.leaves(expression));
    boolean isFunction =
        isText(expression.dataType()) && leaves.size() == 1 && isOfTexts(expression, leaves);
    return isFunction
        ? new TextFunction(ofTexts(expression, leaves), text(expression, computed()))
        : text(expression, home);
  }

  private ComputedText text(Expression expression, Computed home) {
    return new ComputedText(home, home.add(expression), texts, !isText(expression.dataType()));
  }

  private Value firstOf(List<Expression> expressions, Computed home) {
    List<Value> values = new ArrayList<>();
    for (Expression expression : expressions) {
      values.add(of(expression, values.isEmpty() ? home : computed()));
    }
    return new FirstOf(values);
  }

  private Value choice(CaseWhen choice, Computed home) {
    List<Choice.Case> cases = new ArrayList<>();
    for (Tuple2<Expression, Expression> branch : CollectionConverters.asJava(choice.branches())) {
      cases.add(branch(branch._1(), branch._2(), cases.isEmpty() ? home : computed()));
    }
    Value otherwise =
        choice.elseValue().isDefined()
            ? of(choice.elseValue().get(), computed())
            : new Constant(null, texts);
    return new Choice(cases, otherwise);
  }

  private Choice.Case branch(Expression condition, Expression value, Computed home) {
    return new Choice.Case(condition(condition, home), of(value, computed()));
  }

  private Condition condition(Expression expression, Computed home) {
    if (expression instanceof IsNull test && isLeaf(test.child())) {
      return column(test.child())::isNull;
    }
    if (expression instanceof IsNotNull test && isLeaf(test.child())) {
      TextColumn column = column(test.child());
      return row -> !column.isNull(row);
    }
    List<Expression> leaves = List.copyOf(Expressions.leaves(expression));
    if (leaves.size() > OfTexts.MOST || !isOfTexts(expression, leaves)) {
      return computed(expression, home);
    }
    OfTexts ofTexts = ofTexts(expression, leaves);
    Condition otherwise = computed(expression, computed());
    return row -> ofTexts.pays() ? ofTexts.holds(row) : otherwise.holds(row);
  }

  private static Condition computed(Expression expression, Computed home) {
    int place = home.add(expression);
    return row -> !home.row(row).isNullAt(place) && home.row(row).getBoolean(place);
  }

  private OfTexts ofTexts(Expression expression, List<Expression> leaves) {
    OfTexts function =
        new OfTexts(
            leaves.stream().map(this::column).toList(),
            OfTexts.function(expression, leaves),
            texts);
    functions.add(function);
    return function;
  }

  private Computed computed() {
    Computed own = new Computed();
    computed.add(own);
    return own;
  }

  private TextColumn column(Expression leaf) {
    return columns.computeIfAbsent(
        leaf, l -> new TextColumn(Expressions.path(l).orElseThrow(), texts));
  }

  private static boolean isOfTexts(Expression expression, List<Expression> leaves) {
    return expression.deterministic() && leaves.stream().allMatch(Values::isLeaf);
  }

  private static boolean isLeaf(Expression expression) {
    return isText(expression.dataType()) && Expressions.path(expression).isPresent();
  }

  /** True of texts, arrays, truths, and whole numbers of four or eight bytes. */
  static boolean isKnown(DataType type) {
    return isText(type) || type instanceof ArrayType || ComputedNumber.TYPES.contains(type);
  }

  private static boolean isText(DataType type) {
    return type instanceof StringType;
  }
}
