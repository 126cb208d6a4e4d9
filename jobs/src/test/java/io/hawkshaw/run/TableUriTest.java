package io.hawkshaw.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TableUriTest {
  @Test
  void aNameIsOneTableAndAnAsteriskAllThatBeginSo() {
    TableUri one = TableUri.of("iceberg:glue.lake.a_waf_2_0");
    assertThat(one).isEqualTo(new TableUri("glue", "lake", "a_waf_2_0"));
    assertThat(one.matches("a_waf_2_0")).isTrue();
    assertThat(one.matches("a_waf_2_0_copy")).isFalse();
    assertThat(one).hasToString("iceberg:glue.lake.a_waf_2_0");

    TableUri begun = TableUri.of("iceberg:glue.lake.a_*");
    assertThat(begun.isPattern()).isTrue();
    assertThat(begun.matches("a_waf_2_0")).isTrue();
    assertThat(begun.matches("b_waf_2_0")).isFalse();
    assertThat(TableUri.of("iceberg:glue.lake.*").matches("b_waf_2_0")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iceberg:",
        "iceberg:table",
        "iceberg:lake.table",
        "iceberg:glue.*.table",
        "iceberg:glue.lake.*_2_0",
        "iceberg:glue.lake.a b",
        "iceberg:glue.lake.table.files"
      })
  void anotherFormIsRefusedWithTheRightOne(String uri) {
    assertThatThrownBy(() -> Settings.defaults().withInputs(Map.of("security-lake", List.of(uri))))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(uri + " does not name Iceberg tables; write iceberg:CATALOG");
  }

  @Test
  void onlySecurityLakeHasTables() {
    Map<String, List<String>> inputs = Map.of("cloudtrail", List.of("iceberg:glue.lake.table"));
    assertThatThrownBy(() -> Settings.defaults().withInputs(inputs))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "Input cloudtrail: iceberg:glue.lake.table names Iceberg tables, which only security-lake"
                + " has; give the folder of the files");
  }
}
