package io.hawkshaw.source;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.ObjectType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/** Columns that call a method of an object on Spark's own values, as a UDF does on Java's. */
final class Invoked {
  private Invoked() {}

  /**
   * A column.
   *
   * @param target its class and the method are public; each task has a copy of it
   * @param type what the method gives
   */
  static Column of(Object target, String method, DataType type, Column... arguments) {
    List<Expression> expressions =
        Arrays.stream(arguments).map(ExpressionUtils::expression).toList();
    return ExpressionUtils.column(
        new Invoke(
            new Literal(target, new ObjectType(target.getClass())),
            method,
            type,
            CollectionConverters.asScala(expressions).toSeq(),
            CollectionConverters.<AbstractDataType>asScala(List.of()).toSeq(),
            false,
            true,
            true));
  }

  /** Texts as an array of Spark, in one order. */
  static ArrayData array(Collection<String> texts) {
    return new GenericArrayData(
        new TreeSet<>(texts).stream().map(UTF8String::fromString).toArray(Object[]::new));
  }
}
