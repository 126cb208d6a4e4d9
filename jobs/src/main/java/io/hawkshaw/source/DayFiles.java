package io.hawkshaw.source;

import static java.util.stream.Collectors.toCollection;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import java.sql.Date;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tells which files hold records of which days: those of earlier nights by what was read of them,
 * new ones by their names beforehand, and by their records afterwards.
 *
 * @param ledger the files of earlier nights
 * @param listing the files that are there
 * @param tables the files of Iceberg tables that are there
 */
record DayFiles(Ledger ledger, Listing listing, IcebergTables tables) {
  /** A file delivered at a time holds records of so long before; CloudTrail needs ten minutes. */
  private static final Duration USUAL_DELAY = Duration.ofMinutes(15);

  /** The files of earlier nights that touch one of some days, and are still there. */
  List<InputFile> known(Feed feed, NavigableSet<LocalDate> days) {
    List<InputFile> known = new ArrayList<>();
    for (InputFile file : ledger.touching(feed, days)) {
      if (tables.of(file).isPresent()) {
        tables.find(file, days).ifPresent(known::add);
      } else if (listing.isThere(file)) {
        known.add(file);
      }
    }
    return known;
  }

  /**
   * The days of which a file is gone, by the end of its retention say: they cannot be built again
   * without loss. Those of files of Iceberg tables may have been {@link #unreplaced replaced}.
   */
  NavigableSet<LocalDate> gone(Feed feed, NavigableSet<LocalDate> days) {
    NavigableSet<LocalDate> gone = new TreeSet<>();
    for (InputFile file : ledger.touching(feed, days)) {
      if (tables.of(file).isEmpty() && !listing.isThere(file)) {
        gone.addAll(ledger.daysOf(file));
      }
    }
    return gone;
  }

  /**
   * Days that were built from files that an Iceberg table no longer has, and of which it has no new
   * file either: their records have expired. Where it has one, the files were replaced.
   *
   * @param touches days that the fresh files touch, by URI
   */
  NavigableSet<LocalDate> unreplaced(
      Feed feed, NavigableSet<LocalDate> days, Map<String, Set<LocalDate>> touches) {
    NavigableSet<LocalDate> unreplaced = new TreeSet<>();
    for (InputFile file : ledger.touching(feed, days)) {
      Optional<IcebergTable> table = tables.of(file);
      if (table.isPresent() && tables.find(file, days).isEmpty()) {
        Set<LocalDate> built = new TreeSet<>(ledger.builtFrom(file));
        touches.forEach(
            (uri, touched) -> {
              if (table.get().has(uri)) {
                built.removeAll(touched);
              }
            });
        unreplaced.addAll(built);
      }
    }
    return unreplaced;
  }

  /** The days that files touch, as far as their paths tell. */
  NavigableSet<LocalDate> expected(List<InputFile> files) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    for (InputFile file : files) {
      days.addAll(ledger.daysOf(file));
      if (file.delivered() != null) {
        days.add(FileTally.day(file.delivered()));
        days.add(FileTally.day(file.delivered().minus(USUAL_DELAY)));
      } else if (file.pathDay() != null) {
        days.add(file.pathDay());
      }
    }
    return days;
  }

  /** The days that the fresh files touch, and those that they touched before they were changed. */
  NavigableSet<LocalDate> touched(List<InputFile> fresh, Map<String, Set<LocalDate>> touches) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    fresh.forEach(file -> days.addAll(ledger.daysOf(file)));
    touches.values().forEach(days::addAll);
    return days;
  }

  /**
   * The days that each of the fresh files touches, by URI.
   *
   * @param counts with the facts of the files
   */
  static Map<String, Set<LocalDate>> touches(Dataset<Row> counts, List<InputFile> fresh) {
    Set<String> uris = fresh.stream().map(InputFile::uri).collect(toCollection(HashSet::new));
    Map<String, Set<LocalDate>> touches = new HashMap<>();
    counts
        .filter(Rollup.isFacts())
        .select(col("facts.file"), explode(col("facts.touches")).as("day"))
        .distinct()
        .collectAsList()
        .forEach(
            row -> {
              if (uris.contains(row.getString(0))) {
                touches
                    .computeIfAbsent(row.getString(0), uri -> new HashSet<>())
                    .add(row.<Date>getAs("day").toLocalDate());
              }
            });
    return touches;
  }
}
