package io.hawkshaw;

import io.hawkshaw.report.QueryWriter;
import io.hawkshaw.report.Usage;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import java.io.IOException;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code usage}: what each account sent. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description = {
      "What each account and source sent in 30 days, and what 30 days of it come to.",
      "Bytes are those of the files as stored. The projection is the mean of the days on which"
          + " anything came, times 30."
    })
final class UsageCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--day",
      paramLabel = "D",
      description = "Last of the 30 days; the newest of the lake unless given.")
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
    try (SparkSession spark = Sessions.open()) {
      format.write(Usage.of(LakeOf.reading(spark, settings), day), spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
