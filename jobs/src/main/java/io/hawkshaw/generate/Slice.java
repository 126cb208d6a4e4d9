package io.hawkshaw.generate;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A piece of the lake that one task writes: some quarters of an hour of one account.
 *
 * @param account number of the account
 * @param from first quarter of the day
 * @param to the quarter after the last
 */
record Slice(LocalDate day, int account, int from, int to) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** When its files are delivered, by hour and minute: with its end, or just before midnight. */
  String delivered() {
    int minutes = to == Rhythm.QUARTERS ? 23 * 60 + 55 : to * 15;
    return "%02d%02d".formatted(minutes / 60, minutes % 60);
  }

  Instant start() {
    return Rhythm.start(day, from);
  }

  Instant end() {
    return Rhythm.start(day, to);
  }
}
