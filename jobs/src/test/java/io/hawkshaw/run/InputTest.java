package io.hawkshaw.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InputTest {

  @ParameterizedTest
  @EnumSource
  void anInputIsFoundByItsName(Input input) {
    assertThat(Input.labelled(input.label())).isEqualTo(input);
    assertThat(input.label()).matches("[a-z]+(-[a-z]+)*");
  }

  @Test
  void theNamesAreThoseOfTheManual() {
    assertThat(Input.labels())
        .containsExactly(
            "security-lake",
            "cloudtrail",
            "vpc-flow",
            "resolver-dns",
            "guardduty",
            "security-hub",
            "eks-audit",
            "iam-snapshot");
  }

  @Test
  void anotherNameHasNone() {
    assertThatThrownBy(() -> Input.labelled("waf")).isInstanceOf(IllegalArgumentException.class);
  }
}
