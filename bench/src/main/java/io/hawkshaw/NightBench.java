package io.hawkshaw;

import io.hawkshaw.bench.Cost;
import io.hawkshaw.bench.Footprint;
import io.hawkshaw.bench.Oracle;
import io.hawkshaw.bench.Report;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;

/**
 * What a whole night costs beside one plain decode of the columns that it needs, in the same
 * session, and beside DuckDB doing the same rollups from the same files and the same groups, whose
 * answers are compared with the night's. It stands in the package of the night, which nobody else
 * starts.
 */
public final class NightBench {
  /**
   * US dollars an hour in us-east-1, Linux on x86; a vCPU has 4 GB with it.
   *
   * <p>https://aws.amazon.com/fargate/pricing/
   */
  private static final double VCPU_HOUR = 0.04048 + 4 * 0.004445;

  /**
   * US dollars a GB of logs, the first 1,000 GB a month of an account and region in us-east-1.
   *
   * <p>https://aws.amazon.com/detective/pricing/
   */
  private static final double DETECTIVE = 2.00;

  /** Calls and flows of a day of the long past. */
  private static final long DAY = 1000;

  private final String folder;
  private final int rounds;
  private final Report report = new Report(System.out);

  private NightBench(Path lake, int rounds) {
    this.folder = lake.resolve("security-lake/aws").toString();
    this.rounds = rounds;
  }

  /**
   * Prints the costs and the comparison, and writes them beside the lake's files, as {@code
   * night.md} and {@code night.json}.
   *
   * @param args a folder for the lake, which is made where it does not exist; how many API calls
   *     and flows it shall have; how many rounds; and {@code history} for nights after a long past,
   *     too, or nothing
   */
  public static void main(String[] args) throws IOException, SQLException {
    Path lake = Path.of(args[0]).toAbsolutePath();
    if (!Files.exists(lake)) {
      generate(lake, Long.parseLong(args[1]), Long.parseLong(args[2]));
    }
    try (SparkSession spark = Sessions.open()) {
      NightBench bench = new NightBench(lake, Integer.parseInt(args[3]));
      try {
        bench.run(spark);
        if (args[4].equals("history")) {
          HistoryBench.tell(bench.report, spark, lake.resolve("history"), DAY, DAY);
        }
      } finally { // What DuckDB tells otherwise has to be seen, too.
        bench.report.write(lake, "night");
      }
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
    long bytes = inputs();
    for (int round = 1; round <= rounds; round++) {
      Path tables = Files.createTempDirectory("night-bench");
      try {
        report.table("Round " + round, "work", "CPU s", "wall s");
        Cost decode = decode(spark);
        Footprint footprint = new Footprint(spark);
        Cost night = print("night", Cost.of(() -> night(spark, tables)));
        footprint.stop();
        report.row("night / decode", night.ratioTo(decode), null);
        if (round == rounds) {
          footprint.tell(report, tables);
          price(night, bytes);
          new DeltaLake(spark, tables.toString()).register();
          steps(spark);
          compare(spark, night, tables);
        }
      } finally {
        FileUtil.fullyDelete(tables.toFile());
      }
    }
  }

  private Cost decode(SparkSession spark) {
    Cost all = Cost.NONE;
    for (Map.Entry<String, Runnable> source : PlainDecode.of(spark, folder).entrySet()) {
      all = all.plus(print("decode " + source.getKey(), Cost.of(source.getValue()::run)));
    }
    return print("decode, all", all);
  }

  private long inputs() throws IOException {
    try (Stream<Path> walk = Files.walk(Path.of(folder))) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      long bytes = 0;
      for (Path file : files) {
        bytes += Files.size(file);
      }
      report.table("Input", "files", "bytes");
      report.row(files.size(), bytes);
      return bytes;
    }
  }

  /** The whole machine is paid for as long as the night takes. */
  private void price(Cost night, long bytes) {
    double dollars =
        night.seconds() / 3600 * Runtime.getRuntime().availableProcessors() * VCPU_HOUR;
    report.table("Price in US dollars", "what", "USD");
    report.row("the night", "%.4f".formatted(dollars));
    report.row("a GB of Parquet", "%.4f".formatted(dollars / (bytes / 1e9)));
    report.row("a GB of logs, by Amazon Detective", "%.2f".formatted(DETECTIVE));
  }

  private Cost print(String work, Cost cost) {
    report.row(work, cost.cpuSeconds(), cost.seconds());
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
    report.table("Steps", "step", "CPU s of tasks", "wall s", "MB read", "rows");
    spark
        .sql(
            "SELECT step, cpu_seconds, seconds, bytes_read, rows FROM runs"
                + " ORDER BY started_time, step")
        .collectAsList()
        .forEach(
            row ->
                report.row(
                    row.getString(0),
                    row.getDouble(1),
                    row.getDouble(2),
                    row.getLong(3) / 1_000_000,
                    row.getLong(4)));
  }

  private void compare(SparkSession spark, Cost night, Path tables)
      throws IOException, SQLException {
    report.table("DuckDB", "table", "CPU s", "wall s", "rows", "only ours", "only DuckDB's");
    try (Oracle oracle = new Oracle(Runtime.getRuntime().availableProcessors())) {
      Cost all = Cost.NONE;
      List<String> unequal = new ArrayList<>();
      for (String table : Oracle.TABLES) {
        Cost cost = Cost.of(() -> oracle.make(table, folder, tables.toString()));
        all = all.plus(cost);
        Oracle.Comparison comparison = oracle.compare(table, spark);
        if (!comparison.isEqual()) {
          unequal.add(table);
        }
        report.row(
            table,
            cost.cpuSeconds(),
            cost.seconds(),
            comparison.rows(),
            comparison.onlyOurs(),
            comparison.onlyTheirs());
      }
      report.row("all", all.cpuSeconds(), all.seconds(), null, null, null);
      report.row("night / DuckDB", night.ratioTo(all), null, null, null, null);
      if (!unequal.isEmpty()) {
        throw new IllegalStateException("DuckDB has other rows of " + unequal);
      }
    }
  }
}
