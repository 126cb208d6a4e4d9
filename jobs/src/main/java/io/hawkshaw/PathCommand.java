package io.hawkshaw;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.EntityPath;
import io.hawkshaw.run.UserError;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code path}: how one entity reached another. */
@Command(
    name = "path",
    mixinStandardHelpOptions = true,
    description = {
      "How did one entity reach another? The shortest paths along roles assumed, sessions and keys"
          + " taken, resources created, changed and read, connections made."
    })
final class PathCommand extends TableCommand {
  private static final int MOST_STEPS = 10;

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

  @Override
  Dataset<Row> rows(Lake lake) {
    if (steps < 1 || steps > MOST_STEPS) {
      throw UserError.badSteps(steps, MOST_STEPS);
    }
    return EntityPath.of(lake, from, to, new EntityPath.Window(first, last), steps, limit);
  }
}
