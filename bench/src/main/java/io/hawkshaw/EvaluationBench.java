package io.hawkshaw;

import static java.util.stream.Collectors.groupingBy;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.hawkshaw.behavior.Anomalies;
import io.hawkshaw.bench.Alert;
import io.hawkshaw.bench.Cost;
import io.hawkshaw.bench.Evaluation;
import io.hawkshaw.bench.Incident;
import io.hawkshaw.bench.SwappedLake;
import io.hawkshaw.generate.LakeFormat;
import io.hawkshaw.generate.LakeGenerator;
import io.hawkshaw.generate.LakePlan;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * How well anomalies find what was injected into a generated lake, and principals that changed
 * places. The same arguments give the same figures.
 */
public final class EvaluationBench {
  private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
  private static final int PAIRS = 20;

  /** Days after the change on which it is looked for. */
  private static final int PATIENCE = 7;

  private static final int ALERTS_A_DAY = 10;
  private static final Set<Table> ROLLUPS =
      Set.of(Table.ACTIVITY, Table.TRAFFIC, Table.DNS_QUERIES);
  private static final Set<Table> BEHAVIOR = Set.of(Table.OBSERVATIONS, Table.ANOMALIES);

  private final Path folder;
  private final LakePlan plan;
  private final PrintStream out = System.out;

  private EvaluationBench(Path folder, LakePlan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  /**
   * Prints the figures.
   *
   * @param args folder, days, API calls, flows, accounts, incidents and seed
   */
  public static void main(String[] args) throws IOException {
    LakePlan.Size size =
        new LakePlan.Size(
            Integer.parseInt(args[1]),
            Long.parseLong(args[2]),
            Long.parseLong(args[3]),
            Integer.parseInt(args[4]),
            Integer.parseInt(args[5]));
    long seed = Long.parseLong(args[6]);
    LakePlan plan = new LakePlan(seed, FIRST, size, List.of(LakeFormat.SECURITY_LAKE_V2), 500_000);
    EvaluationBench bench = new EvaluationBench(Path.of(args[0]).toAbsolutePath(), plan);
    try (SparkSession spark = Sessions.open()) {
      bench.run(spark);
    }
  }

  private void run(SparkSession spark) throws IOException {
    Path input = folder.resolve("input");
    if (!Files.exists(input)) {
      new LakeGenerator(spark, plan, Progress.SILENT).write(input.toString());
    }
    Settings settings =
        Settings.defaults()
            .withLake(folder.resolve("tables").toString())
            .withInputs(
                Map.of("security-lake", List.of(input.resolve("security-lake/aws").toString())));
    boolean isRead = Files.exists(folder.resolve("tables"));
    DeltaLake lake = LakeOf.writing(spark, settings);
    if (!isRead) {
      shift(settings).only(ROLLUPS).run(spark, lake, new Window(FIRST, last()));
    }
    Cost cost =
        Cost.of(() -> shift(settings).only(BEHAVIOR).run(spark, lake, new Window(FIRST, last())));
    out.printf(
        "observations and anomalies of all days: %.0f CPU s, %.0f s%n",
        cost.cpuSeconds(), cost.seconds());
    long principals =
        lake.read(Table.OBSERVATIONS)
            .filter(isPerson())
            .agg(countDistinct("entity"))
            .first()
            .getLong(0);
    LocalDate half = FIRST.plusDays(plan.size().days() / 2);
    List<Incident> incidents = Incident.read(input.resolve("truth.json"));
    new Evaluation(Alert.of(lake.read(Table.ANOMALIES)), incidents, principals)
        .print(out, half, last());
    swap(lake, settings, incidents);
  }

  private static NightShift shift(Settings settings) {
    return new NightShift(settings, Instant.now(), Progress.SILENT);
  }

  private LocalDate last() {
    return FIRST.plusDays(plan.size().days() - 1L);
  }

  private static Column isPerson() {
    return not(col("is_service"))
        .and(col("entity_type").isin("IAM_USER", "IAM_ROLE", "FEDERATED_USER"));
  }

  /** Pairs of principals act in each other's name from two thirds of the days on. */
  private void swap(DeltaLake lake, Settings settings, List<Incident> incidents) {
    LocalDate from = FIRST.plusDays(plan.size().days() * 2L / 3);
    Map<String, String> names = pairs(lake.read(Table.OBSERVATIONS), from, incidents);
    NavigableSet<LocalDate> days = new TreeSet<>(from.datesUntil(from.plusDays(PATIENCE)).toList());
    Night night =
        new Night(new SwappedLake(lake, from, names), days, Map.of(), settings, Instant.EPOCH);
    Map<String, Integer> delays = new HashMap<>();
    Alert.of(Anomalies.build(night)).stream()
        .collect(groupingBy(Alert::day))
        .forEach(
            (day, all) ->
                all.stream()
                    .sorted(Alert.WORST_FIRST)
                    .limit(ALERTS_A_DAY)
                    .map(Alert::entity)
                    .filter(names::containsKey)
                    .forEach(
                        e -> delays.merge(e, (int) ChronoUnit.DAYS.between(from, day), Math::min)));
    out.printf(
        "%nprincipals that changed places: %d, found within %d days by %d alerts a day: %d, days to"
            + " the first alert: %s%n",
        names.size(), PATIENCE, ALERTS_A_DAY, delays.size(), new TreeSet<>(delays.values()));
    for (int delay = 0; delay < PATIENCE; delay++) {
      int within = delay;
      long found = delays.values().stream().filter(d -> d <= within).count();
      out.printf("| %d | %.2f |%n", delay, (double) found / names.size());
    }
  }

  /** Principals of the same type that were active on ten days before and on the day itself. */
  private Map<String, String> pairs(
      Dataset<Row> observations, LocalDate from, List<Incident> incidents) {
    Date day = Date.valueOf(from);
    List<String> all =
        new ArrayList<>(
            observations
                .filter(isPerson().and(col("entity_type").equalTo("IAM_USER")))
                .filter(col("dimension").equalTo("hour_of_week"))
                .groupBy("entity")
                .agg(
                    count_if(col("day").lt(lit(day))).as("before"),
                    count_if(col("day").equalTo(lit(day))).as("on"))
                .filter("before >= 10 AND on >= 1")
                .select("entity")
                .sort("entity")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .filter(e -> incidents.stream().noneMatch(i -> i.entities().contains(e)))
                .toList());
    Collections.shuffle(all, new Random(plan.seed()));
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i + 1 < Math.min(all.size(), 2 * PAIRS); i += 2) {
      names.put(all.get(i), all.get(i + 1));
      names.put(all.get(i + 1), all.get(i));
    }
    return names;
  }
}
