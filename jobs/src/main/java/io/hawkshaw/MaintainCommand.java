package io.hawkshaw;

import io.hawkshaw.lake.Upkeep;
import io.hawkshaw.run.MaintainSettings;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.NavigableSet;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code maintain}: what the lake needs now and then. */
@Command(
    name = "maintain",
    mixinStandardHelpOptions = true,
    description = {
      "Forgets days past their retention, joins small files, deletes files that no version needs.",
      "It may run beside a night. What stays how long is set under maintain in the settings."
    })
final class MaintainCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  private boolean isDryRun;

  @Override
  public Integer call() throws IOException {
    LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
    Settings settings = common.settings();
    PrintWriter out = spec.commandLine().getOut();
    try (SparkSession spark = Sessions.open()) {
      for (Upkeep upkeep : LakeOf.reading(spark, settings).upkeep()) {
        LocalDate first = today.minusDays(settings.maintain().daysKept(upkeep.table()));
        out.println(
            isDryRun
                ? foreseen(upkeep, first, settings.maintain())
                : done(upkeep, first, settings.maintain()));
        out.flush();
      }
      return 0;
    }
  }

  /** What would be done to one table, on a line. */
  static String foreseen(Upkeep upkeep, LocalDate first, MaintainSettings settings) {
    return "%-12s would forget %s, cluster %s, join %,d files of shared days, delete %,d unneeded files"
        .formatted(
            upkeep.table().sqlName(),
            days(upkeep.daysBefore(first)),
            days(upkeep.clusterable(settings.clusterBytes(), Instant.now())),
            upkeep.splitFiles(),
            upkeep.vacuumable(settings.vacuumHours()));
  }

  /** Does it to one table, and says so on a line. */
  static String done(Upkeep upkeep, LocalDate first, MaintainSettings settings) {
    Upkeep.Size before = upkeep.size();
    NavigableSet<LocalDate> forgotten = upkeep.daysBefore(first);
    if (!forgotten.isEmpty()) {
      upkeep.forgetBefore(first);
    }
    NavigableSet<LocalDate> clustered = upkeep.clusterable(settings.clusterBytes(), Instant.now());
    if (!clustered.isEmpty()) {
      upkeep.cluster(clustered);
    }
    if (upkeep.splitFiles() > 0) {
      upkeep.compact();
    }
    upkeep.vacuum(settings.vacuumHours());
    Upkeep.Size after = upkeep.size();
    return "%-12s forgot %s; clustered %s; files in use %,d to %,d; stored %,d to %,d files, %,d to %,d bytes"
        .formatted(
            upkeep.table().sqlName(),
            days(forgotten),
            days(clustered),
            before.files(),
            after.files(),
            before.storedFiles(),
            after.storedFiles(),
            before.storedBytes(),
            after.storedBytes());
  }

  private static String days(NavigableSet<LocalDate> days) {
    return days.isEmpty()
        ? "no day"
        : "%,d days from %s to %s".formatted(days.size(), days.first(), days.last());
  }
}
