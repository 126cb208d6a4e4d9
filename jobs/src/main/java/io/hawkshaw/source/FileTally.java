package io.hawkshaw.source;

import static java.time.ZoneOffset.UTC;

import io.hawkshaw.source.Footers.Footer;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Counts what one file holds, by day, account and Region, while it is read. What it counted is what
 * the night later compares the tables with.
 */
final class FileTally {
  private record Key(LocalDate day, String account, String region) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byDay = day.compareTo(other.day);
      int byAccount = byDay != 0 ? byDay : text(account).compareTo(text(other.account));
      return byAccount != 0 ? byAccount : text(region).compareTo(text(other.region));
    }

    private static String text(String value) {
      return value == null ? "" : value;
    }
  }

  private static final class Count {
    private long records;
    private long rejected;
    private long late;
    private long skipped;
    private Instant first;
    private Instant last;
  }

  private final InputFile file;
  private final Duration lateAfter;
  private final Map<Key, Count> counts = new TreeMap<>();
  private long records;

  FileTally(InputFile file, Duration lateAfter) {
    this.file = file;
    this.lateAfter = lateAfter;
  }

  /** Counts a record that was understood. */
  void add(LocalDate day, String account, String region, Instant time) {
    Count count = count(day, account, region);
    count.records++;
    if (file.delivered() != null && time.plus(lateAfter).isBefore(file.delivered())) {
      count.late++;
    }
    if (count.first == null || time.isBefore(count.first)) {
      count.first = time;
    }
    if (count.last == null || time.isAfter(count.last)) {
      count.last = time;
    }
  }

  /** Counts records at once that were counted elsewhere. */
  void addAll(Footer footer, LocalDate day) {
    Count count = count(day, file.account(), file.region());
    records += footer.records() - 1;
    count.records = footer.records();
    count.first = footer.first();
    count.last = footer.last();
  }

  /** Counts a record that was refused. */
  void addReject() {
    Count count = count(file.day(), file.account(), file.region());
    count.records++;
    count.rejected++;
  }

  /** Counts an entry of the file that is no record. */
  void addSkipped() {
    Key key = new Key(file.day(), file.account(), file.region());
    counts.computeIfAbsent(key, k -> new Count()).skipped++;
  }

  private Count count(LocalDate day, String account, String region) {
    records++;
    return counts.computeIfAbsent(new Key(day, account, region), key -> new Count());
  }

  /** The facts of the file as rows of a scan; a file without records has one too. */
  List<Row> rows() {
    if (counts.isEmpty()) {
      counts.put(new Key(file.day(), file.account(), file.region()), new Count());
    }
    Date[] touches =
        counts.keySet().stream().map(Key::day).distinct().map(Date::valueOf).toArray(Date[]::new);
    List<Row> rows = new ArrayList<>(counts.size());
    counts.forEach((key, count) -> rows.add(row(key, count, touches)));
    return rows;
  }

  private Row row(Key key, Count count, Date[] touches) {
    Row facts =
        RowFactory.create(
            file.uri(),
            key.account(),
            key.region(),
            file.bytes(),
            Timestamp.from(file.modified()),
            records == 0
                ? file.bytes()
                : Math.round((double) file.bytes() * count.records / records),
            count.records,
            count.rejected,
            count.late,
            count.skipped,
            timestamp(count.first),
            timestamp(count.last),
            touches);
    String id =
        String.join("|", "file", file.uri(), key.day().toString(), key.account(), key.region());
    return RowFactory.create(file.source(), Date.valueOf(key.day()), id, null, null, facts);
  }

  private static Timestamp timestamp(Instant time) {
    return time == null ? null : Timestamp.from(time);
  }

  /** The UTC day of a time. */
  static LocalDate day(Instant time) {
    return time.atZone(UTC).toLocalDate();
  }
}
