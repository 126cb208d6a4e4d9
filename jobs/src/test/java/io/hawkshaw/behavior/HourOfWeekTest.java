package io.hawkshaw.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HourOfWeekTest {
  /**
   * One event on Monday at 9. Its own hour has 3/9 of it in the day and 0.5 + 0.5/5 of the week;
   * the prior adds 1/168, and both are two hours in all.
   */
  @ParameterizedTest
  @CsvSource({
    "9, 0.33333333333333331, 0.6", // Mon 09
    "10, 0.22222222222222221, 0.6", // Mon 10
    "7, 0.11111111111111110, 0.6", // Mon 07
    "6, 0, 0.6", // Mon 06
    "33, 0.33333333333333331, 0.1", // Tue 09
    "129, 0.33333333333333331, 0" // Sat 09
  })
  void anHourMakesItsNeighboursLikely(int hour, double ofDay, double ofWeek) {
    double p = (ofDay * ofWeek + 1.0 / 168) / 2;
    assertThat(HourOfWeek.probability(new int[] {9}, hour)).isCloseTo(p, within(1e-12));
  }

  @Test
  void nightMakesTheHoursAfterMidnightLikely() {
    int[] past = {23};
    assertThat(HourOfWeek.probability(past, 0)).isEqualTo(HourOfWeek.probability(past, 22));
  }

  /**
   * After Monday at 9, five hours of five days are more likely than the rest: 143 hours are as
   * improbable as Saturday at 3, with 1/336 each.
   */
  @Test
  void theTailIsTheShareOfAllHoursAsImprobable() {
    HourOfWeek.Rarest rarest = HourOfWeek.rarest(new int[] {9}, new int[] {123});
    assertThat(rarest.hour()).isEqualTo(123);
    assertThat(rarest.p()).isCloseTo(143.0 / 336, within(1e-9));
    assertThat(HourOfWeek.rarest(new int[] {9}, new int[] {9, 123}).p())
        .isCloseTo(2 * 143.0 / 336, within(1e-9));
  }

  @Test
  void withoutAPastNoHourIsUnusual() {
    assertThat(HourOfWeek.rarest(new int[0], new int[] {5}).p()).isCloseTo(1, within(1e-9));
  }
}
