package io.hawkshaw.rollup;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

final class AlikeRowsTest {
  private static final AlikeRows ALIKE =
      new AlikeRows(
          List.of("day", "name"),
          List.of("events", "bytes"),
          List.of("ids"),
          AlikeRows.Kept.smallest(2));

  private static Dataset<Row> alike(AlikeRows alike, Dataset<Row> rows) {
    Column key = struct(alike.keys().stream().map(name -> col(name)).toArray(Column[]::new));
    return alike.of(List.of(new AlikeRows.Source(rows, List.of(key))));
  }

  @Test
  void rowsWithTheSameKeyAreOneAndNullIsAKeyToo() {
    Dataset<Row> rows =
        rows(
            "day DATE, name STRING, first_time TIMESTAMP, last_time TIMESTAMP, events INT,"
                + " bytes BIGINT, ids ARRAY<STRING>",
            """
            {"day":"2026-10-16","name":"a","first_time":"2026-10-16T02:00:00Z",
             "last_time":"2026-10-16T03:00:00Z","events":1,"bytes":10,"ids":["x","b"]}""",
            """
            {"day":"2026-10-16","name":"a","first_time":"2026-10-16T01:00:00Z",
             "last_time":"2026-10-16T02:00:00Z","events":2,"ids":["c","b",null]}""",
            """
            {"day":"2026-10-16","events":4,"ids":[]}""",
            """
            {"day":"2026-10-16","events":8}""",
            """
            {"day":"2026-10-17","name":"a","events":16,"ids":["y"]}""");

    assertThat(alike(ALIKE, rows).orderBy("events").toJSON().collectAsList())
        .containsExactly(
            """
            {"day":"2026-10-16","name":"a","events":3,"bytes":10,\
            "first_time":"2026-10-16T01:00:00.000Z","last_time":"2026-10-16T03:00:00.000Z",\
            "ids":["b","c"]}""",
            """
            {"day":"2026-10-16","events":12,"ids":[]}""",
            """
            {"day":"2026-10-17","name":"a","events":16,"ids":["y"]}""");
  }

  @Test
  void theTextsOfTheEarliestRowAreKeptAndOfSeveralAtOnceTheFirst() {
    AlikeRows earliest =
        new AlikeRows(
            List.of("name"), List.of("events"), List.of("ips", "ids"), AlikeRows.Kept.EARLIEST);
    Dataset<Row> rows =
        rows(
            "name STRING, first_time TIMESTAMP, last_time TIMESTAMP, events INT,"
                + " ips ARRAY<STRING>, ids ARRAY<STRING>",
            """
            {"name":"a","first_time":"2026-10-16T02:00:00Z","events":1,"ips":["1"],"ids":["a"]}""",
            """
            {"name":"a","first_time":"2026-10-16T01:00:00Z","events":1,"ips":["2"],"ids":["c"]}""",
            """
            {"name":"a","first_time":"2026-10-16T01:00:00Z","events":1,"ips":["2"],"ids":["b","x"]}""",
            """
            {"name":"a","first_time":"2026-10-16T01:00:00Z","events":1,"ips":["3"],"ids":["a"]}""",
            """
            {"name":"a","events":1,"ips":["0"],"ids":["0"]}""",
            """
            {"name":"b","first_time":"2026-10-16T01:00:00Z","events":1,"ids":["b"]}""",
            """
            {"name":"b","first_time":"2026-10-16T01:00:00Z","events":1,"ips":["1"],"ids":["a"]}""");

    assertThat(tuples(alike(earliest, rows), "name", "events", "ips", "ids"))
        .containsExactlyInAnyOrder(
            tuple("a", 5L, List.of("2"), List.of("b", "x")),
            tuple("b", 2L, List.of(), List.of("b")));
  }

