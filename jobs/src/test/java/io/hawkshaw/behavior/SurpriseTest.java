package io.hawkshaw.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each formula against values computed by hand. */
final class SurpriseTest {
  private static final Offset<Double> EXACT = within(1e-9);

  /**
   * Gamma(2, 1) makes the count negative binomial with size 2 and probability 1/2: P(0) = 1/4, P(1)
   * = 1/4, P(2) = 3/16, so that 5/16 are left.
   */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0.75", "2, 0.5", "3, 0.3125"})
  void theTailOfGammaPoissonIsThatOfTheNegativeBinomial(double count, double p) {
    assertThat(Surprise.gammaPoissonTail(count, 2, 1)).isCloseTo(p, EXACT);
  }

  /**
   * With one degree it is Cauchy's: 1/2 − atan(z)/π. With four, 2.1318 leaves five in a hundred.
   */
  @ParameterizedTest
  @CsvSource({"0, 1, 0.5", "1, 1, 0.25", "2.131846786, 4, 0.05", "-1, 1, 0.75"})
  void theTailOfStudentIsThatOfTheTables(double z, double degrees, double p) {
    assertThat(Surprise.studentTail(z, degrees)).isCloseTo(p, EXACT);
  }

  /**
   * Median 10, deviations 2 0 2 0 0, whose median 0 gives way to √10·0.6745: z = 10/√10 = √10. With
   * 4 degrees the tail is 1/2 − 3/8·z/√(1+z²/4)·(1 − 1/12·z²/(1+z²/4)).
   */
  @Test
  void aConstantPastCanBeDepartedFrom() {
    Surprise.OfCount surprise = Surprise.count(20, new double[] {8, 10, 12, 10, 10}, 99, 5, 4);
    assertThat(surprise.expected()).isEqualTo(10);
    assertThat(surprise.p()).isCloseTo(0.017054711583704807, EXACT);
  }

  /**
   * Median 100, deviations 50 0 50, their median 50: z = 0.6745·100/50, and three days: 2 degrees.
   */
  @Test
  void aVariedPastIsComparedByItsDeviation() {
    double z = 0.6745 * 2;
    double p = 0.5 - z / (2 * Math.sqrt(2 + z * z));
    assertThat(Surprise.count(200, new double[] {50, 100, 150}, 0, 5, 4).p()).isCloseTo(p, EXACT);
  }

  /** Others had one half on average: Gamma(1/2, 1), and P(0) = (1/2)^(1/2). */
  @Test
  void aNewEntityIsComparedWithOthers() {
    Surprise.OfCount surprise = Surprise.count(1, new double[0], 0.5, 5, 4);
    assertThat(surprise.expected()).isCloseTo(0.5, EXACT);
    assertThat(surprise.p()).isCloseTo(1 - Math.sqrt(0.5), EXACT);
  }

  /** Gamma(1/2 + 1, 1/2 + 3) of others' mean 1: (7/9)^1.5 for a count of zero. */
  @Test
  void sparseCountsAreComparedAsRareEvents() {
    Surprise.OfCount surprise = Surprise.count(1, new double[] {0, 1, 0}, 1, 5, 4);
    assertThat(surprise.expected()).isCloseTo(1.5 / 3.5, EXACT);
    assertThat(surprise.p()).isCloseTo(1 - Math.pow(3.5 / 4.5, 1.5), EXACT);
  }
}
