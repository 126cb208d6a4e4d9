package io.hawkshaw.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LabelsTest {
  /** Shares 0.3 0.3 0.2 0.2: 2·0.3·log2(10/3) + 2·0.2·log2(5). */
  @Test
  void entropyIsThatOfTheLetters() {
    double bits = (0.6 * Math.log(10.0 / 3) + 0.4 * Math.log(5)) / Math.log(2);
    assertThat(Labels.bits("x.aabbccddaabbccddaabb.example.org", "example.org", 20))
        .isCloseTo(bits, within(1e-12));
    assertThat(Labels.entropy("abcd")).isEqualTo(2);
    assertThat(Labels.entropy("aaaa")).isZero();
  }

  @Test
  void shortLabelsAndTheDomainItselfTellNothing() {
    assertThat(Labels.bits("aabbccddaabbccddaab.example.org", "example.org", 20)).isNull();
    assertThat(Labels.bits("aabbccddaabbccddaabb.org", "aabbccddaabbccddaabb.org", 20)).isNull();
    assertThat(Labels.bits(null, "", 1)).isNull();
    assertThat(Labels.bits("", "", 1)).isNull();
  }

  @Test
  void theMostRandomLabelCounts() {
    assertThat(Labels.bits("aaaa.abcd.aabb.x", "x", 4)).isEqualTo(2);
  }
}
