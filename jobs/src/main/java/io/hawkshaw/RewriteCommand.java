package io.hawkshaw;

import static org.apache.spark.sql.functions.max;

import io.hawkshaw.lake.Claim;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.LakeBusy;
import io.hawkshaw.lake.Table;
import io.hawkshaw.rewrite.Rewriting;
import io.hawkshaw.run.RewriteSettings;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rewrite}: the stories of a night, rewritten by a language model. */
@Command(
    name = "rewrite",
    mixinStandardHelpOptions = true,
    description = {
      "Has the language model of the settings rewrite the stories of a night's groups that it has not"
          + " rewritten yet, and keeps what says nothing that the facts do not say.",
      "Every night does this at its end where a model is set; this is for nights before, and for when"
          + " it did not answer."
    })
final class RewriteCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(
      names = "--day",
      paramLabel = "D",
      description = "The night, as 2026-10-17; the newest that has groups unless given.")
  private LocalDate day;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    if (!settings.rewriting().hasEndpoint()) {
      throw UserError.noRewriting();
    }
    PrintWriter out = spec.commandLine().getOut();
    try (SparkSession spark = Sessions.openSmall()) {
      DeltaLake lake = LakeOf.reading(spark, settings);
      Row newest = lake.read(Table.FINDING_GROUPS).agg(max("day")).first();
      if (day == null && newest.isNullAt(0)) {
        out.println("No night has a group.");
      } else {
        rewrite(
            lake, day == null ? newest.getDate(0).toLocalDate() : day, settings.rewriting(), out);
      }
      out.flush();
      return 0;
    }
  }

  /** Rewrites the stories of a night. That nobody answers is told in one line, and no failure. */
  static void rewrite(DeltaLake lake, LocalDate night, RewriteSettings settings, PrintWriter out) {
    String key = settings.keyVariable() == null ? null : System.getenv(settings.keyVariable());
    if (settings.keyVariable() != null && key == null) {
      out.printf("Stories were not rewritten: the environment has no %s%n", settings.keyVariable());
      return;
    }
    Rewriting rewriting = Rewriting.of(lake, night, settings, key);
    try {
      store(rewriting, lake);
    } catch (LakeBusy e) {
      out.println("Stories were not rewritten: " + UserError.busyLake(e).getMessage());
      return;
    }
    out.printf(
        "Stories of %s rewritten: %,d; refused, since they say what no fact says: %,d%n",
        night, rewriting.texts().size(), rewriting.refused());
    rewriting
        .failure()
        .ifPresent(
            why -> out.printf("Others were not rewritten: %s: %s%n", settings.endpoint(), why));
  }

  private static void store(Rewriting rewriting, DeltaLake lake) {
    if (!rewriting.texts().isEmpty()) {
      Claim claim = lake.claim();
      try (claim) {
        rewriting.store(lake);
      }
    }
  }
}
