package io.hawkshaw;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Claim;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code investigations}: those of the nights, and which of them are done with. */
@Command(
    name = "investigations",
    mixinStandardHelpOptions = true,
    description = "Lists the investigations of the nights, the latest and gravest first.",
    subcommands = {InvestigationsCommand.Archive.class, InvestigationsCommand.Unarchive.class})
final class InvestigationsCommand extends TableCommand {
  @Option(names = "--all", description = "Those that are archived, too.")
  private boolean isAll;

  @Override
  Dataset<Row> rows(Lake lake) {
    return lake.read(Table.INVESTIGATIONS)
        .filter(lit(isAll).or(col("state").equalTo("ACTIVE")))
        .select("day", "investigation_id", "severity", "score", "state", "entity_arn", "trigger")
        .orderBy(col("day").desc(), col("score").desc(), col("entity_arn"));
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

  /** A command that sets the state of one investigation. */
  abstract static class Setting implements Callable<Integer> {
    private final String state;

    @Mixin private CommonOptions common;

    @Parameters(paramLabel = "ID", description = "Its id of 21 digits.")
    private String id;

    Setting(String state) {
      this.state = state;
    }

    @Override
    public Integer call() throws IOException {
      return set(common, id, state);
    }
  }

  /** {@code investigations archive}. */
  @Command(
      name = "archive",
      mixinStandardHelpOptions = true,
      description = "Marks an investigation as done with, so that lists leave it out.")
  static final class Archive extends Setting {
    Archive() {
      super("ARCHIVED");
    }
  }

  /** {@code investigations unarchive}. */
  @Command(
      name = "unarchive",
      mixinStandardHelpOptions = true,
      description = "Takes an investigation up again.")
  static final class Unarchive extends Setting {
    Unarchive() {
      super("ACTIVE");
    }
  }
}
