package io.hawkshaw.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The house rules of tables. */
final class TableTest {

  @ParameterizedTest
  @EnumSource
  void everyTableAndColumnIsExplained(Table table) {
    assertThat(table.meaning()).startsWith("One row per ");
    assertThat(table.schema().fields())
        .allMatch(field -> field.getComment().isDefined(), "has a comment")
        .allMatch(StructField::nullable, "may be null");
  }

  @ParameterizedTest
  @EnumSource
  void columnsAreNamedByWhatTheyHold(Table table) {
    assertThat(table.sqlName()).matches("[a-z]+(_[a-z]+)*");
    assertThat(table.columns()).allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
    Arrays.stream(table.schema().fields())
        .forEach(
            field -> {
              boolean isTime = field.name().endsWith("_time");
              boolean isFlag = field.name().matches("(is|in|new)_.*");
              assertThat(field.dataType().equals(DataTypes.TimestampType))
                  .as(table + "." + field.name())
                  .isEqualTo(isTime);
              assertThat(field.dataType().equals(DataTypes.BooleanType))
                  .as(table + "." + field.name())
                  .isEqualTo(isFlag);
            });
    assertThat(table.isByDay()).isEqualTo(table != Table.ENTITIES);
    if (table.isByDay()) {
      assertThat(table.schema().apply("day").dataType()).isEqualTo(DataTypes.DateType);
    }
  }
}