  @Test
  void aRowCountsForEachOfItsKeysAndSourcesAreTakenTogether() {
    String measures =
        ", first_time TIMESTAMP, last_time TIMESTAMP, events BIGINT, bytes BIGINT,"
            + " ids ARRAY<STRING>";
    String key = "STRUCT<day: DATE, name: STRING>";
    Dataset<Row> calls =
        rows(
            "who " + key + ", what " + key + ", others ARRAY<" + key + ">" + measures,
            """
            {"who":{"day":"2026-10-16","name":"a"},"what":{"day":"2026-10-16","name":"b"},
             "others":[{"day":"2026-10-16","name":"c"},null,{"day":"2026-10-16","name":"a"}],
             "events":1,"ids":["x"]}""",
            """
            {"what":{"day":"2026-10-16"},"others":[],"events":2}""",
            """
            {"events":4}""");
    Dataset<Row> flows =
        rows(
            "many ARRAY<" + key + ">" + measures,
            """
            {"many":[{"day":"2026-10-16","name":"b"}],"events":8,"ids":["w"]}""");

    Dataset<Row> alike =
        ALIKE.of(
            List.of(
                new AlikeRows.Source(calls, List.of(col("who"), col("others"), col("what"))),
                new AlikeRows.Source(flows, List.of(col("many")))));

    assertThat(tuples(alike, "name", "events", "ids"))
        .containsExactlyInAnyOrder(
            tuple("a", 2L, List.of("x")),
            tuple("b", 9L, List.of("w", "x")),
            tuple("c", 1L, List.of("x")),
            tuple(null, 2L, List.of()));
  }

  @Test
  void aKeyWithItsFieldsInAnotherOrderIsRefused() {
    Dataset<Row> rows =
        rows(
            "day DATE, name STRING, first_time TIMESTAMP, last_time TIMESTAMP, events BIGINT,"
                + " bytes BIGINT, ids ARRAY<STRING>");
    AlikeRows.Source turned = new AlikeRows.Source(rows, List.of(struct(col("name"), col("day"))));

    assertThatIllegalArgumentException().isThrownBy(() -> ALIKE.of(List.of(turned)));
  }

  @Test
  void ofNothingNothingComes() {
    Dataset<Row> nothing =
        SPARK.createDataFrame(
            JavaSparkContext.fromSparkContext(SPARK.sparkContext()).<Row>emptyRDD(),
            StructType.fromDDL(
                "day DATE, name STRING, first_time TIMESTAMP, last_time TIMESTAMP, events BIGINT,"
                    + " bytes BIGINT, ids ARRAY<STRING>"));

    assertThat(alike(ALIKE, nothing).collectAsList()).isEmpty();
  }

  @Test
  void moreGroupsThanCanBeKeptAreHandedOn() {
    StructType schema =
        StructType.fromDDL(
            "key STRUCT<name: INT>, first_time BIGINT, last_time BIGINT, events BIGINT,"
                + " ids ARRAY<STRING>");
    UnsafeProjection unsafe = UnsafeProjection.create(schema);
    List<InternalRow> rows = new ArrayList<>();
    for (int name : new int[] {1, 2, 1, 2, 3, 1}) {
      Object[] values = {
        new GenericInternalRow(new Object[] {name}),
        5L,
        6L,
        1L,
        new GenericArrayData(new UTF8String[] {UTF8String.fromString("id-" + rows.size())})
      };
      rows.add(unsafe.apply(new GenericInternalRow(values)).copy());
    }
    Group.Layout layout = new Group.Layout(1, 1, new int[] {1}, 0);

    List<List<Object>> groups = new ArrayList<>();
    new GroupsInMemory(rows.iterator(), layout, new Keys(layout, List.of("name"), schema), 2)
        .forEachRemaining(
            row ->
                groups.add(
                    List.of(
                        row.getStruct(Group.KEY, 1).getInt(0),
                        row.getLong(Group.SUMS),
                        row.getArray(Group.SUMS + 1).getUTF8String(0).toString())));

    assertThat(groups)
        .containsExactlyInAnyOrder(
            List.of(1, 1L, "id-0"),
            List.of(2, 1L, "id-1"),
            List.of(1, 1L, "id-2"),
            List.of(2, 1L, "id-3"),
            List.of(3, 1L, "id-4"),
            List.of(1, 1L, "id-5"));
  }
}
