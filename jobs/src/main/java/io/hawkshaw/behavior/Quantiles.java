package io.hawkshaw.behavior;

import java.util.Arrays;

/** Order statistics of a few numbers. */
final class Quantiles {
  private Quantiles() {}

  /**
   * A quantile, linear between neighbours (Hyndman and Fan, Sample Quantiles in Statistical
   * Packages, 1996, type 7).
   *
   * @param values at least one
   * @param share 0.5 for the median
   */
  static double of(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The median of the distances from the median. */
  static double medianDeviation(double[] values, double median) {
    return of(Arrays.stream(values).map(value -> Math.abs(value - median)).toArray(), 0.5);
  }
}
