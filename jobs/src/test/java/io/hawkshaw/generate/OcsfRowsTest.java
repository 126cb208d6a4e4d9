package io.hawkshaw.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class OcsfRowsTest {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "time BIGINT NOT NULL, actor STRUCT<name: STRING> NOT NULL, status STRING");

  @Test
  void requiredStructIsThereEvenIfTheEventLacksIt() {
    Row row = OcsfRows.row(Json.object("{\"time\":1}"), SCHEMA);
    assertThat(row.getStruct(1).isNullAt(0)).isTrue();
    assertThat(row.isNullAt(2)).isTrue();
  }

  @Test
  void requiredValueMustBeThere() {
    assertThatThrownBy(() -> OcsfRows.row(Json.object("{\"status\":\"x\"}"), SCHEMA))
        .hasMessage("The event lacks the required column time");
  }

  @Test
  void fieldThatNoColumnTakesIsRefused() {
    assertThatThrownBy(() -> OcsfRows.row(Json.object("{\"time\":1,\"tine\":2}"), SCHEMA))
        .hasMessageContaining("The schema has no column tine");
  }
}
