package io.hawkshaw;

import io.hawkshaw.report.EntitySearch;
import io.hawkshaw.report.QueryWriter;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.udfs.SqlFunctions;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code entities}: lists and finds entities. */
@Command(
    name = "entities",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the entities that match, all of them.",
      "For example: --type IAM_USER; --match '*backup*'; --match 'arn:aws:iam::1111????3333:*';"
          + " --match 203.0.113.0/24"
    })
final class EntitiesCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

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
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json; ${DEFAULT-VALUE} unless given.")
  private QueryWriter format;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.openSmall()) {
      SqlFunctions.register(spark);
      format.write(
          EntitySearch.of(LakeOf.reading(spark, settings), type, pattern),
          spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
