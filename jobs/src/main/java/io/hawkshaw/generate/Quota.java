package io.hawkshaw.generate;

import java.time.LocalDate;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How much of a whole falls to a day, an account and a quarter of an hour. Each part is rounded
 * together with those before it, so that the parts add up to the whole.
 */
final class Quota {
  private final Organization organization;
  private final Rhythm rhythm;

  Quota(Organization organization) {
    this.organization = organization;
    this.rhythm = new Rhythm(organization.plan().seed());
  }

  /** The API calls of an account in the quarters of a day, out of so many of the whole lake. */
  long[] calls(long whole, LocalDate day, int account) {
    Account own = organization.accounts().get(account);
    long part = ofAccount(ofDay(whole, day), account);
    return split(part, Rhythm.QUARTERS, quarter -> rhythm.calls(own, day, quarter));
  }

  /** The flows, or what goes along with them. */
  long[] traffic(long whole, LocalDate day, int account) {
    long part = ofAccount(ofDay(whole, day), account);
    return split(part, Rhythm.QUARTERS, quarter -> Rhythm.traffic(day, quarter));
  }

  private long ofDay(long whole, LocalDate day) {
    List<LocalDate> days = organization.plan().days();
    return split(whole, days.size(), n -> Calendar.isWeekend(days.get(n)) ? 0.85 : 1)[
        days.indexOf(day)];
  }

  private long ofAccount(long whole, int account) {
    return split(whole, organization.accounts().size(), organization::share)[account];
  }

  /** Splits a whole by weights. */
  static long[] split(long whole, int count, IntToDoubleFunction weight) {
    double sum = 0;
    for (int part = 0; part < count; part++) {
      sum += weight.applyAsDouble(part);
    }
    long[] parts = new long[count];
    double until = 0;
    long given = 0;
    for (int part = 0; part < count; part++) {
      until += weight.applyAsDouble(part);
      long total = part == count - 1 ? whole : Math.round(whole * (until / sum));
      parts[part] = total - given;
      given = total;
    }
    return parts;
  }
}
