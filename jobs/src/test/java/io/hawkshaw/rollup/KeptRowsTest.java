package io.hawkshaw.rollup;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.repeat;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;

final class KeptRowsTest {
  /** Rows of one to some thousand bytes, so that blocks end anywhere. */
  private static Dataset<Row> rows() {
    return SPARK
        .range(0, 3000, 1, 2)
        .select(
            col("id"),
            when(col("id").mod(3).notEqual(0), repeat(lit("é"), col("id").cast("int").mod(700)))
                .as("text"),
            struct(col("id").cast("string").as("name"), lit(null).cast("double").as("score"))
                .as("nested"),
            array_repeat(col("id"), col("id").cast("int").mod(5)).as("list"),
            expr("map('day', date_add(DATE '2026-10-16', cast(id AS INT)))").as("days"));
  }

  @Test
  void rowsComeBackAsTheyWere() {
    KeptRows kept = KeptRows.of(rows());
    assertThat(kept.rows().schema()).isEqualTo(rows().schema());
    for (int time = 0; time < 2; time++) {
      assertThat(kept.rows().toJSON().collectAsList())
          .hasSize(3000)
          .isEqualTo(rows().toJSON().collectAsList());
    }
    kept.release().run();
  }

  @Test
  void aRowLargerThanABlockIsKept() {
    Dataset<Row> large = SPARK.range(3).select(repeat(lit("x"), 200_000).as("text"), col("id"));
    KeptRows kept = KeptRows.of(large);
    assertThat(kept.rows().collectAsList()).isEqualTo(large.collectAsList());
    kept.release().run();
  }

  @Test
  void noRowIsKeptAsNone() {
    KeptRows kept = KeptRows.of(rows().filter("id < 0"));
    assertThat(kept.rows().collectAsList()).isEmpty();
    kept.release().run();
  }

  @Test
  void rowsAreComputedOnceUntilTheyAreLetGoOf() {
    LongAccumulator computed = SPARK.sparkContext().longAccumulator();
    Dataset<Row> counted =
        InternalRows.map(
            rows(),
            rows().schema(),
            part -> {
              computed.add(1);
              return part;
            });
    KeptRows kept = KeptRows.of(counted);
    assertThat(computed.value()).isZero();
    assertThat(List.of(kept.rows().count(), kept.rows().filter("id < 7").count()))
        .containsExactly(3000L, 7L);
    assertThat(computed.value()).isEqualTo(2);
    kept.release().run();
    assertThat(kept.rows().count()).isEqualTo(3000);
    assertThat(computed.value()).isEqualTo(4);
  }
}
