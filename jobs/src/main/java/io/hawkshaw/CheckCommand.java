package io.hawkshaw;

import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.run.Input;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.source.InputCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code check}: what is wrong, before the night finds out. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks settings, inputs, access and the lake, and says how to mend what is wrong.",
      "Ends with 0 where a night can run, with 2 where it cannot."
    })
final class CheckCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;
  private boolean isGood = true;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Settings settings = common.settings();
      ok(out, "settings", common.origin());
      try (SparkSession spark = Sessions.open()) {
        checkInputs(out, settings, spark);
        checkLake(out, settings, spark);
      }
    } catch (UserError e) {
      problem(out, "settings", e.getMessage());
    }
    out.flush();
    return isGood ? 0 : 2;
  }

  private void checkInputs(PrintWriter out, Settings settings, SparkSession spark) {
    if (settings.inputs().isEmpty()) {
      problem(out, "inputs", UserError.noInput().getMessage());
    }
    settings
        .inputs()
        .forEach(
            (name, uris) ->
                uris.forEach(
                    uri -> {
                      try {
                        String found = InputCheck.look(spark, Input.labelled(name), uri);
                        ok(out, name, uri + ": " + found);
                      } catch (UserError e) {
                        problem(out, name, e.getMessage());
                      }
                    }));
  }

  private void checkLake(PrintWriter out, Settings settings, SparkSession spark) {
    try {
      DeltaLake lake = new DeltaLake(spark, settings.lake());
      lake.probe();
      ok(out, "lake", settings.lake() + (lake.exists() ? "" : ": empty, the first night fills it"));
    } catch (IOException | IllegalArgumentException e) {
      problem(out, "lake", UserError.unwritableLake(settings.lake(), e).getMessage());
    }
  }

  private static void ok(PrintWriter out, String what, String found) {
    out.printf("ok       %-14s %s%n", what, found);
  }

  private void problem(PrintWriter out, String what, String problem) {
    isGood = false;
    out.printf("PROBLEM  %-14s %s%n", what, problem);
  }
}
