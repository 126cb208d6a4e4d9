package io.hawkshaw.rollup;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmallestTest {
  private static final String GENERATION = "spark.sql.codegen.factoryMode";

  private static Dataset<Row> smallest(String... json) {
    return rows("k STRING, t STRING", json)
        .groupBy("k")
        .agg(Smallest.smallest(3, array(col("t"))).as("kept"));
  }

  @AfterEach
  void restoreTheSession() {
    SPARK.conf().set(GENERATION, "NO_CODEGEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_CODEGEN", "CODEGEN_ONLY"})
  void theSmallestOfEachGroupAreKeptInOrderEachOnce(String generation) {
    SPARK.conf().set(GENERATION, generation);
    List<String> json = new ArrayList<>();
    for (String text : List.of("d", "b", "d", "a", "c", "b", "")) {
      json.add("{\"k\":\"one\",\"t\":\"" + text + "\"}");
    }
    json.add("{\"k\":\"two\",\"t\":\"z\"}");

    assertThat(tuples(smallest(json.toArray(String[]::new)), "k", "kept"))
        .containsExactlyInAnyOrder(tuple("one", List.of("", "a", "b")), tuple("two", List.of("z")));
  }

  @Test
  void nullsAreLeftOut() {
    assertThat(tuples(smallest("{\"k\":\"one\"}", "{\"k\":\"one\",\"t\":\"a\"}"), "kept"))
        .containsExactly(tuple(List.of("a")));
    assertThat(tuples(smallest("{\"k\":\"one\"}"), "kept")).containsExactly(tuple(List.of()));
  }

  @Test
  void aTableWithoutRowsHasNoGroups() {
    assertThat(tuples(smallest(), "kept")).isEmpty();
  }
}
