package io.hawkshaw.lake;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read without Delta's own source is what that reads. */
final class SnapshotLakeTest {
  @TempDir private static Path folder;
  private static String root;
  private static DeltaLake written;

  @BeforeAll
  static void write() {
    // A name that asks for every kind of escaping.
    root = folder.resolve("a lake 100%25 [ü]").toString();
    written = new DeltaLake(SPARK, root);
    rejects(
            "{\"day\":\"2026-10-16\",\"reason\":\"a\",\"position\":1}",
            "{\"day\":\"2026-10-17\",\"reason\":\"b\",\"position\":2}")
        .write()
        .format("delta")
        .partitionBy("day")
        .save(root + "/rejects");
    written.replace(
        Table.REJECTS,
        new TreeSet<>(List.of(LocalDate.parse("2026-10-17"))),
        rejects("{\"day\":\"2026-10-17\",\"reason\":\"c\",\"position\":3}"));
  }

  private static Dataset<Row> rejects(String... json) {
    return rows(Table.REJECTS.schema(), json);
  }

  private static SnapshotLake lake() {
    return new SnapshotLake(SPARK, root);
  }

  @Test
  void theRowsAreThoseOfTheLastCommit() {
    assertThat(lake().exists()).isTrue();
    Dataset<Row> read = lake().read(Table.REJECTS);
    assertThat(read.schema()).isEqualTo(written.read(Table.REJECTS).schema());
    assertThat(tuples(read, "day", "reason", "position"))
        .containsExactlyInAnyOrder(tuple("2026-10-16", "a", 1L), tuple("2026-10-17", "c", 3L));
  }

  @Test
  void aTableStaysAsItWasWhenItWasFirstRead() {
    written.append(Table.RUNS, rows(Table.RUNS.schema(), "{\"run_id\":\"a\"}"));
    SnapshotLake lake = lake();
    Dataset<Row> before = lake.read(Table.RUNS);
    written.append(Table.RUNS, rows(Table.RUNS.schema(), "{\"run_id\":\"b\"}"));
    assertThat(lake.read(Table.RUNS)).isSameAs(before);
    assertThat(tuples(before, "run_id")).containsExactly(tuple("a"));
    assertThat(tuples(lake().read(Table.RUNS), "run_id"))
        .containsExactlyInAnyOrder(tuple("a"), tuple("b"));
  }

  @Test
  void ofOtherDaysNoFileIsRead() {
    Dataset<Row> ofOne = lake().read(Table.REJECTS).filter("day = DATE'2026-10-16'");
    assertThat(ofOne.collectAsList()).extracting(row -> row.getAs("reason")).containsExactly("a");
    assertThat(ofOne.queryExecution().executedPlan().toString())
        .containsPattern("PartitionFilters: .*\\(day#\\d+ = 2026-10-16\\)");
  }

  @Test
  void aColumnThatAnOlderLakeDoesNotHoldIsNull() {
    rows("day DATE, source STRING", "{\"day\":\"2026-10-17\",\"source\":\"a\"}")
        .write()
        .format("delta")
        .partitionBy("day")
        .save(root + "/coverage");
    Dataset<Row> read = lake().read(Table.COVERAGE);
    assertThat(read.columns()).containsExactlyElementsOf(Table.COVERAGE.columns());
    assertThat(tuples(read, "day", "source", "account"))
        .containsExactly(tuple("2026-10-17", "a", null));
  }

  @Test
  void aTableOfWhichRowsWereDeletedByVectorsIsReadByDelta() {
    String table = "delta.`" + root + "/files`";
    written.append(
        Table.FILES,
        rows(Table.FILES.schema(), "{\"file\":\"kept\"}", "{\"file\":\"deleted\"}").coalesce(1));
    SPARK.sql("ALTER TABLE " + table + " SET TBLPROPERTIES (delta.enableDeletionVectors = true)");
    SPARK.sql("DELETE FROM " + table + " WHERE file = 'deleted'");
    assertThat(DeltaSnapshot.latest(root + "/files", SPARK.sessionState().newHadoopConf()))
        .isEmpty();
    assertThat(tuples(lake().read(Table.FILES), "file")).containsExactly(tuple("kept"));
  }

  @Test
  void whatIsNotThereIsEmptyAndNothingIsWritten() {
    assertThat(lake().read(Table.FINDINGS).schema()).isEqualTo(Table.FINDINGS.schema());
    assertThat(lake().read(Table.FINDINGS).count()).isZero();
    assertThat(new SnapshotLake(SPARK, folder.resolve("none").toString()).exists()).isFalse();
    assertThatThrownBy(() -> lake().append(Table.REJECTS, rejects()))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
