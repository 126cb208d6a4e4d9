package io.hawkshaw.udfs;

import java.util.Collections;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.classic.UserDefinedFunctionUtils;
import org.apache.spark.sql.errors.QueryCompilationErrors;
import org.apache.spark.sql.expressions.SparkUserDefinedFunction;
import org.apache.spark.sql.internal.ToScalaUDF;
import scala.Option;
import scala.Some;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Failure;

/**
 * A function of text as a Spark session knows it: its name, its types, its Java body and its manual
 * page.
 *
 * <p>The inputs are declared as text, and not left open as {@code functions.udf} does for Java
 * bodies. Spark then casts a number and refuses an array while it analyses the query; otherwise the
 * query would die of a {@link ClassCastException} on its first row.
 */
public final class SqlFunction {
  private final SparkUserDefinedFunction udf;
  private final ExpressionInfo manual;

  private SqlFunction(SparkUserDefinedFunction udf, ExpressionInfo manual) {
    this.udf = udf;
    this.manual = manual;
  }

  /** Defines a function of one text. */
  static <R> SqlFunction of(String name, UDF1<String, R> body, Encoder<R> result, Manual manual) {
    return define(name, ToScalaUDF.apply(body), 1, result, manual);
  }

  /** Defines a function of two texts. */
  static <R> SqlFunction of(
      String name, UDF2<String, String, R> body, Encoder<R> result, Manual manual) {
    return define(name, ToScalaUDF.apply(body), 2, result, manual);
  }

  private static SqlFunction define(
      String name, Object body, int arity, Encoder<?> result, Manual manual) {
    Option<Encoder<?>> text = new Some<>(Encoders.STRING());
    return new SqlFunction(
        new SparkUserDefinedFunction(
            body,
            ((AgnosticEncoder<?>) result).dataType(),
            CollectionConverters.asScala(Collections.nCopies(arity, text)).toSeq(),
            new Some<>(result),
            new Some<>(name),
            true,
            true),
        manual.describe(name));
  }

  /** The name under which SQL calls the function. */
  public String name() {
    return manual.getName();
  }

  /** One line of signature and meaning. */
  public String usage() {
    return manual.getUsage();
  }

  /** A statement that calls the function, and its result. */
  public String examples() {
    return manual.getExamples();
  }

  /** The function applied to columns. */
  Column on(Column... inputs) {
    return udf.apply(inputs);
  }

  FunctionIdentifier identifier() {
    return new FunctionIdentifier(name());
  }

  ExpressionInfo manual() {
    return manual;
  }

  /** Builds the expression of a call in SQL text. */
  Expression call(Seq<Expression> arguments) {
    int arity = udf.inputEncoders().size();
    if (arguments.size() == arity) {
      return UserDefinedFunctionUtils.toScalaUDF(udf, arguments);
    }
    Throwable error =
        QueryCompilationErrors.wrongNumArgsError(
            name(),
            CollectionConverters.asScala(Collections.<Object>singletonList(arity)).toSeq(),
            arguments.size(),
            "",
            "",
            "");
    // The error of Spark is a checked exception, which a Scala function throws undeclared.
    return new Failure<Expression>(error).get();
  }

  /**
   * What {@code DESCRIBE FUNCTION EXTENDED} prints.
   *
   * @param definition the parameters in parentheses, a dash and the meaning
   * @param arguments the arguments of the example, as SQL
   * @param result what the example returns, as {@code spark-sql} prints it
   */
  record Manual(String definition, String arguments, String result) {
    private static final String SINCE = "0.1.0";

    private ExpressionInfo describe(String name) {
      return new ExpressionInfo(
          SqlFunction.class.getName(),
          null,
          name,
          "_FUNC_" + definition,
          "",
          """

              Examples:
                > SELECT _FUNC_(%s);
                 %s
          """
              .formatted(arguments, result),
          "",
          "string_funcs",
          SINCE,
          "",
          "java_udf");
    }
  }
}
