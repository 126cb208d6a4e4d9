package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.spark.sql.Column;

/** How improbable something is, given the past. */
final class Surprise {
  private static final double NORMAL = 0.6745;

  /** Below, doubles lose their precision; the score is at its end long before. */
  static final double LEAST_P = 1e-300;

  /** The prior of a rate of counts: its shape. A half lets one entity be ten times another. */
  private static final double PRIOR_SHAPE = 0.5;

  /** A count of others that is zero still leaves room for some. */
  static final double LEAST_PRIOR_MEAN = 0.1;

  private Surprise() {}

  /** {@code min(100, −10·log10 p)}. */
  static Column score(Column p) {
    Column decibels = log10(greatest(p, lit(LEAST_P))).multiply(-10);
    return greatest(least(decibels, lit(100.0)), lit(0.0));
  }

  /**
   * Probability that a day brings something that came on k of n days before, by the Beta–binomial
   * rule with the rate of others as prior: {@code (k + a·r) / (n + a)} (Gelman et al., Bayesian
   * Data Analysis, section 2.4).
   *
   * @param others rate r among others, 0 to 1
   * @param priorDays weight a of the others, in days
   */
  static Column rate(Column days, Column ofDays, Column others, double priorDays) {
    return days.plus(others.multiply(priorDays)).divide(ofDays.plus(priorDays));
  }

  /**
   * What a count was expected to be, and how probable it is to be at least as high.
   *
   * @param expected median of the past, or the mean of the posterior
   * @param p probability
   */
  record OfCount(double expected, double p) {}

  /**
   * Compares a count with the counts of the days before. Where they are sparse, or none, by
   * Gamma–Poisson; else by the robust z of the median and its absolute deviation {@code z =
   * 0.6745·(x − m) / max(d, √m·0.6745)}, whose tail is Student's. The floor √m, the spread of
   * random arrivals, lets a constant past be departed from.
   *
   * @param past counts of the days before on which the entity was active
   * @param others mean of the counts of others
   * @param sparseBelow median below which counts are sparse
   * @param tailDegrees most degrees of freedom of the tail
   */
  static OfCount count(
      double observed, double[] past, double others, double sparseBelow, double tailDegrees) {
    double median = past.length == 0 ? 0 : Quantiles.of(past, 0.5);
    if (median < sparseBelow) {
      return sparse(observed, past, others);
    }
    double deviation = Quantiles.medianDeviation(past, median);
    double z = NORMAL * (observed - median) / Math.max(deviation, Math.sqrt(median) * NORMAL);
    double degrees = Math.max(1, Math.min(tailDegrees, past.length - 1.0));
    return new OfCount(median, studentTail(z, degrees));
  }

  /**
   * A rate λ of unknown size is Gamma(α, β) with the mean of others; after n days that brought Σx
   * it is Gamma(α + Σx, β + n), and the next count negative binomial (Gelman et al., section 2.6).
   */
  private static OfCount sparse(double observed, double[] past, double others) {
    double sum = 0;
    for (double count : past) {
      sum += count;
    }
    double mean = Math.max(others, LEAST_PRIOR_MEAN);
    double alpha = PRIOR_SHAPE + sum;
    double beta = PRIOR_SHAPE / mean + past.length;
    return new OfCount(alpha / beta, gammaPoissonTail(observed, alpha, beta));
  }

  /**
   * {@code P(X ≥ x)} of a Poisson count whose rate is Gamma(α, β): the negative binomial tail, by
   * the regularized incomplete beta function {@code I(1/(β+1); x, α)} (NIST DLMF 8.17).
   */
  static double gammaPoissonTail(double x, double alpha, double beta) {
    return x <= 0 ? 1 : Beta.regularizedBeta(1 / (beta + 1), x, alpha);
  }

  /** {@code P(T ≥ z)} of Student's distribution. */
  static double studentTail(double z, double degrees) {
    return new TDistribution(null, degrees).cumulativeProbability(-z);
  }
}
