package io.hawkshaw.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.run.Scope;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * Calls over time by outcome, all of a scope: by the hour in scopes of up to 8 days, else by the
 * day; a time without a row counts 0.
 */
final class CallVolume {
  static final List<String> OUTCOMES = List.of("success", "denied", "failure");

  private static final Duration BY_HOUR = Duration.ofDays(8);

  private CallVolume() {}

  /** Whether times of a scope are hours, or else days. */
  static ChronoUnit unit(Scope scope) {
    boolean isShort = Duration.between(scope.start(), scope.end()).compareTo(BY_HOUR) <= 0;
    return isShort ? ChronoUnit.HOURS : ChronoUnit.DAYS;
  }

  /** How a time is written below the axis. */
  static String label(Instant time, ChronoUnit unit) {
    return unit == ChronoUnit.HOURS
        ? time.toString().substring(5, 16).replace('T', ' ')
        : time.toString().substring(0, 10);
  }

  /**
   * The chart of some rows.
   *
   * @param rows with columns time, a timestamp, and success, denied, failure
   */
  static ObjectNode of(List<Row> rows, Scope scope) {
    ChronoUnit unit = unit(scope);
    ObjectNode chart = JsonNodeFactory.instance.objectNode();
    chart
        .put("kind", "timeline")
        .put("unit", unit == ChronoUnit.HOURS ? "calls an hour" : "calls a day");
    Map<Instant, long[]> counts = counts(rows, unit);
    ArrayNode times = chart.putArray("times");
    OUTCOMES.forEach(chart::putArray);
    for (Instant time = scope.start().truncatedTo(unit);
        time.isBefore(scope.end());
        time = time.plus(1, unit)) {
      times.add(label(time, unit));
      long[] count = counts.getOrDefault(time, new long[OUTCOMES.size()]);
      for (int i = 0; i < OUTCOMES.size(); i++) {
        chart.withArray("/" + OUTCOMES.get(i)).add(count[i]);
      }
    }
    return chart;
  }

  private static Map<Instant, long[]> counts(List<Row> rows, ChronoUnit unit) {
    Map<Instant, long[]> counts = new HashMap<>();
    for (Row row : rows) {
      Instant time = row.<Timestamp>getAs("time").toInstant().truncatedTo(unit);
      long[] count = counts.computeIfAbsent(time, t -> new long[OUTCOMES.size()]);
      for (int i = 0; i < OUTCOMES.size(); i++) {
        count[i] += row.<Number>getAs(OUTCOMES.get(i)).longValue();
      }
    }
    return counts;
  }
}
