package io.hawkshaw.generate;

import java.util.Arrays;
import java.util.List;

/**
 * A choice by Zipf's law: the n-th has the weight n<sup>-s</sup>, so that few are taken again and
 * again, and most of them hardly ever. Principals, operations, targets and peers of real accounts
 * are spread so.
 */
final class Zipf<T> {
  private static final double EXPONENT = 1.05;

  private final List<T> choices;
  private final double[] shares;

  private Zipf(List<T> choices, double[] shares) {
    this.choices = choices;
    this.shares = shares;
  }

  static <T> Zipf<T> of(List<T> choices) {
    double[] shares = new double[choices.size()];
    double sum = 0;
    for (int rank = 0; rank < shares.length; rank++) {
      sum += Math.pow(rank + 1.0, -EXPONENT);
      shares[rank] = sum;
    }
    for (int rank = 0; rank < shares.length; rank++) {
      shares[rank] /= sum;
    }
    return new Zipf<>(List.copyOf(choices), shares);
  }

  T pick(Dice dice) {
    int found = Arrays.binarySearch(shares, dice.share());
    int rank = found < 0 ? -found - 1 : found;
    return choices.get(Math.min(rank, choices.size() - 1));
  }

  /** All choices, the most frequent first. */
  List<T> choices() {
    return choices;
  }
}
