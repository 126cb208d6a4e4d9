package io.hawkshaw;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.AthenaSql;
import io.hawkshaw.report.EntityProfile;
import io.hawkshaw.report.QueryWriter;
import io.hawkshaw.run.KnownDays;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import io.hawkshaw.source.RawRecords;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code raw}: the records behind an entity and a window. */
@Command(
    name = "raw",
    mixinStandardHelpOptions = true,
    description = {
      "The raw records that name an entity within a window, from whatever files the nights have"
          + " read, of raw logs and Security Lake alike.",
      "--athena prints the SQL that fetches them from Security Lake instead, for both source"
          + " versions."
    })
final class RawCommand implements Callable<Integer> {
  private static final int MOST = 1_000_000;

  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(names = "--entity", required = true, paramLabel = "ID", description = "Id of the entity.")
  private String id;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Its type, where several entities have the name.")
  private String type;

  @Option(names = "--start", required = true, paramLabel = "T", description = "Start, UTC.")
  private String start;

  @Option(names = "--end", required = true, paramLabel = "T", description = "End, UTC.")
  private String end;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "At most so many records; ${DEFAULT-VALUE} unless given.")
  private int limit;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "table, csv or json; ${DEFAULT-VALUE} unless given.")
  private QueryWriter format;

  @Option(names = "--athena", description = "Print the SQL for Athena, and fetch nothing.")
  private boolean isAthena;

  @Override
  public Integer call() throws IOException {
    Settings settings = common.settings();
    Scope scope = new Scope(Scope.time(start), Scope.time(end));
    if (limit < 1 || limit > MOST) {
      throw UserError.badNumber("--limit", limit, 1, MOST);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (SparkSession spark = Sessions.openSmall()) {
      Lake lake = LakeOf.snapshot(spark, settings);
      EntityProfile profile = EntityProfile.of(lake, id, type, scope.start(), scope.end());
      if (isAthena) {
        // Security Lake may hold days that no night has read.
        out.print(AthenaSql.of(profile.regions(), profile.entityType(), profile.id(), scope));
      } else {
        KnownDays.check(lake, scope);
        fetch(spark, lake, settings, profile, out);
      }
      out.flush();
      return 0;
    }
  }

  private void fetch(
      SparkSession spark, Lake lake, Settings settings, EntityProfile profile, PrintWriter out) {
    Dataset<Row> one =
        RawRecords.of(spark, lake, settings, profile.names(), profile.scope(), limit + 1);
    List<Row> records = one.collectAsList();
    boolean isMore = records.size() > limit;
    Dataset<Row> shown =
        spark.createDataFrame(records.subList(0, Math.min(limit, records.size())), one.schema());
    format.write(shown, out);
    PrintWriter err = spec.commandLine().getErr();
    int count = Math.min(limit, records.size());
    err.println(
        isMore
            ? "The first %,d; there are more: raise --limit, or narrow the window".formatted(count)
            : count == 1 ? "1 record" : "%,d records".formatted(count));
    err.flush();
  }
}
