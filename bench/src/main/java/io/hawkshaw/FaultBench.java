package io.hawkshaw;

import io.hawkshaw.bench.NightProcess;
import io.hawkshaw.bench.SameTables;
import io.hawkshaw.bench.StandaloneCluster;
import io.hawkshaw.run.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;

/**
 * Nights that are killed again and again, and nights on a cluster whose executors are killed:
 * whether their tables are those of a night that nobody disturbed.
 */
public final class FaultBench {
  private static final List<String> INPUTS =
      List.of("security-lake", "cloudtrail", "vpc-flow", "guardduty", "iam-snapshot");

  /**
   * As for one machine of two cores; a cluster's 200 are for days that no single machine reads, and
   * a small night would start tasks and do nothing else.
   */
  private static final String TWO_CORES = "-Dspark.sql.shuffle.partitions=4";

  private final Path home;
  private final Path folder;

  private FaultBench(Path home, Path folder) {
    this.home = home;
    this.folder = folder;
  }

  /**
   * Prints what was done, and whether the tables are the same.
   *
   * @param args {@code kills} or {@code cluster}, where Hawkshaw is, a folder that is empty or not
   *     there, how many kills, and a seed
   * @throws IllegalStateException where a night failed, or the tables differ
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path home = Path.of(args[1]).toAbsolutePath();
    Path folder = Path.of(args[2]).toAbsolutePath();
    int kills = Integer.parseInt(args[3]);
    Random random = new Random(Long.parseLong(args[4]));
    FaultBench bench = new FaultBench(home, folder);
    NightProcess undisturbed = bench.night("undisturbed", List.of());
    undisturbed.join();
    double seconds = undisturbed.seconds();
    System.out.printf("undisturbed: %.0f s%n", seconds);
    List<String> others =
        args[0].equals("kills")
            ? bench.killed(kills, random, (long) (seconds * 1000))
            : bench.onCluster(kills, random);
    boolean areSame = true;
    try (SparkSession spark = Sessions.open()) {
      for (String other : others) {
        System.out.println(other + " beside undisturbed:");
        areSame &=
            SameTables.compare(spark, bench.lake("undisturbed"), bench.lake(other), System.out);
      }
    }
    if (!areSame) {
      throw new IllegalStateException("The tables differ");
    }
  }

  private String lake(String name) {
    return folder.resolve(name).toString();
  }

  /** The night over the last days of the sample data, those of its incidents. */
  private NightProcess night(String name, List<String> before) throws IOException {
    List<String> words = new ArrayList<>(before);
    words.addAll(List.of("nightly", "--from", "2026-10-15", "--to", "2026-10-17"));
    words.addAll(List.of("--lake", lake(name)));
    for (String input : INPUTS) {
      words.add("--input");
      words.add(input + "=" + home.resolve("sample-data").resolve(input));
    }
    return NightProcess.start(home, before.isEmpty() ? "" : TWO_CORES, words);
  }

  private List<String> killed(int kills, Random random, long millis)
      throws IOException, InterruptedException {
    int done = 0;
    for (int number = 1; done < kills; number++) {
      NightProcess night = night("killed", List.of());
      if (night.killAfter(random.nextLong(millis))) {
        done++;
        System.out.printf("%d. killed after %.1f s: %s%n", done, night.seconds(), night.last());
      } else {
        night.join();
        System.out.printf("   ended after %.1f s%n", night.seconds());
      }
      if (number > 2 * kills) {
        throw new IllegalStateException("Nights end before they can be killed");
      }
    }
    night("killed", List.of()).join();
    return List.of("killed");
  }

  private List<String> onCluster(int kills, Random random)
      throws IOException, InterruptedException {
    try (StandaloneCluster cluster = StandaloneCluster.start(home, folder.resolve("daemons"))) {
      List<String> master = List.of("--master", cluster.url());
      NightProcess night = night("cluster", master);
      night.join();
      System.out.printf("on two workers: %.0f s%n", night.seconds());
      long pause = (long) (2 * night.seconds() * 1000) / kills;
      NightProcess disturbed = night("cluster-killed", master);
      int done = 0;
      while (done < kills && disturbed.isRunning()) {
        Thread.sleep(random.nextLong(pause));
        if (cluster.killExecutor()) {
          done++;
          System.out.printf("%d. executor killed after %.1f s%n", done, disturbed.seconds());
        }
      }
      disturbed.join();
      System.out.printf("on two workers, executors killed: %.0f s%n", disturbed.seconds());
    }
    return List.of("cluster", "cluster-killed");
  }
}
