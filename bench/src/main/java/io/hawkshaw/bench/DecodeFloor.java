package io.hawkshaw.bench;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Scanned;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import io.hawkshaw.source.Intake;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/**
 * What reading and rolling up a folder of Security Lake files costs, beside one plain decode of the
 * columns that the rollup needs, in the same session. CPU time of the whole process; the ratio is
 * the figure, since the machine's speed drops out of it.
 */
public final class DecodeFloor {
  private static final int RUNS = 3;

  private DecodeFloor() {}

  /**
   * Prints the costs of several runs.
   *
   * @param args a folder of CLOUD_TRAIL_MGMT Parquet files, in the layout of Security Lake
   */
  public static void main(String[] args) throws IOException {
    String folder = args[0];
    PrintStream out = System.out;
    try (SparkSession spark = Sessions.open()) {
      out.println("run  decode_cpu_s  rollup_cpu_s  ratio  events  rows");
      for (int run = 1; run <= RUNS; run++) {
        double decode = cpuSeconds(() -> decode(spark, folder));
        long[] counts = new long[2];
        double rollup = cpuSeconds(() -> rollUp(spark, folder, counts));
        out.printf(
            "%3d  %12.1f  %12.1f  %5.2f  %6d  %4d%n",
            run, decode, rollup, rollup / decode, counts[0], counts[1]);
      }
    }
  }

  private static void decode(SparkSession spark, String folder) {
    spark
        .read()
        .option("recursiveFileLookup", "true")
        .option("pathGlobFilter", "*.parquet")
        .option("ignoreCorruptFiles", "true")
        .schema(
            """
            metadata STRUCT<uid: STRING, version: STRING>, time BIGINT,
            cloud STRUCT<region: STRING>,
            api STRUCT<operation: STRING, service: STRUCT<name: STRING>,
              request: STRUCT<data: STRING>,
              response: STRUCT<error: STRING, message: STRING, data: STRING>>,
            actor STRUCT<user: STRUCT<type: STRING, name: STRING, uid: STRING, uid_alt: STRING,
              uuid: STRING, account_uid: STRING, account: STRUCT<uid: STRING>,
              credential_uid: STRING>, session: STRUCT<issuer: STRING>, invoked_by: STRING>,
            http_request STRUCT<user_agent: STRING>,
            src_endpoint STRUCT<ip: STRING, domain: STRING>,
            unmapped MAP<STRING, STRING>
            """)
        .parquet(folder)
        .write()
        .format("noop")
        .mode("overwrite")
        .save();
  }

  private static void rollUp(SparkSession spark, String folder, long[] counts) {
    Settings settings = Settings.defaults().withInputs(Map.of("security-lake", List.of(folder)));
    try (Intake intake =
        new Intake(spark, new NoLake(spark), settings, Window.NEW_FILES, Instant.now())) {
      Scanned scanned = intake.read(Set.of(Table.ACTIVITY)).scanned().get(Table.ACTIVITY);
      var row =
          scanned
              .rows()
              .filter("reject IS NULL AND facts IS NULL")
              .selectExpr("coalesce(sum(records), 0)", "count(1)")
              .first();
      counts[0] = row.getLong(0);
      counts[1] = row.getLong(1);
    }
  }

  private static double cpuSeconds(Runnable work) {
    var process =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = process.getProcessCpuTime();
    work.run();
    return (process.getProcessCpuTime() - before) / 1e9;
  }
}
