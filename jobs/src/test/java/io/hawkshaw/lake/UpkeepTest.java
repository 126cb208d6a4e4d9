package io.hawkshaw.lake;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.input_file_name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What retention, compaction and vacuum do to a table, alone and while it is written. */
final class UpkeepTest {
  private static final LocalDate OLD = LocalDate.parse("2025-10-16");
  private static final LocalDate NEW = LocalDate.parse("2026-10-16");

  @TempDir private Path folder;
  private DeltaLake lake;

  @BeforeEach
  void open() {
    lake = new DeltaLake(SPARK, folder.toUri().toString());
    DeltaTable.create(SPARK)
        .location(folder.resolve(Table.REJECTS.sqlName()).toString())
        .addColumns(Table.REJECTS.schema())
        .partitionedBy("day")
        .execute();
  }

  private static Dataset<Row> reject(LocalDate day, String reason) {
    return rows(
        Table.REJECTS.schema(), "{\"day\":\"%s\",\"reason\":\"%s\"}".formatted(day, reason));
  }

  private Upkeep upkeep() {
    List<Upkeep> all = lake.upkeep();
    assertThat(all).extracting(Upkeep::table).containsExactly(Table.REJECTS);
    return all.get(0);
  }

  private static NavigableSet<LocalDate> days(LocalDate day) {
    return new TreeSet<>(List.of(day));
  }

  @Test
  void theFilesOfADayAreJoinedAndTheRowsStay() {
    lake.append(Table.REJECTS, reject(NEW, "a"));
    lake.append(Table.REJECTS, reject(NEW, "b"));
    lake.append(Table.REJECTS, reject(OLD, "c"));
    assertThat(upkeep().splitFiles()).isEqualTo(2);

    upkeep().compact();

    assertThat(upkeep().splitFiles()).isZero();
    assertThat(upkeep().size()).extracting(Upkeep.Size::files).isEqualTo(2L);
    assertThat(tuples(lake.read(Table.REJECTS), "reason"))
        .containsExactlyInAnyOrder(tuple("a"), tuple("b"), tuple("c"));
  }

  @Test
  void daysBeforeTheFirstKeptOneAreForgottenAndTheFirstStays() {
    lake.append(Table.REJECTS, reject(OLD, "old"));
    lake.append(Table.REJECTS, reject(NEW, "new"));
    assertThat(upkeep().daysBefore(OLD)).isEmpty();
    assertThat(upkeep().daysBefore(NEW)).containsExactly(OLD);

    upkeep().forgetBefore(NEW);

    assertThat(tuples(lake.read(Table.REJECTS), "reason")).containsExactly(tuple("new"));
  }

  @Test
  void onlyFilesThatNothingHasNeededForTheRetentionAreDeleted() throws IOException {
    lake.append(Table.REJECTS, reject(NEW, "before"));
    Path inUseUntilNow = parquetFile();
    lake.replace(Table.REJECTS, days(NEW), reject(NEW, "after"));
    Path abandoned = Files.copy(inUseUntilNow, inUseUntilNow.resolveSibling("abandoned.parquet"));
    Files.setLastModifiedTime(abandoned, FileTime.from(Instant.now().minus(Duration.ofHours(200))));
    assertThat(upkeep().vacuumable(168)).isEqualTo(1);
    assertThat(abandoned).exists();

    upkeep().vacuum(168);

    assertThat(abandoned).doesNotExist();
    assertThat(inUseUntilNow).exists();
    assertThat(tuples(lake.read(Table.REJECTS), "reason")).containsExactly(tuple("after"));
  }

  @Test
  void aLargeDayIsClusteredOnceByWhatIsLookedForAndAgainWhenItWasWrittenAnew() {
    DeltaTable.create(SPARK)
        .location(folder.resolve(Table.EDGES.sqlName()).toString())
        .addColumns(Table.EDGES.schema())
        .partitionedBy("day")
        .property(DeltaLake.SKIPPING_COLUMNS, "account") // As in a lake of an earlier version.
        .execute();
    Map<String, String> made =
        Map.of(
            "day", "DATE'2026-10-16'",
            "from_entity", "concat('role-', pmod(hash(id), 50))",
            "to_entity", "concat('ip-', pmod(hash(-id), 50))");
    Dataset<Row> edges =
        SPARK
            .range(2_000)
            .selectExpr(
                Table.EDGES.columns().stream()
                    .map(column -> made.getOrDefault(column, "NULL") + " AS " + column)
                    .toArray(String[]::new));
    // Files as nights write them of more rows than a test has.
    edges
        .repartition(4)
        .write()
        .format("delta")
        .option("optimizeWrite", "false")
        .mode("append")
        .save(folder.resolve(Table.EDGES.sqlName()).toString());
    Upkeep upkeep =
        lake.upkeep().stream().filter(u -> u.table() == Table.EDGES).findFirst().orElseThrow();
    Instant now = Instant.now();
    assertThat(upkeep.clusterable(1L << 30, now)).isEmpty();
    assertThat(upkeep.clusterable(1, now.plus(Duration.ofDays(22)))).isEmpty();
    assertThat(upkeep.clusterable(1, now)).containsExactly(NEW);
    assertThat(filesWith("role-7")).isEqualTo(4);

    String maxFileSize = "spark.databricks.delta.optimize.maxFileSize";
    SPARK.conf().set(maxFileSize, upkeep.size().storedBytes() / 4);
    try {
      upkeep.cluster(upkeep.clusterable(1, now));
    } finally {
      SPARK.conf().unset(maxFileSize);
    }

    assertThat(upkeep.clusterable(1, now)).isEmpty();
    assertThat(upkeep.size().files()).isGreaterThanOrEqualTo(4);
    assertThat(filesWith("role-7")).isLessThanOrEqualTo(2);
    assertThat(lake.read(Table.EDGES).count()).isEqualTo(2_000);

    lake.replace(Table.EDGES, days(NEW), edges.limit(10));
    assertThat(upkeep.clusterable(1, now)).containsExactly(NEW);
  }

  /** The number of files that hold rows of an entity. */
  private long filesWith(String entity) {
    return SPARK
        .read()
        .format("delta")
        .load(folder.resolve(Table.EDGES.sqlName()).toString())
        .filter(col("from_entity").equalTo(entity))
        .select(input_file_name())
        .distinct()
        .count();
  }

  private Path parquetFile() throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith("c000.zstd.parquet")).findFirst().get();
    }
  }

  @Test
  void aNightAndTheUpkeepWriteATableAtOnceAndTheNightsRowsStand() {
    lake.append(Table.REJECTS, reject(NEW, "first"));
    lake.append(Table.REJECTS, reject(OLD, "untouched"));
    AtomicBoolean isNight = new AtomicBoolean(true);
    CompletableFuture<Integer> maintenance =
        CompletableFuture.supplyAsync(
            () -> {
              int compactions = 0;
              while (isNight.get()) {
                upkeep().compact();
                compactions++;
              }
              return compactions;
            });
    try {
      for (int night = 1; night <= 2; night++) {
        lake.replace(
            Table.REJECTS,
            days(NEW),
            reject(NEW, "night " + night).unionByName(reject(NEW, "also " + night)).repartition(2));
      }
    } finally {
      isNight.set(false);
    }

    assertThat(maintenance.join()).isPositive();
    assertThat(tuples(lake.read(Table.REJECTS), "reason"))
        .containsExactlyInAnyOrder(tuple("untouched"), tuple("night 2"), tuple("also 2"));
  }
}
