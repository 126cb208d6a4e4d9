package io.hawkshaw.generate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * When work is done. Machines work around the clock; people on working days from 7 to 18 UTC, most
 * around 10 and 14; a release makes a burst. A day has 96 quarters of an hour.
 */
final class Rhythm {
  static final int QUARTERS = 96;
  static final int QUARTER_SECONDS = 900;

  private static final double WEEKEND = 0.06;
  private static final double RELEASE = 2.5;

  private final long seed;

  Rhythm(long seed) {
    this.seed = seed;
  }

  /** How busy people are, from 0 to about 1. */
  static double busy(LocalDate day, int quarter) {
    double hour = quarter / 4.0;
    double workday = bump(hour, 10, 2.2) + 0.9 * bump(hour, 14.5, 2.2);
    return (Calendar.isWeekend(day) ? WEEKEND : 1) * Math.min(1, workday);
  }

  private static double bump(double hour, double centre, double width) {
    double distance = (hour - centre) / width;
    return Math.exp(-distance * distance / 2);
  }

  /** Whether an account releases in this quarter: on Tuesdays and Thursdays, one a day. */
  boolean isRelease(Account account, LocalDate day, int quarter) {
    boolean isReleaseDay =
        day.getDayOfWeek() == DayOfWeek.TUESDAY || day.getDayOfWeek() == DayOfWeek.THURSDAY;
    return isReleaseDay && releaseQuarter(account, day) == quarter;
  }

  private int releaseQuarter(Account account, LocalDate day) {
    return Dice.of(seed, "release", account.id(), day).between(36, 60);
  }

  /** How much is called in a quarter, against that of others. */
  double calls(Account account, LocalDate day, int quarter) {
    double burst = isRelease(account, day, quarter) ? RELEASE : 0;
    return 0.91 + 0.19 * busy(day, quarter) + burst;
  }

  /** How much is sent over the network in a quarter, against that of others. */
  static double traffic(LocalDate day, int quarter) {
    return 0.5 + 0.5 * busy(day, quarter);
  }

  static Instant start(LocalDate day, int quarter) {
    return day.atStartOfDay()
        .plusSeconds((long) quarter * QUARTER_SECONDS)
        .toInstant(ZoneOffset.UTC);
  }
}
