package io.hawkshaw;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.EntityProfile;
import io.hawkshaw.report.ProfileWriter;
import io.hawkshaw.run.KnownDays;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code entity}: the profile of one entity. */
@Command(
    name = "entity",
    mixinStandardHelpOptions = true,
    description = {
      "What is known of one user, role, session, key, instance, address, bucket, cluster, domain or"
          + " any other entity, within a scope.",
      "Who created it, which findings involve it, where its sessions began, its calls by hour,"
          + " address, operation and key, what is new of it, its traffic, all that it relates to."
    })
final class EntityCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "Its id, name or unique id.")
  private String id;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Its type, where several entities have the name: IAM_ROLE, S3_BUCKET, …")
  private String type;

  @Option(
      names = "--start",
      paramLabel = "T",
      description = "Start of the scope, UTC; a day before its end unless given.")
  private String start;

  @Option(
      names = "--end",
      paramLabel = "T",
      description = "End of the scope, UTC; the hour in which it was last seen unless given.")
  private String end;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, json or html; ${DEFAULT-VALUE} unless given.")
  private ProfileWriter format;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.openSmall()) {
      Lake lake = LakeOf.snapshot(spark, settings);
      EntityProfile profile =
          EntityProfile.of(
              lake,
              id,
              type,
              start == null ? null : Scope.time(start),
              end == null ? null : Scope.time(end));
      if (start != null || end != null) {
        KnownDays.check(lake, profile.scope());
      }
      format.write(profile, spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }
}
