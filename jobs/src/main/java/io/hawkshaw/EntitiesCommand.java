package io.hawkshaw;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.EntitySearch;
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

  @Override
  Dataset<Row> rows(Lake lake) {
    return EntitySearch.of(lake, type, pattern);
  }
}
