package io.hawkshaw.lake;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of a table whose files somebody damaged, and of one that another version wrote. */
final class DamagedTableTest {
  private static final String DATA = "rejects/day=2026-10-16/part";
  private static final String CHECKPOINT = "_delta_log/00000000000000000002.checkpoint.parquet";
  private static final String GONE = " is gone, or is not as it was written";
  private static final String UNREADABLE = "its _delta_log cannot be read";

  @TempDir private static Path folder;
  private static Path whole;

  /** A table of four commits, with a checkpoint after the third. */
  @BeforeAll
  static void write() {
    whole = folder.resolve("whole");
    rejects("{\"day\":\"2026-10-16\",\"reason\":\"a\",\"position\":1}")
        .write()
        .format("delta")
        .option("delta.checkpointInterval", "2")
        .partitionBy("day")
        .save(whole + "/rejects");
    DeltaLake lake = new DeltaLake(SPARK, whole.toString());
    for (String reason : List.of("b", "c", "d")) {
      lake.replace(
          Table.REJECTS,
          new TreeSet<>(List.of(LocalDate.parse("2026-10-17"))),
          rejects("{\"day\":\"2026-10-17\",\"position\":2,\"reason\":\"" + reason + "\"}"));
    }
  }

  private static Dataset<Row> rejects(String... json) {
    return rows(Table.REJECTS.schema(), json);
  }

  /** What is done to the folder of a table. */
  @FunctionalInterface
  private interface Damage {
    void to(Path table) throws IOException;
  }

  /** Each damage with what Delta, and what a snapshot, tells of it; null where it costs nothing. */
  static Stream<Arguments> damages() {
    return Stream.of(
        damage("nothing", table -> {}, null, null),
        damage("a data file deleted", table -> Files.delete(find(table, DATA)), GONE, GONE),
        damage("a data file cut", table -> cut(find(table, DATA)), GONE, GONE),
        damage("a commit cut", table -> cut(find(table, "3.json")), GONE, UNREADABLE),
        damage(
            "a commit emptied",
            table -> Files.write(find(table, "3.json"), new byte[0]),
            "3.json is empty",
            "3.json is empty"),
        damage(
            "a commit deleted that a checkpoint does not hold",
            table -> {
              Files.delete(find(table, CHECKPOINT));
              Files.delete(find(table, "1.json"));
            },
            UNREADABLE,
            UNREADABLE),
        damage(
            "the last commit deleted",
            table -> Files.delete(find(table, "3.json")),
            "the last commit of its _delta_log is gone",
            "the last commit of its _delta_log is gone"),
        damage("a checkpoint cut", table -> cut(find(table, CHECKPOINT)), GONE, UNREADABLE),
        damage("a checkpoint deleted", table -> Files.delete(find(table, CHECKPOINT)), null, null),
        damage(
            "the name of the last checkpoint cut",
            table -> cut(find(table, "_last_checkpoint")),
            null,
            null),
        damage(
            "the log removed",
            table -> remove(table.resolve("_delta_log")),
            "it has files, but no _delta_log",
            "it has files, but no _delta_log"));
  }

