package io.hawkshaw;

import io.hawkshaw.lake.Claim;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.run.Window;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code nightly}: the night's work. */
@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    description = {
      "Reads what is new and rebuilds the days that it touches.",
      "With --day, or --from and --to, rebuilds these days, whatever is new."
    })
final class NightlyCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(names = "--day", paramLabel = "D", description = "One UTC day, as 2026-10-17.")
  private LocalDate day;

  @Option(names = "--from", paramLabel = "D", description = "First UTC day of a back-fill.")
  private LocalDate from;

  @Option(names = "--to", paramLabel = "D", description = "Last UTC day of a back-fill.")
  private LocalDate to;

  @Option(names = "--only", paramLabel = "STEP", description = "Build this table alone.")
  private String only;

  @Option(
      names = "--from-step",
      paramLabel = "STEP",
      description = "Build this table and those after it.")
  private String fromStep;

  @Override
  public Integer call() throws IOException {
    Instant startedTime = Instant.now();
    Settings settings = common.settings();
    NightShift shift =
        new NightShift(settings, startedTime, new TerminalProgress(spec))
            .only(only)
            .fromStep(fromStep);
    Window window = window();
    shift.check(window);
    try (SparkSession spark = Sessions.open()) {
      DeltaLake lake = LakeOf.rebuilding(shift.rebuilt(), spark, settings);
      NightShift.Result result = run(shift, spark, lake, window);
      PrintWriter out = spec.commandLine().getOut();
      new NightSummary(out).print(result);
      if (settings.rewriting().hasEndpoint() && only == null && !result.days().isEmpty()) {
        RewriteCommand.rewrite(lake, result.days().last(), settings.rewriting(), out);
      }
      return result.gaps().isEmpty() ? 0 : 3;
    }
  }

  private static NightShift.Result run(
      NightShift shift, SparkSession spark, DeltaLake lake, Window window) {
    Claim claim = lake.claim();
    try (claim) {
      return shift.run(spark, lake, window);
    }
  }

  private Window window() {
    if (day != null && (from != null || to != null)) {
      throw UserError.badDays("--day excludes --from and --to");
    }
    if (day != null) {
      return new Window(day, day);
    }
    boolean isPart = only != null || fromStep != null;
    if (isPart && from == null) {
      throw UserError.badDays("--only and --from-step need the days to build");
    }
    return from == null && to == null ? Window.NEW_FILES : new Window(from, to);
  }
}
