package io.hawkshaw;

import io.hawkshaw.lake.DamagedTable;
import io.hawkshaw.report.QueryWriter;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.StorageFault;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sql}: ad-hoc queries. */
@CommandLine.Command(
    name = "sql",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a query over the tables: activity, traffic, dns_queries, findings, detections, edges,"
          + " entities, observations, anomalies, finding_groups, finding_group_members,"
          + " finding_group_links, investigations, indicators, rejects, coverage, files, runs;"
          + " reviewed_anomalies are anomalies with the verdicts of conf/feedback.csv.",
      "Views to drill down by: calls, new_places, kubernetes_calls, flows, finding_entities,"
          + " current_groups, sessions, creations. TABLES.md explains all of them.",
      "SHOW TABLES lists them, DESCRIBE TABLE activity explains one, SHOW USER FUNCTIONS and"
          + " DESCRIBE FUNCTION EXTENDED ip_in_cidr the functions. Times are UTC."
    })
final class SqlCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "QUERY", description = "The query, in quotes.")
  private String query;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json; ${DEFAULT-VALUE} unless given.")
  private QueryWriter format;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.open()) {
      LakeOf.register(spark, LakeOf.reading(spark, settings), settings);
      spark.conf().set("spark.sql.jsonGenerator.ignoreNullFields", "false");
      run(spark, spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  private void run(SparkSession spark, PrintWriter out) {
    try {
      refuseChanges(spark.sessionState().sqlParser().parsePlan(query));
      format.write(spark.sql(query), out);
    } catch (Exception e) { // Spark throws checked exceptions that its methods do not declare.
      throw mistakeIn(e);
    }
  }

  /**
   * What Spark has a name for is wrong with the query, but for the faults of the store and of the
   * tables; anything else is a bug of ours.
   */
  private static RuntimeException mistakeIn(Exception e) {
    if (StorageFault.isIn(e) || DamagedTable.in(e).isPresent()) {
      return new IllegalStateException(e);
    }
    Throwable cause = e;
    while (cause.getCause() instanceof SparkThrowable) {
      cause = cause.getCause();
    }
    if (cause instanceof SparkThrowable) {
      return UserError.badQuery(cause.getMessage().strip().lines().findFirst().orElse(""), e);
    }
    return e instanceof RuntimeException bug ? bug : new IllegalStateException(e);
  }

  /** The lake has one writer, and that is the night. */
  private static void refuseChanges(LogicalPlan plan) {
    String name = plan.getClass().getSimpleName();
    boolean onlyLooks =
        name.startsWith("Show") || name.startsWith("Describe") || name.startsWith("Explain");
    boolean isCommand = plan instanceof Command || plan.getClass().getName().contains("Statement");
    if (isCommand && !onlyLooks) {
      throw UserError.writingQuery(name);
    }
  }
}
