package io.hawkshaw;

import io.hawkshaw.report.EntityPath;
import io.hawkshaw.report.QueryWriter;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.udfs.SqlFunctions;
import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code path}: how one entity reached another. */
@Command(
    name = "path",
    mixinStandardHelpOptions = true,
    description = {
      "How did one entity reach another? The shortest paths along roles assumed, sessions and keys"
          + " taken, resources created, changed and read, connections made."
    })
final class PathCommand implements Callable<Integer> {
  private static final int MOST_STEPS = 10;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "FROM", description = "Id, name or unique id of the first.")
  private String from;

  @Parameters(index = "1", paramLabel = "TO", description = "Id, name or unique id of the last.")
  private String to;

  @Option(names = "--from", paramLabel = "D", description = "First UTC day; all unless given.")
  private LocalDate first;

  @Option(names = "--to", paramLabel = "D", description = "Last UTC day; all unless given.")
  private LocalDate last;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "4",
      description = "Steps at most; ${DEFAULT-VALUE} unless given.")
  private int steps;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "5",
      description = "Paths at most; ${DEFAULT-VALUE} unless given.")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json; ${DEFAULT-VALUE} unless given.")
  private QueryWriter format;

  @Override
  public Integer call() throws IOException {
    if (steps < 1 || steps > MOST_STEPS) {
      throw UserError.badSteps(steps, MOST_STEPS);
    }
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.openSmall()) {
      SqlFunctions.register(spark);
      format.write(
          EntityPath.of(
              LakeOf.reading(spark, settings),
              from,
              to,
              new EntityPath.Window(first, last),
              steps,
              limit),
          spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
