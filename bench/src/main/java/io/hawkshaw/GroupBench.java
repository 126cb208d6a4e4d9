package io.hawkshaw;

import static org.apache.spark.sql.functions.collect_set;

import io.hawkshaw.bench.Cost;
import io.hawkshaw.bench.Labels;
import io.hawkshaw.bench.NoiseFindings;
import io.hawkshaw.bench.OverlayLake;
import io.hawkshaw.bench.Partition;
import io.hawkshaw.generate.LakeFormat;
import io.hawkshaw.generate.LakeGenerator;
import io.hawkshaw.generate.LakePlan;
import io.hawkshaw.group.FindingGroupLinks;
import io.hawkshaw.group.FindingGroupMembers;
import io.hawkshaw.group.FindingGroups;
import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Role;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Sessions;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * How well groups are the incidents that were injected into a generated lake, among noise; and what
 * a night of many findings costs.
 */
public final class GroupBench {
  private static final LocalDate FIRST = LocalDate.of(2026, 9, 1);
  private static final int NOISE = 20_000;

  private GroupBench() {}

  /**
   * Prints the figures.
   *
   * @param args {@code quality}, folder, days, API calls, flows, accounts and incidents; or {@code
   *     cost}, findings, and entities of each
   */
  public static void main(String[] args) throws IOException {
    try (SparkSession spark = Sessions.open()) {
      if (args[0].equals("cost")) {
        cost(spark, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
      } else {
        LakePlan.Size size =
            new LakePlan.Size(
                Integer.parseInt(args[2]),
                Long.parseLong(args[3]),
                Long.parseLong(args[4]),
                Integer.parseInt(args[5]),
                Integer.parseInt(args[6]));
        quality(spark, Path.of(args[1]).toAbsolutePath(), size);
      }
    }
  }

  private static void quality(SparkSession spark, Path folder, LakePlan.Size size)
      throws IOException {
    Path input = folder.resolve("input");
    LakePlan plan = new LakePlan(1, FIRST, size, List.of(LakeFormat.SECURITY_LAKE_V2), 500_000);
    if (!Files.exists(input)) {
      new LakeGenerator(spark, plan, Progress.SILENT).write(input.toString());
    }
    Settings settings =
        Settings.defaults()
            .withLake(folder.resolve("tables").toString())
            .withInputs(
                Map.of("security-lake", List.of(input.resolve("security-lake/aws").toString())));
    boolean isBuilt = Files.exists(folder.resolve("tables"));
    DeltaLake lake = LakeOf.writing(spark, settings);
    if (!isBuilt) {
      new NightShift(settings, Instant.now(), Progress.SILENT)
          .run(spark, lake, new Window(FIRST, FIRST.plusDays(size.days() - 1L)));
    }
    Labels labels = Labels.read(input.resolve("truth.json"));
    measure(spark, lake, settings, size.days(), labels, 0);
    measure(spark, lake, settings, size.days(), labels, NOISE);
  }

  private static void measure(
      SparkSession spark, Lake lake, Settings settings, int days, Labels labels, int noise) {
    Map<String, List<String>> entities = new HashMap<>();
    lake.read(Table.ENTITIES)
        .filter("NOT coalesce(is_service, false)")
        .groupBy("entity_type")
        .agg(collect_set("entity").as("ids"))
        .collectAsList()
        .forEach(
            row ->
                entities.put(
                    row.getString(0),
                    row.getList(1).stream().map(String::valueOf).sorted().toList()));
    List<Row> rows =
        noise == 0 ? List.of() : new NoiseFindings(1, entities, FIRST, days).rows(noise);
    Dataset<Row> findings =
        lake.read(Table.FINDINGS).unionByName(spark.createDataFrame(rows, Table.FINDINGS.schema()));
    OverlayLake overlay = new OverlayLake(spark, lake).with(Table.FINDINGS, findings);
    NavigableSet<LocalDate> nights = new TreeSet<>(FIRST.datesUntil(FIRST.plusDays(days)).toList());
    Cost cost = Cost.of(() -> build(overlay, settings, nights));
    System.out.printf(
        "%n%,d findings of noise, %d nights: %.0f CPU s%n", noise, days, cost.cpuSeconds());
    partition(overlay, labels).print(System.out);
  }

  private static void build(Lake lake, Settings settings, NavigableSet<LocalDate> days) {
    Night night = new Night(lake, days, Map.of(), settings, Instant.EPOCH);
    lake.replace(Table.FINDING_GROUP_LINKS, days, FindingGroupLinks.build(night));
    lake.replace(Table.FINDING_GROUP_MEMBERS, days, FindingGroupMembers.build(night));
    lake.replace(Table.FINDING_GROUPS, days, FindingGroups.build(night));
  }

  /** Each member in the group that it was in last, beside the incident that it is of. */
  private static Partition partition(Lake lake, Labels labels) {
    Map<String, String> groups = new HashMap<>();
    Map<String, String> incidents = new HashMap<>();
    Map<String, String> types = new HashMap<>();
    for (Row row :
        lake.read(Table.FINDING_GROUP_MEMBERS)
            .filter("member_type <> 'entity'")
            .orderBy("day")
            .collectAsList()) {
      String member = row.getAs("member");
      groups.put(member, row.getAs("group_id"));
      types.put(member, row.getAs("type"));
      labels.of(row).ifPresent(incident -> incidents.put(member, incident));
    }
    lake.read(Table.FINDINGS).select("finding").distinct().collectAsList().stream()
        .map(row -> row.getString(0))
        .forEach(id -> labels.ofFinding(id).ifPresent(incident -> incidents.put(id, incident)));
    return new Partition(groups, incidents, types);
  }

  /** One night of findings that share entities: some with few others, some with thousands. */
  private static void cost(SparkSession spark, int findings, int entities) {
    LocalDate day = FIRST;
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < findings; i++) {
      Row[] involved = new Row[entities];
      for (int e = 0; e < entities; e++) {
        int pool = 1 << (18 - e * 14 / entities);
        involved[e] =
            RowFactory.create(
                e % 2 == 0 ? "IAM_ROLE" : "EC2_INSTANCE",
                "entity-" + e + "-" + random.nextInt(pool),
                (e % 3 == 2 ? Role.REMOTE : Role.TARGET).name(),
                null);
      }
      Timestamp time =
          Timestamp.from(
              day.atStartOfDay().plusSeconds(random.nextInt(86_400)).toInstant(ZoneOffset.UTC));
      Map<String, Object> values = new HashMap<>();
      values.put("day", Date.valueOf(day));
      values.put("finding", "finding-" + i);
      values.put("product", "GuardDuty");
      values.put("type", "Impact:EC2/Type" + i % 40);
      values.put("title", "Finding");
      values.put("severity", "HIGH");
      values.put("severity_score", 80.0);
      values.put("status", "NEW");
      values.put("account", "111111111111");
      values.put("tactics", new String[] {"Impact"});
      values.put("entities", involved);
      values.put("first_time", time);
      values.put("last_time", time);
      values.put("updated_time", time);
      values.put("versions", 1L);
      rows.add(RowFactory.create(Table.FINDINGS.columns().stream().map(values::get).toArray()));
    }
    Dataset<Row> table = spark.createDataFrame(rows, Table.FINDINGS.schema()).cache();
    table.count();
    OverlayLake lake = new OverlayLake(spark, null).with(Table.FINDINGS, table);
    NavigableSet<LocalDate> nights = new TreeSet<>(List.of(day));
    Night night = new Night(lake, nights, Map.of(), Settings.defaults(), Instant.EPOCH);
    System.out.printf(
        "%,d findings, %,d links to entities; CPU s of links, members, groups%n",
        findings, (long) findings * entities);
    for (int round = 1; round <= 2; round++) {
      Cost links =
          Cost.of(
              () ->
                  lake.replace(Table.FINDING_GROUP_LINKS, nights, FindingGroupLinks.build(night)));
      System.out.printf("round %d: %.1f", round, links.cpuSeconds());
      Cost members =
          Cost.of(
              () ->
                  lake.replace(
                      Table.FINDING_GROUP_MEMBERS, nights, FindingGroupMembers.build(night)));
      System.out.printf(", %.1f", members.cpuSeconds());
      Cost groups =
          Cost.of(() -> lake.replace(Table.FINDING_GROUPS, nights, FindingGroups.build(night)));
      System.out.printf(
          ", %.1f; %,d groups%n", groups.cpuSeconds(), lake.read(Table.FINDING_GROUPS).count());
    }
  }
}
