package io.hawkshaw.lake;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static java.util.stream.Collectors.toMap;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

final class DeltaLakeTest {
  @TempDir private Path folder;

  private DeltaLake lake() {
    return new DeltaLake(SPARK, folder.toUri().toString());
  }

  private static NavigableSet<LocalDate> days(String... days) {
    NavigableSet<LocalDate> set = new TreeSet<>();
    Stream.of(days).map(LocalDate::parse).forEach(set::add);
    return set;
  }

  private static Dataset<Row> rejects(String... json) {
    return rows(Table.REJECTS.schema(), json);
  }

  @Test
  void daysAreReplacedAndOthersStay() {
    DeltaLake lake = lake();
    assertThat(
            lake.replace(
                Table.REJECTS,
                days("2026-10-16", "2026-10-17"),
                rejects(
                    "{\"day\":\"2026-10-16\",\"reason\":\"a\"}",
                    "{\"day\":\"2026-10-17\",\"reason\":\"b\"}")))
        .isEqualTo(new Written(2, null));
    assertThat(
            lake.replace(
                Table.REJECTS,
                days("2026-10-17"),
                rejects("{\"day\":\"2026-10-17\",\"reason\":\"c\"}")))
        .isEqualTo(new Written(1, null));

    assertThat(tuples(lake.read(Table.REJECTS), "day", "reason"))
        .containsExactlyInAnyOrder(tuple("2026-10-16", "a"), tuple("2026-10-17", "c"));

    assertThat(lake.replace(Table.REJECTS, days("2026-10-16"), rejects()).rows()).isZero();
    assertThat(tuples(lake.read(Table.REJECTS), "day")).containsExactly(tuple("2026-10-17"));
  }

  /** That there are none Spark learns while it runs, and then leaves out what would count them. */
  @Test
  void noRowsBehindAShuffleAreNoRows() {
    DeltaLake lake = lake();
    assertThat(
            lake.replace(Table.OBSERVATIONS, days("2026-10-16"), none(Table.OBSERVATIONS)).rows())
        .isZero();
    assertThat(lake.replace(Table.ANOMALIES, days("2026-10-16"), none(Table.ANOMALIES)))
        .isEqualTo(new Written(0, 0.0));
  }

  private static Dataset<Row> none(Table table) {
    return SPARK.createDataFrame(
        SPARK.emptyDataset(Encoders.row(table.schema())).toJavaRDD(), table.schema());
  }

  @Test
  void aRowOfAnotherDayEndsTheWriteAndNothingIsWritten() {
    DeltaLake lake = lake();
    lake.append(Table.REJECTS, rejects("{\"day\":\"2026-10-17\",\"reason\":\"kept\"}"));
    Dataset<Row> strange = rejects("{\"day\":\"2026-10-18\"}");

    assertThatThrownBy(() -> lake.replace(Table.REJECTS, days("2026-10-17"), strange))
        .hasMessageContaining("DELTA_REPLACE_WHERE_MISMATCH");
    assertThat(tuples(lake.read(Table.REJECTS), "reason")).containsExactly(tuple("kept"));
  }

  /** Pages hold 2,000 rows: each of 20 principals has 1,000, and lies in two at most. */
  @Test
  void aQueryForOnePrincipalReadsFewPagesOfItsDays() {
    NavigableSet<LocalDate> days = days("2026-10-16", "2026-10-17");
    Dataset<Row> calls =
        SPARK
            .range(40_000)
            .selectExpr(
                "if(id % 2 = 0, DATE'2026-10-16', DATE'2026-10-17') AS day",
                "concat('user-', id DIV 2 % 20) AS principal", "1L AS events");
    DeltaLake lake = lake();
    Dataset<Row> activity =
        calls.withColumns(
            Table.ACTIVITY.columns().stream()
                .filter(name -> !List.of(calls.columns()).contains(name))
                .collect(toMap(name -> name, name -> lit(null))));

    assertThat(lake.replace(Table.ACTIVITY, days, activity).rows()).isEqualTo(40_000);

    Dataset<Row> ofOne = lake.read(Table.ACTIVITY).filter("principal = 'user-7'");
    assertThat(ofOne.collectAsList()).hasSize(2_000);
    long read =
        CollectionConverters.asJava(ofOne.queryExecution().executedPlan().collectLeaves()).stream()
            .mapToLong(scan -> scan.metrics().apply("numOutputRows").value())
            .sum();
    assertThat(read).isBetween(2_000L, 8_000L);
  }

  @Test
  void columnsComeInTheOrderAndTypesOfTheTable() {
    DeltaLake lake = lake();
    lake.append(
        Table.REJECTS,
        rows(
            "reason STRING, raw STRING, position INT, day DATE, file STRING, source STRING",
            "{\"reason\":\"a\",\"position\":7,\"day\":\"2026-10-17\"}"));

    assertThat(lake.read(Table.REJECTS).schema().fieldNames())
        .containsExactlyElementsOf(Table.REJECTS.columns());
    assertThat(tuples(lake.read(Table.REJECTS), "position", "reason", "raw"))
        .containsExactly(tuple(7L, "a", null));
  }

  @Test
  void columnsTooManyOrTooFewAreRefused() {
    Dataset<Row> strange = rows("day DATE, colour STRING", "{\"day\":\"2026-10-17\"}");
    assertThatThrownBy(() -> lake().append(Table.REJECTS, strange))
        .hasMessage("Columns that table rejects does not have: [colour]");
    Dataset<Row> half = rows("day DATE, reason STRING", "{\"day\":\"2026-10-17\"}");
    assertThatThrownBy(() -> lake().append(Table.REJECTS, half)).hasMessageContaining("`source`");
  }

  @Test
  void aColumnThatAnOlderLakeDoesNotHoldYetIsNullUntilItIsWritten() {
    rows("day DATE, source STRING", "{\"day\":\"2026-10-17\",\"source\":\"a\"}")
        .write()
        .format("delta")
        .save(folder.resolve("rejects").toUri().toString());
    assertThat(tuples(lake().read(Table.REJECTS), "source", "reason"))
        .containsExactly(tuple("a", null));

    lake()
        .append(
            Table.REJECTS,
            rows(
                "day DATE, source STRING, file STRING, position BIGINT, reason STRING, raw STRING",
                "{\"day\":\"2026-10-18\",\"source\":\"b\",\"reason\":\"odd\"}"));
    assertThat(tuples(lake().read(Table.REJECTS), "source", "reason"))
        .containsExactlyInAnyOrder(tuple("a", null), tuple("b", "odd"));
  }

  @Test
  void aLakeWithoutTablesIsEmptyAndDoesNotExist() throws IOException {
    DeltaLake lake = lake();
    assertThat(lake.exists()).isFalse();
    assertThat(lake.read(Table.ACTIVITY).isEmpty()).isTrue();
    assertThat(lake.read(Table.ACTIVITY).schema().fieldNames())
        .containsExactlyElementsOf(Table.ACTIVITY.columns());

    lake.probe();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(path -> !path.toString().endsWith(".crc"))).isEmpty();
    }
  }
}
