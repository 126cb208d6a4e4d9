package io.hawkshaw;

import io.hawkshaw.bench.Cost;
import io.hawkshaw.bench.Report;
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
   * Prints the costs, and writes them beside the lake, as {@code history.md} and {@code
   * history.json}.
   *
   * @param args a folder, and how many API calls and flows a day has
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]).toAbsolutePath();
    Report report = new Report(System.out);
    try (SparkSession spark = Sessions.open()) {
      tell(report, spark, folder, Long.parseLong(args[1]), Long.parseLong(args[2]));
    }
    report.write(folder, "history");
  }

  /**
   * Fills a table of a report.
   *
   * @param folder of the lakes, which are made where they do not exist
   */
  static void tell(Report report, SparkSession spark, Path folder, long events, long flows)
      throws IOException {
    int days = NIGHTS.get(NIGHTS.size() - 1);
    Path input = folder.resolve("input");
    if (!Files.exists(input)) {
      LakePlan.Size size = new LakePlan.Size(days, days * events, days * flows, 4, 0);
      LakePlan plan = new LakePlan(1, FIRST, size, List.of(LakeFormat.SECURITY_LAKE_V2), 500_000);
      new LakeGenerator(spark, plan, Progress.SILENT).write(input.toString());
    }
    report.table(
        "A night of %,d calls and %,d flows".formatted(events, flows),
        "night",
        "CPU s",
        "wall s",
        "of which Spark's tasks of anomalies",
        "anomalies");
    for (int night : NIGHTS) {
      measure(report, spark, input, folder.resolve("tables-" + night), night);
    }
  }

  private static void measure(
      Report report, SparkSession spark, Path input, Path tables, int night) {
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
    report.row(night, cost.cpuSeconds(), cost.seconds(), run.getDouble(0), run.getLong(1));
  }

  private static void night(SparkSession spark, Settings settings, DeltaLake lake, Window window) {
    new NightShift(settings, Instant.now(), Progress.SILENT).run(spark, lake, window);
  }
}
