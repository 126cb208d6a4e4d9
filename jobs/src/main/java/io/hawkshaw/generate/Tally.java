package io.hawkshaw.generate;

import io.hawkshaw.generate.Manifest.Slot;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** What was written, by source, UTC day of the event, account and Region. */
final class Tally implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The records written, and how many of them are copies of others. */
  record Count(long records, long copies) implements Serializable {
    private static final long serialVersionUID = 1L;

    static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(records + other.records, copies + other.copies);
    }
  }

  /** Whether records come for the first time or once more. */
  enum Delivery {
    FIRST,
    AGAIN
  }

  private final TreeMap<Slot, Count> counts = new TreeMap<>();

  void add(String source, LocalDate day, Place place, Delivery delivery, long records) {
    Slot slot = new Slot(source, day, place.account().id(), place.region());
    counts.merge(slot, new Count(records, delivery == Delivery.AGAIN ? records : 0), Count::plus);
  }

  void add(Tally other) {
    other.counts.forEach((slot, count) -> counts.merge(slot, count, Count::plus));
  }

  Map<Slot, Count> counts() {
    return counts;
  }

  /** The counts of each source over all days and places. */
  Map<String, Count> bySource() {
    Map<String, Count> sums = new TreeMap<>();
    counts.forEach((slot, count) -> sums.merge(slot.source(), count, Count::plus));
    return sums;
  }
}
