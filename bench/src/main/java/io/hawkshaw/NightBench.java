package io.hawkshaw;

import io.hawkshaw.bench.Cost;
import io.hawkshaw.bench.Oracle;
import io.hawkshaw.generate.LakeFormat;
import io.hawkshaw.generate.LakeGenerator;
import io.hawkshaw.generate.LakePlan;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import io.hawkshaw.source.PlainDecode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * What a whole night costs beside one plain decode of the columns that it needs, in the same
 * session, and beside DuckDB doing the same rollups from the same files, whose answers are compared
 * with the night's. It stands in the package of the night, which nobody else starts.
 */
public final class NightBench {
  private final String folder;
  private final int rounds;
  private final PrintStream out;

  private NightBench(Path lake, int rounds, PrintStream out) {
    this.folder = lake.resolve("security-lake/aws").toString();
    this.rounds = rounds;
    this.out = out;
  }

  /**
   * Prints the costs and the comparison.
   *
   * @param args a folder for the lake, which is made where it does not exist, and how many API
   *     calls and flows it shall have
   */
  public static void main(String[] args) throws IOException, SQLException {
    Path lake = Path.of(args[0]).toAbsolutePath();
    if (!Files.exists(lake)) {
      generate(lake, Long.parseLong(args[1]), Long.parseLong(args[2]));
    }
    try (SparkSession spark = Sessions.open()) {
      new NightBench(lake, Integer.parseInt(args[3]), System.out).run(spark);
    }
  }

  private static void generate(Path lake, long events, long flows) throws IOException {
    LakePlan.Size size = new LakePlan.Size(7, events, flows, 4, 6);
    LakePlan plan =
        new LakePlan(
            1, LocalDate.of(2026, 10, 5), size, List.of(LakeFormat.SECURITY_LAKE_V2), 500_000);
    try (SparkSession spark = Sessions.open()) {
      new LakeGenerator(spark, plan, Progress.SILENT).write(lake.toString());
    }
  }

  private void run(SparkSession spark) throws IOException, SQLException {
    out.printf("| round | work | CPU s | wall s |%n|---:|---|---:|---:|%n");
    for (int round = 1; round <= rounds; round++) {
      Cost decode = Cost.NONE;
      for (Map.Entry<String, Runnable> source : PlainDecode.of(spark, folder).entrySet()) {
        Cost cost = print(round, "decode " + source.getKey(), Cost.of(source.getValue()::run));
        decode = decode.plus(cost);
      }
      print(round, "decode, all", decode);
      Path tables = Files.createTempDirectory("night-bench");
      Cost night = Cost.of(() -> night(spark, tables));
      print(round, "night", night);
      out.printf("| %d | **night / decode** | %.2f | |%n", round, night.ratioTo(decode));
      if (round == rounds) {
        new DeltaLake(spark, tables.toString()).register();
        steps(spark);
        compare(spark, night);
      }
    }
  }

  private Cost print(int round, String work, Cost cost) {
    out.printf("| %d | %s | %.1f | %.1f |%n", round, work, cost.cpuSeconds(), cost.seconds());
    return cost;
  }

  private void night(SparkSession spark, Path tables) {
    Settings settings =
        Settings.defaults()
            .withLake(tables.toString())
            .withInputs(Map.of("security-lake", List.of(folder)));
    DeltaLake delta = LakeOf.writing(spark, settings);
    NightShift.Result result =
        new NightShift(settings, Instant.now(), Progress.SILENT)
            .run(spark, delta, Window.NEW_FILES);
    if (!result.gaps().isEmpty()) {
      throw new IllegalStateException("The night does not balance: " + result.gaps());
    }
  }

  /** What Spark's tasks of each step took, by the night's own account. */
  private void steps(SparkSession spark) {
    out.printf("%n| step | CPU s of tasks | wall s | rows |%n|---|---:|---:|---:|%n");
    spark
        .sql("SELECT step, cpu_seconds, seconds, rows FROM runs ORDER BY started_time, step")
        .collectAsList()
        .forEach(
            row ->
                out.printf(
                    "| %s | %.1f | %.1f | %,d |%n",
                    row.getString(0), row.getDouble(1), row.getDouble(2), row.getLong(3)));
  }

  private void compare(SparkSession spark, Cost night) throws SQLException {
    out.printf("%n| DuckDB | CPU s | wall s | rows | only ours | only DuckDB's |%n");
    out.printf("|---|---:|---:|---:|---:|---:|%n");
    try (Oracle oracle = new Oracle(Runtime.getRuntime().availableProcessors())) {
      Cost all = Cost.NONE;
      List<String> unequal = new ArrayList<>();
      for (String table : Oracle.TABLES) {
        Cost cost = Cost.of(() -> oracle.rollUp(table, folder));
        all = all.plus(cost);
        Oracle.Comparison comparison = oracle.compare(table, spark);
        if (!comparison.isEqual()) {
          unequal.add(table);
        }
        out.printf(
            "| %s | %.1f | %.1f | %,d | %,d | %,d |%n",
            table,
            cost.cpuSeconds(),
            cost.seconds(),
            comparison.rows(),
            comparison.onlyOurs(),
            comparison.onlyTheirs());
      }
      out.printf(
          "| all; night / DuckDB: %.1f | %.1f | %.1f | | | |%n",
          night.ratioTo(all), all.cpuSeconds(), all.seconds());
      if (!unequal.isEmpty()) {
        throw new IllegalStateException("DuckDB has other rows of " + unequal);
      }
    }
  }
}
