package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.rows;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Scanned;
import io.hawkshaw.run.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Rows of a scan of API calls, as JSON. */
final class ScanRows {
  /** The morning after the days of these tests. */
  static final Instant STARTED = Instant.parse("2026-10-18T02:00:00Z");

  private ScanRows() {}

  static Dataset<Row> scan(String... json) {
    return rows(Scan.schema(Activity.RECORD), json);
  }

  /** A call of {@code source} with an id and more fields of its record. */
  static String call(String source, String day, String id, String more) {
    return """
        {"source":"%1$s","day":"%2$s","id":"%3$s","record":{"time":"%2$sT10:00:00Z","hour":10,
         "account":"1","region":"eu-west-1","event_id":"%3$s"%4$s}}"""
        .formatted(source, day, id, more.isEmpty() ? "" : "," + more);
  }

  static String call(String source, String day, String id) {
    return call(source, day, id, "");
  }

  static String reject(String source, String day, String file, long position) {
    return """
        {"source":"%s","day":"%s","id":"reject|%3$s|%4$d","reject":{"file":"%3$s","position":%4$d,
         "reason":"no time","raw":"{}"}}"""
        .formatted(source, day, file, position);
  }

  /** What a file holds of a day; more fields as {@code "late":1} may follow. */
  static String facts(String source, String day, String file, long records, String more) {
    return """
        {"source":"%1$s","day":"%2$s","id":"file|%3$s|%2$s","facts":{"file":"%3$s","account":"1",
         "region":"eu-west-1","file_bytes":1000,"bytes":500,"records":%4$d,
         "first_time":"%2$sT10:00:00Z","last_time":"%2$sT11:00:00Z"%5$s}}"""
        .formatted(
            source, day, file, records, more.isEmpty() ? ",\"rejected\":0,\"late\":0" : "," + more);
  }

  static String facts(String source, String day, String file, long records) {
    return facts(source, day, file, records, "");
  }

  static NavigableSet<LocalDate> days(String... days) {
    NavigableSet<LocalDate> set = new TreeSet<>();
    for (String day : days) {
      set.add(LocalDate.parse(day));
    }
    return set;
  }

  /** A night that read API calls of its days. */
  static Night night(Lake lake, NavigableSet<LocalDate> days, String... scan) {
    Dataset<Row> rows = scan(scan);
    Dataset<Row> rolledUp = rollUp(Feed.ACTIVITY, rows);
    Scanned scanned = new Scanned(days, labels(rows), rolledUp, Rollup.counts(rolledUp), () -> {});
    return new Night(lake, days, Map.of(Table.ACTIVITY, scanned), Settings.defaults(), STARTED);
  }

  /** The rows of a scan, folded and rolled up as a night does. */
  static Dataset<Row> rollUp(Feed feed, Dataset<Row> scan) {
    return feed.rollUp(scan, labels(scan));
  }

  static List<String> labels(Dataset<Row> scan) {
    return scan.select("source").distinct().as(Encoders.STRING()).collectAsList().stream()
        .sorted()
        .toList();
  }

  /** A night that read nothing. */
  static Night idle(Lake lake, NavigableSet<LocalDate> days) {
    return new Night(lake, days, Map.of(), Settings.defaults(), STARTED);
  }
}
