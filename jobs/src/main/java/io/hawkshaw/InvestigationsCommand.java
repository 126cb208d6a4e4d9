package io.hawkshaw;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Claim;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.report.QueryWriter;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code investigations}: those of the nights, and which of them are done with. */
@Command(
    name = "investigations",
    mixinStandardHelpOptions = true,
    description = "Lists the investigations of the nights, the latest and gravest first.",
    subcommands = {InvestigationsCommand.Archive.class, InvestigationsCommand.Unarchive.class})
final class InvestigationsCommand implements Callable<Integer> {
  @Mixin private CommonOptions common;
  @Spec private CommandSpec spec;

  @Option(names = "--all", description = "Those that are archived, too.")
  private boolean isAll;

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
      Dataset<Row> all = LakeOf.reading(spark, settings).read(Table.INVESTIGATIONS);
      format.write(
          all.filter(lit(isAll).or(col("state").equalTo("ACTIVE")))
              .select(
                  "day", "investigation_id", "severity", "score", "state", "entity_arn", "trigger")
              .orderBy(col("day").desc(), col("score").desc(), col("entity_arn")),
          spec.commandLine().getOut());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  /** Sets the state of one investigation. A night that is repeated keeps it. */
  private static int set(CommonOptions common, String id, String state) throws IOException {
    Settings settings = common.settings();
    try (SparkSession spark = Sessions.openSmall()) {
      DeltaLake lake = LakeOf.reading(spark, settings);
      Dataset<Row> all = lake.read(Table.INVESTIGATIONS);
      List<LocalDate> days =
          all.filter(col("investigation_id").equalTo(id)).select("day").collectAsList().stream()
              .map(row -> row.getDate(0).toLocalDate())
              .toList();
      if (days.isEmpty()) {
        throw UserError.unknownInvestigation(id, latest(all));
      }
      Claim claim = lake.claim();
      try (claim) {
        TreeSet<LocalDate> day = new TreeSet<>(days);
        lake.replace(
            Table.INVESTIGATIONS,
            day,
            all.filter(Night.isOn(day))
                .withColumn(
                    "state",
                    when(col("investigation_id").equalTo(id), state).otherwise(col("state"))));
      }
      return 0;
    }
  }

  private static List<String> latest(Dataset<Row> all) {
    return all.orderBy(col("day").desc(), col("score").desc())
        .limit(3)
        .select("investigation_id")
        .as(Encoders.STRING())
        .collectAsList();
  }

  /** {@code investigations archive}. */
  @Command(
      name = "archive",
      mixinStandardHelpOptions = true,
      description = "Marks an investigation as done with, so that lists leave it out.")
  static final class Archive implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "ID", description = "Its id of 21 digits.")
    private String id;

    @Override
    public Integer call() throws IOException {
      return set(common, id, "ARCHIVED");
    }
  }

  /** {@code investigations unarchive}. */
  @Command(
      name = "unarchive",
      mixinStandardHelpOptions = true,
      description = "Takes an investigation up again.")
  static final class Unarchive implements Callable<Integer> {
    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "ID", description = "Its id of 21 digits.")
    private String id;

    @Override
    public Integer call() throws IOException {
      return set(common, id, "ACTIVE");
    }
  }
}
