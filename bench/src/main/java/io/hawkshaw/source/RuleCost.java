package io.hawkshaw.source;

import io.hawkshaw.bench.Cost;
import io.hawkshaw.rule.ActiveRules;
import io.hawkshaw.rule.Allowlist;
import io.hawkshaw.rule.Rulebook;
import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.Input;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.source.Rollup.RolledUp;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * What the detection rules cost: the API calls of a lake are scanned and rolled up, with no rules
 * and with all, in turns.
 */
public final class RuleCost {
  private static final int PARTITIONS = Runtime.getRuntime().availableProcessors();

  private RuleCost() {}

  /**
   * Prints the cost of each scan.
   *
   * @param args a folder of Security Lake, and how many rounds to run
   */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    Settings settings = Settings.defaults();
    try (SparkSession spark = Sessions.open()) {
      EventRules all =
          new ActiveRules(Rulebook.load(settings.rules()), new Allowlist(List.of()), spark);
      List<InputFile> files = files(spark, args[0]);
      out.println("| round | rules | CPU s | wall s | rows | with rules |");
      out.println("|---:|---|---:|---:|---:|---:|");
      for (int round = 1; round <= Integer.parseInt(args[1]); round++) {
        boolean isAllFirst = round % 2 == 0; // What runs second finds a warmer machine.
        print(out, round, spark, files, isAllFirst ? all : EventRules.NONE);
        print(out, round, spark, files, isAllFirst ? EventRules.NONE : all);
      }
    }
  }

  private static List<InputFile> files(SparkSession spark, String folder) {
    Listing listing = new Listing(spark.sessionState().newHadoopConf(), any -> true);
    listing.list(Input.SECURITY_LAKE, folder);
    return listing.files().stream()
        .filter(file -> Source.of(file) == Source.CLOUD_TRAIL_MGMT)
        .toList();
  }

  private static void print(
      PrintStream out, int round, SparkSession spark, List<InputFile> files, EventRules rules) {
    long[] rows = new long[2];
    Cost cost =
        Cost.of(
            () -> {
              LogScan scan =
                  Source.CLOUD_TRAIL_MGMT.read(
                      spark, files, Settings.defaults(), Instant.now(), rules);
              RolledUp rolledUp =
                  Feed.ACTIVITY.rollUpLarge(
                      List.of(scan), List.of(Source.CLOUD_TRAIL_MGMT.name()), PARTITIONS);
              rows[0] = rolledUp.rows().filter(Rollup.isRecord()).count();
              rows[1] = rolledUp.rows().filter("size(rules) > 0").count();
              rolledUp.close();
            });
    out.printf(
        "| %d | %s | %.1f | %.1f | %,d | %,d |%n",
        round,
        rules == EventRules.NONE ? "none" : "all",
        cost.cpuSeconds(),
        cost.seconds(),
        rows[0],
        rows[1]);
  }
}
