package io.hawkshaw.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BeaconScoreTest {
  private static double[] all(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  private static long[] bars(int from, int to, long flows) {
    long[] bars = new long[24];
    Arrays.fill(bars, from, to, flows);
    return bars;
  }

  @Test
  void aBeatThroughTheWholeDayIsOne() {
    assertThat(BeaconScore.of(bars(0, 24, 60), all(24, 60), all(24, 300))).isEqualTo(1);
  }

  /** Quartiles 15, 20, 40: skewness (15 + 40 − 40)/25 = 0.6. Deviations 10 0 40: (20 − 10)/20. */
  @Test
  void evennessIsTheMeanOfSkewAndDeviation() {
    assertThat(BeaconScore.evenness(new double[] {10, 20, 60}, 1))
        .isCloseTo((0.4 + 0.5) / 2, within(1e-12));
  }

  @Test
  void quartilesThatLieCloseHaveNoSkewAndASmallMedianHasTheDefault() {
    assertThat(BeaconScore.evenness(new double[] {1, 2, 6}, 0)).isCloseTo(0.75, within(1e-12));
    assertThat(BeaconScore.evenness(new double[] {0, 0, 0}, 0)).isEqualTo(0.5);
    assertThat(BeaconScore.evenness(new double[] {0, 0, 0}, 1)).isEqualTo(1);
  }

  @Test
  void sixHoursAreTheFewestThatLast() {
    assertThat(BeaconScore.duration(bars(3, 8, 9))).isZero();
    // Six of 24 hours, but half of the twelve that a long run has.
    assertThat(BeaconScore.duration(bars(3, 9, 9))).isEqualTo(0.5);
    assertThat(BeaconScore.duration(bars(3, 23, 9))).isEqualTo(1);
  }

  @Test
  void aRunGoesOverMidnight() {
    long[] bars = bars(0, 4, 5);
    bars[22] = 5;
    bars[23] = 5;
    bars[10] = 5;
    bars[12] = 5;
    assertThat(BeaconScore.duration(bars)).isEqualTo(1);
  }

  /**
   * Half of the bars 10, half none: mean and deviation are 5. All filled bars are of one height.
   */
  @Test
  void barsOfOneHeightAreAlikeThoughOthersAreEmpty() {
    assertThat(BeaconScore.histogram(bars(0, 12, 10))).isEqualTo(1);
    // With ten of them there are too few to tell two heights from chance: 1 − √(14/10).
    assertThat(BeaconScore.histogram(bars(0, 10, 10))).isZero();
    // Twenty of 24: variation √(4/20).
    assertThat(BeaconScore.histogram(bars(0, 20, 10))).isEqualTo(1);
  }

  @Test
  void variationCountsWhereHeightsDiffer() {
    long[] bars = new long[24];
    for (int hour = 0; hour < 24; hour++) {
      bars[hour] = hour % 2 == 0 ? 100 : 300;
    }
    // Mean 200, deviation 100; but the two commonest heights are all.
    assertThat(BeaconScore.histogram(bars)).isEqualTo(1);
    for (int hour = 0; hour < 10; hour++) {
      bars[hour] = 0;
    }
    bars[10] = 20;
    bars[11] = 60;
    bars[12] = 140;
    bars[13] = 180;
    bars[14] = 220;
    // Fourteen bars, of which five and four are alike: 9/13 beats the variation.
    assertThat(BeaconScore.histogram(bars)).isCloseTo(9.0 / 13, within(1e-12));
  }

  @Test
  void twoHoursAreNoBeat() {
    assertThat(BeaconScore.of(bars(0, 2, 60), all(2, 60), all(2, 300))).isZero();
    assertThat(BeaconScore.bars(List.of(1, 1, 23), List.of(2L, 3L, 4L)))
        .containsSequence(0, 5, 0)
        .endsWith(4);
  }
}
