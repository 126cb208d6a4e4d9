package io.hawkshaw;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.GroupReport;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code groups}: lists the finding groups of a night. */
@Command(
    name = "groups",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the groups of findings that are one incident, the gravest first, and what became of"
          + " each since the night before: new, grown, unchanged, merged, superseded, closed."
    })
final class GroupsCommand extends TableCommand {
  @Option(
      names = "--day",
      paramLabel = "D",
      description = "The night, as 2026-10-17; the newest that has groups unless given.")
  private LocalDate day;

  @Override
  Dataset<Row> rows(Lake lake) {
    return GroupReport.list(lake, day);
  }
}
