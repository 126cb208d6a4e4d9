package io.hawkshaw.testing;

import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hawkshaw.lake.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What the other tests stand on holds. */
final class MemoryLakeTest {
  private static final NavigableSet<LocalDate> DAY =
      new TreeSet<>(List.of(LocalDate.parse("2026-10-17")));

  @Test
  void rowsOutsideOfTheDaysAreRefused() {
    Dataset<Row> late = rows(Table.REJECTS.schema(), "{\"day\":\"2026-10-18\"}");
    assertThatThrownBy(() -> new MemoryLake().replace(Table.REJECTS, DAY, late))
        .hasMessage("Rows of REJECTS outside of its days: [2026-10-18]");
    Dataset<Row> undated = rows(Table.REJECTS.schema(), "{}");
    assertThatThrownBy(() -> new MemoryLake().replace(Table.REJECTS, DAY, undated))
        .hasMessage("Rows of REJECTS outside of its days: [null]");
  }

  @Test
  void columnsTooManyOrTooFewAreRefused() {
    Dataset<Row> few = rows("day DATE", "{\"day\":\"2026-10-17\"}");
    Dataset<Row> many = rows(Table.REJECTS.schema().add("colour", "string"));
    for (Dataset<Row> strange : List.of(few, many)) {
      assertThatThrownBy(() -> new MemoryLake().replace(Table.REJECTS, DAY, strange))
          .hasMessageStartingWith("Not the columns of REJECTS: ");
    }
  }

  @Test
  void noRowsEmptyTheDay() {
    MemoryLake lake = new MemoryLake().with(Table.REJECTS, "{\"day\":\"2026-10-17\"}");
    assertThat(lake.replace(Table.REJECTS, DAY, rows(Table.REJECTS.schema())).rows()).isZero();
    assertThat(lake.read(Table.REJECTS).isEmpty()).isTrue();
  }

  @Test
  void aMisspeltColumnOfAFixtureIsRefused() {
    assertThatThrownBy(() -> rows("a STRUCT<b: STRING>", "{\"a\":{\"c\":1}}"))
        .hasMessage("No such columns: [c]");
    assertThat(tuples(rows("a STRUCT<b: STRING>", "{}"), "a.b").get(0).toList())
        .containsExactly((Object) null);
  }
}
