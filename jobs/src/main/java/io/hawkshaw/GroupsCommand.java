package io.hawkshaw;

import io.hawkshaw.report.GroupReport;
import io.hawkshaw.report.QueryWriter;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.udfs.SqlFunctions;
import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code groups}: lists the finding groups of a night. */
@Command(
    name = "groups",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the groups of findings that are one incident, the gravest first, and what became of"
          + " each since the night before: new, grown, unchanged, merged, superseded, closed."
    })
final class GroupsCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--day",
      paramLabel = "D",
      description = "The night, as 2026-10-17; the newest that has groups unless given.")
  private LocalDate day;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json; ${DEFAULT-VALUE} unless given.")
  private QueryWriter format;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.openSmall()) {
      SqlFunctions.register(spark);
      format.write(
          GroupReport.list(LakeOf.reading(spark, settings), day), spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
