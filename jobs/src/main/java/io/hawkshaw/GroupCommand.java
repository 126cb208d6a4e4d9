package io.hawkshaw;

import io.hawkshaw.report.GroupFiles;
import io.hawkshaw.report.GroupReport;
import io.hawkshaw.report.GroupWriter;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code group}: one finding group. */
@Command(
    name = "group",
    mixinStandardHelpOptions = true,
    description = {
      "Tells the story of one finding group, who is in it, and why they are one.",
      "./hawkshaw groups lists them."
    })
final class GroupCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Its id, or how its id begins.")
  private String id;

  @Option(
      names = "--day",
      paramLabel = "D",
      description = "The night, as 2026-10-17; the last on which the group was there unless given.")
  private LocalDate day;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Writes group.json, members.csv, links.csv, group.graphml and group.html, a page that needs"
              + " no network, into this folder.")
  private Path folder;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table or json; ${DEFAULT-VALUE} unless given.")
  private GroupWriter format;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    PrintWriter out = spec.commandLine().getOut();
    try (SparkSession spark = Sessions.openSmall()) {
      GroupReport report = GroupReport.of(LakeOf.snapshot(spark, settings), id, day);
      if (folder == null) {
        format.write(report, out);
      } else {
        GroupFiles.write(report, folder).forEach(file -> out.println("Wrote " + file));
      }
      out.flush();
      return 0;
    }
  }
}
