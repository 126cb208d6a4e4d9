package io.hawkshaw.source;

import java.time.LocalDate;

/**
 * UTC days without a gap.
 *
 * @param first first day; null for the beginning of time
 * @param last last day; null for its end
 */
record Days(LocalDate first, LocalDate last) {
  static final Days ALL = new Days(null, null);

  /** These days and the one after them: the last records of a day are delivered on the next. */
  Days andNext() {
    return new Days(first, last == null ? null : last.plusDays(1));
  }

  boolean contains(LocalDate day) {
    return (first == null || !day.isBefore(first)) && (last == null || !day.isAfter(last));
  }
}
