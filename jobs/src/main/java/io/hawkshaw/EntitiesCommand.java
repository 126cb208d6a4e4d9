package io.hawkshaw;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.EntityPath;
import io.hawkshaw.report.EntitySearch;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code entities}: lists and finds entities. */
@Command(
    name = "entities",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the entities that match, all of them.",
      "For example: --type IAM_USER; --match '*backup*'; --match 'arn:aws:iam::1111????3333:*';"
          + " --match 203.0.113.0/24"
    })
final class EntitiesCommand extends TableCommand {
  @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.")
  private String type;

  @Option(
      names = "--match",
      paramLabel = "PATTERN",
      description =
          "Only those whose id, name or unique id is so, whatever the case: * stands for any signs,"
              + " ? for one; or a block of addresses in CIDR notation.")
  private String pattern;

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      defaultValue = "id",
      description = {
        "id or importance; ${DEFAULT-VALUE} unless given.",
        "importance adds how many neighbours each has by the edges of the days, and how much hangs"
            + " on it: the sum of 1 / log2(2 + neighbours of n) over its neighbours n. Who shares"
            + " little with others counts most; an account or an agent that all have counts hardly."
      })
  private Order order;

  @Option(
      names = "--from",
      paramLabel = "D",
      description =
          "First UTC day whose edges count for importance; without --from and --to the last seven.")
  private LocalDate first;

  @Option(names = "--to", paramLabel = "D", description = "Last UTC day whose edges count for it.")
  private LocalDate last;

  /** What comes first. */
  enum Order {
    ID,
    IMPORTANCE
  }

  @Override
  Dataset<Row> rows(Lake lake) {
    return order == Order.IMPORTANCE
        ? EntitySearch.byImportance(lake, type, pattern, new EntityPath.Window(first, last))
        : EntitySearch.of(lake, type, pattern);
  }
}
