package io.hawkshaw.behavior;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How regular a day's conversation with one peer is, 0 to 1: the mean of four scores after RITA
 * (Active Countermeasures, version 5). RITA sees each connection, the rollup of flows an hour of
 * them; so the intervals are the mean one of each hour, and sizes the mean bytes of each hour's
 * flows.
 */
final class BeaconScore {
  private static final int HOURS = 24;
  private static final int FEWEST_INTERVALS = 3;
  private static final int FEWEST_BARS = 6;
  private static final int FEWEST_BARS_OF_TWO_MODES = 11;

  /** A run of so many hours is as good as the whole day. */
  private static final double LONG_RUN = 12;

  /** Quartiles that lie closer, in seconds or bytes, have no skew worth the name. */
  private static final double LEAST_SPREAD = 10;

  /** Bars that differ by less than this share of the highest are alike. */
  private static final double BIN = 0.05;

  private BeaconScore() {}

  /**
   * The score of a day.
   *
   * @param bars flows in each of its 24 hours
   * @param intervals mean seconds between the flows of each hour that has some
   * @param sizes mean bytes of the flows of each of these hours
   */
  static double of(long[] bars, double[] intervals, double[] sizes) {
    if (intervals.length < FEWEST_INTERVALS) {
      return 0;
    }
    return (evenness(intervals, 1) + evenness(sizes, 0) + duration(bars) + histogram(bars)) / 4;
  }

  /** A day's bars of the hours that have some flows. */
  static long[] bars(List<Integer> hours, List<Long> flows) {
    long[] bars = new long[HOURS];
    for (int i = 0; i < hours.size(); i++) {
      bars[hours.get(i)] += flows.get(i);
    }
    return bars;
  }

  /**
   * Mean of {@code 1 − |Bowley skewness|} and {@code (median − MAD) / median}.
   *
   * @param ofNothing the second where the median is below 1
   */
  static double evenness(double[] values, double ofNothing) {
    double[] quartiles = {
      Quantiles.of(values, 0.25), Quantiles.of(values, 0.5), Quantiles.of(values, 0.75)
    };
    double spread = quartiles[2] - quartiles[0];
    boolean isFlat =
        spread < LEAST_SPREAD || quartiles[1] == quartiles[0] || quartiles[1] == quartiles[2];
    double skew = isFlat ? 0 : (quartiles[0] + quartiles[2] - 2 * quartiles[1]) / spread;
    double median = quartiles[1];
    double mad = Quantiles.medianDeviation(values, median);
    double dense = median < 1 ? ofNothing : Math.max(0, (median - mad) / median);
    return (1 - Math.abs(skew) + dense) / 2;
  }

  /** How much of the day it lasts: from first to last bar, or its longest run of bars. */
  static double duration(long[] bars) {
    int first = -1;
    int last = -1;
    int filled = 0;
    int run = 0;
    int longest = 0;
    // Twice round, since a run can go over midnight.
    for (int i = 0; i < 2 * HOURS; i++) {
      boolean isFilled = bars[i % HOURS] > 0;
      run = isFilled ? run + 1 : 0;
      longest = Math.min(HOURS, Math.max(longest, run));
      if (i < HOURS && isFilled) {
        first = first < 0 ? i : first;
        last = i;
        filled++;
      }
    }
    if (filled < FEWEST_BARS) {
      return 0;
    }
    return Math.min(1, Math.max((last - first + 1.0) / HOURS, longest / LONG_RUN));
  }

  /** How alike the bars are: all of them, or those of the two commonest heights. */
  static double histogram(long[] bars) {
    double mean = Arrays.stream(bars).average().orElse(0);
    double variance =
        Arrays.stream(bars).mapToDouble(bar -> (bar - mean) * (bar - mean)).average().orElse(0);
    double variation = mean == 0 ? 1 : Math.sqrt(variance) / mean;
    return Math.max(Math.max(0, 1 - variation), twoModes(bars));
  }

  private static double twoModes(long[] bars) {
    long highest = Arrays.stream(bars).max().orElse(0);
    long filled = Arrays.stream(bars).filter(bar -> bar > 0).count();
    if (filled < FEWEST_BARS_OF_TWO_MODES) {
      return 0;
    }
    Map<Long, Integer> bins = new TreeMap<>();
    for (long bar : bars) {
      if (bar > 0) {
        bins.merge((long) Math.floor(bar / (highest * BIN)), 1, Integer::sum);
      }
    }
    List<Integer> sizes = bins.values().stream().sorted((a, b) -> b - a).limit(2).toList();
    int alike = sizes.stream().mapToInt(Integer::intValue).sum();
    // One outlier is forgiven: the hour in which it began.
    return Math.min(1, alike / (filled - 1.0));
  }
}
