package io.hawkshaw.source.finding;

import java.time.Instant;

/** When a finding was first and last seen and last changed. */
record Seen(Instant first, Instant last, Instant updated) {

  /**
   * Makes do with the times that are there. Products round their times differently, so that the
   * first may come out after the last; they then change places.
   */
  static Seen of(Instant first, Instant last, Instant created, Instant updated)
      throws RefusedFinding {
    Instant from = first(first, created, last, updated);
    if (from == null) {
      throw new RefusedFinding("A finding needs a time; this has none that can be read.");
    }
    Instant to = first(last, updated, from);
    Instant latest = from.isAfter(to) ? from : to;
    return new Seen(from.isAfter(to) ? to : from, latest, first(updated, created, latest));
  }

  private static Instant first(Instant... candidates) {
    for (Instant candidate : candidates) {
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }
}
