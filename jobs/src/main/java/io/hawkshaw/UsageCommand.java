package io.hawkshaw;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.Usage;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code usage}: what each account sent. */
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    description = {
      "What each account and source sent in 30 days, and what 30 days of it come to.",
      "Bytes are those of the files as stored. The projection is the mean of the days on which"
          + " anything came, times 30."
    })
final class UsageCommand extends TableCommand {
  @Option(
      names = "--day",
      paramLabel = "D",
      description = "Last of the 30 days; the newest of the lake unless given.")
  private LocalDate day;

  @Override
  Dataset<Row> rows(Lake lake) {
    return Usage.of(lake, day);
  }
}