  private static Arguments damage(String name, Damage damage, String delta, String snapshot) {
    return Arguments.of(name, damage, delta, snapshot);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void eachDamageIsToldWithTheTable(String name, Damage damage, String delta, String snapshot)
      throws IOException {
    Path copy = folder.resolve(name.replace(' ', '-'));
    copy(copy);
    damage.to(copy.resolve("rejects"));
    DeltaLog.clearCache();
    verify(new DeltaLake(SPARK, copy.toString()), copy, delta);
    verify(new SnapshotLake(SPARK, copy.toString()), copy, snapshot);
  }

  private static void verify(Lake lake, Path copy, String problem) {
    if (problem == null) {
      assertThat(tuples(lake.read(Table.REJECTS), "reason"))
          .containsExactlyInAnyOrder(tuple("a"), tuple("d"));
      return;
    }
    Throwable failure = catchThrowable(() -> lake.read(Table.REJECTS).collectAsList());
    DamagedTable damaged = DamagedTable.in(failure).orElseThrow(() -> new AssertionError(failure));
    assertThat(damaged.table()).isEqualTo(Table.REJECTS);
    assertThat(Path.of(URI.create(damaged.folder()).getPath())).isEqualTo(copy.resolve("rejects"));
    assertThat(damaged)
        .hasMessageStartingWith("Table rejects at file:")
        .hasMessageContaining(problem);
  }

  @Test
  void aTableWhoseLogIsGoneIsNotWrittenAndNothingIsCreatedBesideIt() throws IOException {
    Path copy = folder.resolve("not-created");
    copy(copy);
    DeltaLake lake = without(copy.resolve("rejects/_delta_log"), copy);
    assertThat(catchThrowable(() -> lake.create(Set.of()))).isInstanceOf(DamagedTable.class);
    try (Stream<Path> tables = Files.list(copy)) {
      assertThat(tables).containsExactly(copy.resolve("rejects"));
    }
  }

  @Test
  void aTableThatWasWrittenAndIsGoneComesBackOnlyToBeBuiltAgain() throws IOException {
    Path copy = folder.resolve("gone");
    copy(copy);
    DeltaLake lake = without(copy.resolve("rejects"), copy);
    lake.append(Table.RUNS, rows(Table.RUNS.schema(), "{\"step\":\"rejects\",\"rows\":0}"));
    lake.create(Set.of());
    without(copy.resolve("rejects"), copy);
    lake.append(Table.RUNS, rows(Table.RUNS.schema(), "{\"step\":\"rejects\",\"rows\":3}"));
    assertThat(catchThrowable(() -> lake.create(Set.of(Table.TRAFFIC))))
        .isInstanceOf(DamagedTable.class)
        .hasMessageStartingWith("Table rejects at file:")
        .hasMessageEndingWith("it is gone, though nights wrote to it");
    lake.create(Set.of(Table.REJECTS));
    assertThat(lake.read(Table.REJECTS).collectAsList()).isEmpty();
  }

  @Test
  void aColumnOfAnotherTypeIsRefusedBeforeAnythingIsReadOrWritten() {
    Path other = folder.resolve("other-type");
    rows(
            "day DATE, reason STRING, position STRING",
            "{\"day\":\"2026-10-17\",\"position\":\"first\"}")
        .write()
        .format("delta")
        .partitionBy("day")
        .save(other + "/rejects");
    DeltaLake lake = new DeltaLake(SPARK, other.toString());
    SnapshotLake snapshot = new SnapshotLake(SPARK, other.toString());
    for (Throwable refusal :
        List.of(
            catchThrowable(() -> lake.create(Set.of())),
            catchThrowable(() -> lake.read(Table.REJECTS)),
            catchThrowable(() -> snapshot.read(Table.REJECTS)))) {
      assertThat(refusal)
          .isInstanceOf(DamagedTable.class)
          .hasMessageContaining("its column position is of type string instead of bigint");
    }
  }

  @Test
  void aColumnThatANewerVersionWroteIsLeftOutAndKept() {
    Path newer = folder.resolve("newer");
    rows(
            Table.REJECTS.schema().add("colour", "string"),
            "{\"day\":\"2026-10-16\",\"reason\":\"a\",\"colour\":\"red\"}",
            "{\"day\":\"2026-10-17\",\"reason\":\"b\",\"colour\":\"blue\"}")
        .write()
        .format("delta")
        .partitionBy("day")
        .save(newer + "/rejects");
    DeltaLake lake = new DeltaLake(SPARK, newer.toString());
    lake.replace(
        Table.REJECTS,
        new TreeSet<>(List.of(LocalDate.parse("2026-10-17"))),
        rejects("{\"day\":\"2026-10-17\",\"reason\":\"c\"}"));
    assertThat(lake.read(Table.REJECTS).columns())
        .containsExactlyElementsOf(Table.REJECTS.columns());
    assertThat(
            tuples(
                SPARK.read().format("delta").load(newer + "/rejects"), "day", "reason", "colour"))
        .containsExactlyInAnyOrder(tuple("2026-10-16", "a", "red"), tuple("2026-10-17", "c", null));
  }

  private static DeltaLake without(Path gone, Path copy) throws IOException {
    remove(gone);
    DeltaLog.clearCache();
    return new DeltaLake(SPARK, copy.toString());
  }

  private static void copy(Path to) throws IOException {
    try (Stream<Path> all = Files.walk(whole)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(whole.relativize(path).toString()));
      }
    }
  }

  private static void cut(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    // Hadoop's own checksum would tell of it before Delta does.
    Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
  }

  private static Path find(Path table, String part) throws IOException {
    try (Stream<Path> all = Files.walk(table)) {
      return all.filter(path -> path.toString().contains(part))
          .filter(path -> !path.toString().endsWith(".crc"))
          .findFirst()
          .get();
    }
  }

  private static void remove(Path below) throws IOException {
    try (Stream<Path> all = Files.walk(below)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
