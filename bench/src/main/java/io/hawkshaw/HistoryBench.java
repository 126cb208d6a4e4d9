package io.hawkshaw;

import io.hawkshaw.bench.Cost;
import io.hawkshaw.generate.LakeFormat;
import io.hawkshaw.generate.LakeGenerator;
import io.hawkshaw.generate.LakePlan;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** What one night costs after a short and after a long history, in one session. */
public final class HistoryBench {
  private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
  private static final List<Integer> NIGHTS = List.of(10, 60, 180);

  /** The first costs what the compiler learns. */
  private static final int REPEATS = 3;

  private HistoryBench() {}

  /**
   * Prints the costs.
   *
   * @param args a folder, and how many API calls and flows a day has
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]).toAbsolutePath();
    int days = NIGHTS.get(NIGHTS.size() - 1);
    long events = days * Long.parseLong(args[1]);
    long flows = days * Long.parseLong(args[2]);
    Path input = folder.resolve("input");
    try (SparkSession spark = Sessions.open()) {
      if (!Files.exists(input)) {
        LakePlan.Size size = new LakePlan.Size(days, events, flows, 4, 0);
        LakePlan plan = new LakePlan(1, FIRST, size, List.of(LakeFormat.SECURITY_LAKE_V2), 500_000);
        new LakeGenerator(spark, plan, Progress.SILENT).write(input.toString());
      }
      System.out.printf("| night | CPU s | of which Spark's tasks of anomalies | rows |%n");
      System.out.printf("|---:|---:|---:|---:|%n");
      for (int night : NIGHTS) {
        measure(spark, input, folder.resolve("tables-" + night), night);
      }
    }
  }

  private static void measure(SparkSession spark, Path input, Path tables, int night) {
    Settings settings =
        Settings.defaults()
            .withLake(tables.toString())
            .withInputs(
                Map.of("security-lake", List.of(input.resolve("security-lake/aws").toString())));
    DeltaLake lake = LakeOf.writing(spark, settings);
    LocalDate last = FIRST.plusDays(night - 1L);
    night(spark, settings, lake, new Window(FIRST, last.minusDays(1)));
    Cost cost = Cost.NONE;
    for (int i = 0; i < REPEATS; i++) {
      cost = Cost.of(() -> night(spark, settings, lake, new Window(last, last)));
    }
    lake.register();
    var run =
        spark
            .sql(
                "SELECT cpu_seconds, rows FROM runs WHERE step = 'anomalies' ORDER BY started_time"
                    + " DESC LIMIT 1")
            .first();
    System.out.printf(
        "| %d | %.1f | %.1f | %,d |%n", night, cost.cpuSeconds(), run.getDouble(0), run.getLong(1));
  }

  private static void night(SparkSession spark, Settings settings, DeltaLake lake, Window window) {
    new NightShift(settings, Instant.now(), Progress.SILENT).run(spark, lake, window);
  }
}
