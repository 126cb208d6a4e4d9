package io.hawkshaw.source.columnar;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.CreateNamedStruct;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Looks into Spark's expressions. */
final class Expressions {
  private Expressions() {}

  /**
   * Expressions with other parts. A part that stands in several places stays one: a column of a
   * query may name another many times, that one a third, and written out they would be hundreds of
   * thousands of parts, of which each task gets a copy.
   *
   * @param replacement what stands in the place of a part; null to look into it
   */
  static List<Expression> replaced(
      List<Expression> expressions, UnaryOperator<Expression> replacement) {
    IdentityHashMap<Expression, Expression> known = new IdentityHashMap<>();
    return expressions.stream().map(each -> replaced(each, replacement, known)).toList();
  }

  private static Expression replaced(
      Expression expression,
      UnaryOperator<Expression> replacement,
      IdentityHashMap<Expression, Expression> known) {
    Expression other = known.get(expression);
    if (other == null) {
      other = replacement.apply(expression);
      if (other == null) {
        List<Expression> others =
            children(expression).stream()
                .map(child -> replaced(child, replacement, known))
                .toList();
        other = field(expression.withNewChildren(seq(others)));
      }
      known.put(expression, other);
    }
    return other;
  }

  /** Of a struct that is made where one field of it is asked for, only that field is. */
  private static Expression field(Expression expression) {
    return expression instanceof GetStructField field
            && field.child() instanceof CreateNamedStruct struct
        ? struct.valExprs().apply(field.ordinal())
        : expression;
  }

  /** Places from the columns of a batch inwards, where an expression is one of its leaves. */
  static Optional<List<Integer>> path(Expression expression) {
    if (expression instanceof BoundReference reference) {
      return Optional.of(List.of(reference.ordinal()));
    }
    if (expression instanceof GetStructField field) {
      return path(field.child()).map(outer -> with(outer, field.ordinal()));
    }
    return Optional.empty();
  }

  private static List<Integer> with(List<Integer> path, int place) {
    return Stream.concat(path.stream(), Stream.of(place)).toList();
  }

  /** The leaves of batches that an expression reads, in their order. */
  static Set<Expression> leaves(Expression expression) {
    Set<Expression> leaves = new LinkedHashSet<>();
    addLeaves(expression, leaves);
    return leaves;
  }

  private static void addLeaves(Expression expression, Set<Expression> leaves) {
    if (path(expression).isPresent()) {
      leaves.add(expression);
    } else {
      children(expression).forEach(child -> addLeaves(child, leaves));
    }
  }

  static List<Expression> children(Expression expression) {
    return CollectionConverters.asJava(expression.children());
  }

  static Seq<Expression> seq(List<Expression> expressions) {
    return CollectionConverters.asScala(expressions).toSeq();
  }
}
