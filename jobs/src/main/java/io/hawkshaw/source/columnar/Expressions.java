package io.hawkshaw.source.columnar;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GetStructField;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Looks into Spark's expressions. */
final class Expressions {
  private Expressions() {}

  /**
   * An expression with other parts.
   *
   * @param replacement what stands in the place of a part; null to look into it
   */
  static Expression replaced(Expression expression, UnaryOperator<Expression> replacement) {
    Expression other = replacement.apply(expression);
    if (other != null) {
      return other;
    }
    List<Expression> children = children(expression);
    List<Expression> others = children.stream().map(child -> replaced(child, replacement)).toList();
    return children.equals(others) ? expression : expression.withNewChildren(seq(others));
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
