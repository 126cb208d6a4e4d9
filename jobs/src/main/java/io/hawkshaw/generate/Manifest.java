package io.hawkshaw.generate;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The count of what was written: by source, UTC day of the event, account and Region. Records that
 * stand in broken files are not counted, since the same records stand in whole ones too.
 */
final class Manifest {

  /** What is counted together. The day is that of the event, not of the file's path. */
  record Slot(String source, LocalDate day, String account, String region)
      implements Comparable<Slot>, Serializable {
    private static final long serialVersionUID = 1L;

    private static final Comparator<Slot> ORDER =
        Comparator.comparing(Slot::source)
            .thenComparing(Slot::day)
            .thenComparing(Slot::account)
            .thenComparing(Slot::region);

    @Override
    public int compareTo(Slot other) {
      return ORDER.compare(this, other);
    }
  }

  /** The records written and how many of them are distinct. */
  record Count(Slot slot, int records, int distinct) {}

  private static final class Tally {
    private int records;
    private final Set<Object> keys = new HashSet<>();
  }

  private final Map<Slot, Tally> tallies = new TreeMap<>();

  /** Counts one record, known by a key that its duplicates share. */
  void add(String source, LocalDate day, Place place, Object key) {
    Slot slot = new Slot(source, day, place.account().id(), place.region());
    Tally tally = tallies.computeIfAbsent(slot, empty -> new Tally());
    tally.records++;
    tally.keys.add(key);
  }

  List<Count> counts() {
    return tallies.entrySet().stream()
        .map(e -> new Count(e.getKey(), e.getValue().records, e.getValue().keys.size()))
        .toList();
  }
}
