package io.hawkshaw.rule;

import com.google.common.collect.AbstractIterator;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Slides a window over the matches of each correlation and group, which come one behind another in
 * the order of their times. Of each day on which a window ends in which the correlation holds, one
 * detection is made of all matches of such windows.
 */
final class MatchWindows extends AbstractIterator<Row> {
  private static final int IDS = 100;
  private static final int TARGETS = 10;

  private final Iterator<Row> rows;
  private final List<Correlation> correlations;
  private Row next;
  private Iterator<Row> ready = Collections.emptyIterator();

  MatchWindows(Iterator<Row> rows, List<Correlation> correlations) {
    this.rows = rows;
    this.correlations = correlations;
  }

  @Override
  protected Row computeNext() {
    while (!ready.hasNext()) {
      if (next == null && !rows.hasNext()) {
        return endOfData();
      }
      ready = detections();
    }
    return ready.next();
  }

  /** Reads a group to its end. */
  private Iterator<Row> detections() {
    Row first = next == null ? rows.next() : next;
    Correlation correlation = correlations.get(first.<Integer>getAs("correlation"));
    List<String> group = first.getList(first.fieldIndex("group"));
    Window window = new Window(correlation);
    TreeMap<LocalDate, Detection> days = new TreeMap<>();
    next = first;
    while (next != null && isSameGroup(first, next)) {
      Match match = Match.of(next, correlation.timespan());
      window.add(match);
      if (window.holds()) {
        LocalDate day = LocalDate.ofInstant(match.time().toInstant(), ZoneOffset.UTC);
        Detection detection = days.computeIfAbsent(day, d -> new Detection());
        window.matches.stream().filter(detection.seen::add).forEach(detection::add);
      }
      next = rows.hasNext() ? rows.next() : null;
    }
    return days.entrySet().stream()
        .map(day -> day.getValue().row(day.getKey(), correlation.facts().id(), group))
        .iterator();
  }

  private static boolean isSameGroup(Row one, Row other) {
    return one.getAs("correlation").equals(other.getAs("correlation"))
        && Objects.equals(one.getAs("group"), other.getAs("group"));
  }

  /**
   * A row of activity that matches a rule. Two of them are never the same.
   *
   * @param events events in it that certainly stand within one window
   */
  private record Match(Row row, Timestamp time, String rule, String counted, long events) {

    /**
     * Of calls that last longer than a window it is only certain that one window holds so many as
     * come on each of the windows that they fill.
     */
    static Match of(Row row, Duration timespan) {
      Timestamp time = row.getAs("first_time");
      Timestamp last = row.getAs("last_time");
      long windows = 1 + (last.getTime() - time.getTime()) / timespan.toMillis();
      long events = row.<Long>getAs("events");
      return new Match(
          row, time, row.getAs("rule"), row.getAs("counted"), (events + windows - 1) / windows);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** The matches that a window holds. */
  private static final class Window {
    private final Correlation correlation;
    private final Deque<Match> matches = new ArrayDeque<>();
    private long events;

    Window(Correlation correlation) {
      this.correlation = correlation;
    }

    void add(Match match) {
      matches.addLast(match);
      events += match.events();
      long begin = match.time().getTime() - correlation.timespan().toMillis();
      while (matches.getFirst().time().getTime() < begin) {
        events -= matches.removeFirst().events();
      }
    }

    boolean holds() {
      return switch (correlation.kind()) {
        case EVENT_COUNT -> isWithinBounds(events);
        case VALUE_COUNT ->
            isWithinBounds(
                matches.stream().map(Match::counted).filter(Objects::nonNull).distinct().count());
        case TEMPORAL ->
            matches.stream().map(Match::rule).distinct().count()
                == correlation.rules().stream().distinct().count();
        case TEMPORAL_ORDERED -> isOrdered();
      };
    }

    private boolean isWithinBounds(long count) {
      return correlation.bounds().stream().allMatch(bound -> bound.holds(count));
    }

    /** The rules match one after another; others may stand between them. */
    private boolean isOrdered() {
      int found = 0;
      for (Match match : matches) {
        if (found < correlation.rules().size()
            && match.rule().equals(correlation.rules().get(found))) {
          found++;
        }
      }
      return found == correlation.rules().size();
    }
  }

  /** What is gathered of the matches of one day's windows. */
  private static final class Detection {
    private final Set<Match> seen = new HashSet<>();
    private final TreeSet<String> ids = new TreeSet<>();
    private final TreeSet<String> targets = new TreeSet<>();
    private long successes;
    private long failures;
    private Timestamp first;
    private Timestamp last;

    void add(Match match) {
      Row row = match.row();
      long events = row.<Long>getAs("events");
      if ("success".equals(row.getAs("outcome"))) {
        successes += events;
      } else {
        failures += events;
      }
      Timestamp end = row.getAs("last_time");
      first = first == null || match.time().before(first) ? match.time() : first;
      last = last == null || end.after(last) ? end : last;
      ids.addAll(row.<String>getList(row.fieldIndex("event_ids")));
      String target = row.getAs("target");
      if (target != null) {
        targets.add(target);
      }
    }

    Row row(LocalDate day, String rule, List<String> group) {
      Object[] counts = {
        successes,
        failures,
        first,
        last,
        ids.stream().limit(IDS).toArray(String[]::new),
        targets.stream().limit(TARGETS).toArray(String[]::new)
      };
      Object[] values = new Object[2 + group.size() + counts.length];
      values[0] = Date.valueOf(day);
      values[1] = rule;
      IntStream.range(0, group.size()).forEach(i -> values[2 + i] = group.get(i));
      System.arraycopy(counts, 0, values, 2 + group.size(), counts.length);
      return RowFactory.create(values);
    }
  }
}
