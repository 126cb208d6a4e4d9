package io.hawkshaw.source;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.net.URI;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The files that earlier nights read, and the days that each touches. */
final class Ledger {

  /** A file as it was when it was read, and whether any of its records were kept. */
  private record Entry(
      InputFile file, Set<LocalDate> touches, Set<LocalDate> built, boolean isKept) {}

  private final Map<String, Entry> entries;

  private Ledger(Map<String, Entry> entries) {
    this.entries = entries;
  }

  /** The ledger from a day on: a night's cost does not grow with the length of history. */
  static Ledger read(Lake lake, LocalDate from) {
    Map<String, Entry> entries = new HashMap<>();
    List<Row> rows =
        lake.read(Table.FILES)
            .filter(col("day").geq(lit(Date.valueOf(from))))
            .groupBy("file")
            .agg(
                first("source").as("source"),
                first("file_bytes").as("file_bytes"),
                first("modified_time").as("modified_time"),
                first("touches").as("touches"),
                collect_set("day").as("built"),
                coalesce(bool_or(col("records").gt(col("rejected"))), lit(false)).as("is_kept"))
            .collectAsList();
    for (Row row : rows) {
      Source.labelled(row.getAs("source"))
          .ifPresent(source -> entries.put(row.getAs("file"), entry(row, source)));
    }
    return new Ledger(entries);
  }

  private static Entry entry(Row row, Source source) {
    Instant modified = row.<java.sql.Timestamp>getAs("modified_time").toInstant();
    URI uri = URI.create(row.getAs("file"));
    return new Entry(
        Listing.of(uri, source, row.getAs("file_bytes"), modified),
        days(row.getList(row.fieldIndex("touches"))),
        days(row.getList(row.fieldIndex("built"))),
        row.<Boolean>getAs("is_kept"));
  }

  private static Set<LocalDate> days(List<Date> dates) {
    return dates.stream().map(Date::toLocalDate).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The newest day that was built. */
  Optional<LocalDate> lastDay() {
    return entries.values().stream()
        .flatMap(entry -> entry.built().stream())
        .max(LocalDate::compareTo);
  }

  /** A file as it was when it was last read; null for one that was not. */
  InputFile find(String uri) {
    Entry entry = entries.get(uri);
    return entry == null ? null : entry.file();
  }

  /** The days that were built from a file. */
  Set<LocalDate> builtFrom(InputFile file) {
    Entry entry = entries.get(file.uri());
    return entry == null ? Set.of() : entry.built();
  }

  /** True for a file that was read as it is now, and all of whose days were built. */
  boolean isDone(InputFile file) {
    Entry entry = entries.get(file.uri());
    return entry != null
        && entry.file().bytes() == file.bytes()
        && entry.file().modified().equals(file.modified())
        && entry.built().containsAll(entry.touches());
  }

  /** True for a file that was read as it is now, and of which the tables have records. */
  boolean isKept(InputFile file) {
    return isDone(file) && entries.get(file.uri()).isKept();
  }

  /** The days that a file touched when it was last read; none for one that was not. */
  Set<LocalDate> daysOf(InputFile file) {
    Entry entry = entries.get(file.uri());
    return entry == null ? Set.of() : entry.touches();
  }

  /** The files of a feed's sources that touch one of some days. */
  List<InputFile> touching(Feed feed, Set<LocalDate> days) {
    return entries.values().stream()
        .filter(entry -> entry.touches().stream().anyMatch(days::contains))
        .map(Entry::file)
        .filter(file -> Source.of(file).feed() == feed)
        .toList();
  }
}
