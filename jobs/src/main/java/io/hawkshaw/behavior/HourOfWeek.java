package io.hawkshaw.behavior;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The hours in which somebody works, 0 to 167 from Monday 00:00 UTC, as a smooth histogram of the
 * past.
 */
final class HourOfWeek {
  private static final int HOURS = 24;
  private static final int WEEK = 7 * HOURS;
  private static final int WORKING_DAYS = 5;

  /** An hour makes its neighbours likely, too: by weights of 3, 2 and 1 over distance. */
  private static final int REACH = 3;

  private static final double REACH_SUM = 9;

  /** One hour, spread evenly over the week, before anything is known. */
  private static final double PRIOR_HOURS = 1;

  /** Hours alike are alike however they were added up. */
  private static final double ROUNDING = 1e-12;

  private HourOfWeek() {}

  /**
   * The most improbable of today's hours.
   *
   * @param hour hour of the week
   * @param p probability that one of as many hours as today's is as improbable: the share of all
   *     hours of the week that are no more probable than this one, for each of today's
   */
  record Rarest(int hour, double p) {}

  /** Compares the hours of a day, at least one, with those of the days before. */
  static Rarest rarest(int[] past, int[] today) {
    double[] week = IntStream.range(0, WEEK).mapToDouble(hour -> probability(past, hour)).toArray();
    int rarest = today[0];
    for (int hour : today) {
      rarest = week[hour] < week[rarest] ? hour : rarest;
    }
    double bound = week[rarest] + ROUNDING;
    double tail = Arrays.stream(week).filter(p -> p <= bound).sum();
    return new Rarest(rarest, Math.min(1, today.length * tail));
  }

  /**
   * Share of the hours of activity that fall into one hour of the week: each hour of the past
   * counts for itself and its neighbours, half for its own weekday and half for all days of its
   * kind, working days or weekends; a prior is spread over the week.
   */
  static double probability(int[] past, int hour) {
    double sum = 0;
    for (int seen : past) {
      sum += closeness(seen % HOURS, hour % HOURS) * kinship(seen / HOURS, hour / HOURS);
    }
    return (sum + PRIOR_HOURS / WEEK) / (past.length + PRIOR_HOURS);
  }

  private static double closeness(int seen, int hour) {
    int apart = Math.abs(seen - hour);
    int distance = Math.min(apart, HOURS - apart);
    double weight = Math.max(0, REACH - distance);
    return weight / REACH_SUM;
  }

  private static double kinship(int seen, int day) {
    boolean isWorking = seen < WORKING_DAYS;
    if (isWorking != day < WORKING_DAYS) {
      return 0;
    }
    double alike = isWorking ? WORKING_DAYS : 7 - WORKING_DAYS;
    return (seen == day ? 0.5 : 0) + 0.5 / alike;
  }
}
