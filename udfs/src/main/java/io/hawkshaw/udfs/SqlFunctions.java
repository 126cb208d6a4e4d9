package io.hawkshaw.udfs;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/** All SQL functions of Hawkshaw. A new function is one class and one line here. */
public final class SqlFunctions {
  /** The functions, in the order in which the documentation lists them. */
  public static final List<SqlFunction> ALL =
      List.of(
          RegisteredDomain.FUNCTION,
          AgentFamily.FUNCTION,
          IpInCidr.FUNCTION,
          PrivateIp.FUNCTION,
          ArnAccount.FUNCTION,
          ArnResource.FUNCTION,
          CsvSafe.FUNCTION,
          Printable.FUNCTION);

  private SqlFunctions() {}

  /**
   * Makes all functions known to a session that is already open, as in a notebook.
   *
   * <p>The session must hold its own catalog: over Spark Connect, start the server with {@link
   * HawkshawExtensions} instead. The functions go straight into the catalog, and not through {@link
   * SparkSession#udf()}, which would lose their manual pages and the check of the argument count.
   */
  public static void register(SparkSession spark) {
    var registry = spark.sessionState().functionRegistry();
    ALL.forEach(
        function ->
            registry.registerFunction(function.identifier(), function.manual(), function::call));
  }
}
