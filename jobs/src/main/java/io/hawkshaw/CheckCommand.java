package io.hawkshaw;

import io.hawkshaw.enrichment.EnrichmentFile;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.rule.Allowlist;
import io.hawkshaw.rule.Rulebook;
import io.hawkshaw.run.Feedback;
import io.hawkshaw.run.Input;
import io.hawkshaw.run.RewriteSettings;
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
      "Checks settings, rules, inputs, access and the lake, and says how to mend what is wrong.",
      "Ends with 0 where all is well, with 2 where it is not."
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
      checkRules(out, settings);
      try (SparkSession spark = Sessions.open()) {
        checkInputs(out, settings, spark);
        checkEnrichment(out, settings);
        checkFeedback(out, settings);
        checkRewriting(out, settings.rewriting());
        checkLake(out, settings, spark);
      }
    } catch (UserError e) {
      problem(out, "settings", e.getMessage());
    }
    out.flush();
    return isGood ? 0 : 2;
  }

  private void checkRules(PrintWriter out, Settings settings) {
    try {
      Rulebook rules = Rulebook.load(settings.rules());
      rules.problems().forEach(broken -> problem(out, "rules", broken.toString()));
      ok(out, "rules", rules.summary());
      int allowed = Allowlist.load(settings.rules()).entries().size();
      ok(out, "allowlist", allowed == 0 ? "nothing is expected" : allowed + " entries");
    } catch (UserError e) {
      problem(out, "rules", e.getMessage());
    }
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

  private void checkEnrichment(PrintWriter out, Settings settings) {
    for (EnrichmentFile file : EnrichmentFile.values()) {
      String path = file.path(settings.enrichment()).orElse(null);
      try {
        file.verify(settings.enrichment());
        String state = path == null ? "not set: unknown are " + file.meaning() : path;
        out.printf("%-8s %-14s %s%n", path == null ? "-" : "ok", file.key(), state);
      } catch (UserError e) {
        problem(out, file.key(), e.getMessage());
      }
    }
  }

  private void checkFeedback(PrintWriter out, Settings settings) {
    try {
      int verdicts = Feedback.load(settings).size();
      ok(out, "feedback", settings.anomalies().feedback() + ": " + verdicts + " verdicts");
    } catch (UserError e) {
      problem(out, "feedback", e.getMessage());
    }
  }

  /** Nobody is asked: what is sent there tells of incidents. */
  private void checkRewriting(PrintWriter out, RewriteSettings settings) {
    String variable = settings.keyVariable();
    if (!settings.hasEndpoint()) {
      out.printf("%-8s %-14s %s%n", "-", "rewriting", "not set: stories stay those of templates");
    } else if (variable != null && System.getenv(variable) == null) {
      problem(
          out,
          "rewriting",
          "the environment has no " + variable + "; export it, or no story is rewritten");
    } else {
      ok(out, "rewriting", settings.endpoint() + ", " + settings.model());
    }
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
