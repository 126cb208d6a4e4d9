package io.hawkshaw.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSafeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=HYPERLINK(\"http://x\",\"y\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1",
        "\n=1", "\uff1d1", "\uff0b1", "\uff0d1", "\uff201", "="
      })
  void aCellThatBeginsAFormulaIsNeutralised(String text) {
    assertThat(CsvSafe.of(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"aws-cli/2.15", "a=b", "1-2", "'=1", " =1", "arn:aws:iam::1:root"})
  void anyOtherStaysAsItIs(String text) {
    assertThat(CsvSafe.of(text)).isSameAs(text);
  }

  @Property
  void theResultEndsWithTheTextAndIsStable(@ForAll String text) {
    String safe = CsvSafe.of(text);
    assertThat(safe).endsWith(text).hasSizeLessThanOrEqualTo(text.length() + 1);
    assertThat(safe).doesNotStartWith("=").doesNotStartWith("@").doesNotStartWith("\t");
    assertThat(CsvSafe.of(safe)).isSameAs(safe);
  }
}
