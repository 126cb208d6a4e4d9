package io.hawkshaw.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

final class SurpriseProperties {
  @Property
  void moreIsNeverLessSurprising(
      @ForAll @IntRange(max = 1000) int count,
      @ForAll @DoubleRange(min = 0, max = 50) double usual,
      @ForAll @IntRange(max = 40) int days) {
    double[] past = new double[days];
    for (int i = 0; i < days; i++) {
      past[i] = Math.floor(usual * (1 + i % 3) / 2);
    }
    double p = Surprise.count(count, past, usual, 5, 4).p();
    double ofMore = Surprise.count(count + 1.0, past, usual, 5, 4).p();
    assertThat(p).isBetween(0.0, 1.0);
    assertThat(ofMore).isLessThanOrEqualTo(p + 1e-12);
  }
}
