package io.hawkshaw;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.Summary;
import io.hawkshaw.report.SummaryWriter;
import io.hawkshaw.run.KnownDays;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code summary}: what a day brought. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = {
      "Last night at a glance: data health, finding groups, investigations, new places, the busiest"
          + " users, roles, instances and clusters.",
      "All numbers are exact."
    })
final class SummaryCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description = "The UTC day; the last of the lake unless given.")
  private LocalDate day;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv, json or html; ${DEFAULT-VALUE} unless given.")
  private SummaryWriter format;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "File to write to; the terminal unless given.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.openSmall()) {
      Lake lake = LakeOf.snapshot(spark, settings);
      if (day != null) {
        KnownDays.check(lake, Scope.day(day));
      }
      Summary summary = Summary.of(lake, day);
      if (file == null) {
        format.write(summary, spec.commandLine().getOut());
        return 0;
      }
      try (PrintWriter out =
          new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
        format.write(summary, out);
      } catch (IOException e) {
        throw UserError.unwritableReport(file.toString(), e);
      }
      spec.commandLine().getOut().println(file);
      return 0;
    }
  }
}
