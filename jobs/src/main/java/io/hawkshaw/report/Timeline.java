package io.hawkshaw.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.report.Conduct.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Calls over time beside what was usual: by the hour in windows of up to 8 days, else by the day.
 * Usual is what lies between the 10th and the 90th percentile of the days of the past, those
 * without calls too, at the same hour.
 */
final class Timeline {
  private static final int HOURS = 24;
  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;
  private static final List<String> OUTCOMES = CallVolume.OUTCOMES;

  private final CaseFile file;
  private final ChronoUnit unit;

  private Timeline(CaseFile file) {
    this.file = file;
    this.unit = CallVolume.unit(file.scope());
  }

  static Section of(CaseFile file) {
    Timeline timeline = new Timeline(file);
    ObjectNode chart = timeline.chart();
    return Section.chart(
        "timeline",
        "Calls over time",
        "Calls that succeeded, were denied or failed. " + timeline.guide(chart.has("low")),
        chart);
  }

  private String guide(boolean hasPast) {
    if (!hasPast) {
      return "Nothing is known of the %d days before, so no usual range is drawn."
          .formatted(Conduct.LOOK_BACK_DAYS);
    }
    return "The band is the usual range, from the 10th to the 90th percentile of the %d days before%s."
        .formatted(Conduct.LOOK_BACK_DAYS, unit == ChronoUnit.HOURS ? " at the same hour" : "");
  }

  private ObjectNode chart() {
    ObjectNode chart = JsonNodeFactory.instance.objectNode();
    chart
        .put("kind", "timeline")
        .put("unit", unit == ChronoUnit.HOURS ? "calls an hour" : "calls a day");
    ArrayNode times = chart.putArray("times");
    Map<Instant, long[]> counts = counts();
    double[][] usual = usual();
    for (String outcome : OUTCOMES) {
      chart.putArray(outcome);
    }
    if (usual != null) {
      chart.putArray("low");
      chart.putArray("high");
    }
    for (Instant time = file.scope().start().truncatedTo(unit);
        time.isBefore(file.scope().end());
        time = time.plus(1, unit)) {
      times.add(CallVolume.label(time, unit));
      long[] count = counts.getOrDefault(time, new long[OUTCOMES.size()]);
      for (int i = 0; i < OUTCOMES.size(); i++) {
        chart.withArray("/" + OUTCOMES.get(i)).add(count[i]);
      }
      if (usual != null) {
        double[] band = usual[unit == ChronoUnit.HOURS ? hour(time) : 0];
        chart.withArray("/low").add(band[0]);
        chart.withArray("/high").add(band[1]);
      }
    }
    return chart;
  }

  private static int hour(Instant time) {
    return time.atOffset(ZoneOffset.UTC).getHour();
  }

  private Map<Instant, long[]> counts() {
    Map<Instant, long[]> counts = new HashMap<>();
    for (Row row : file.part(Part.HOURS)) {
      LocalDate day = row.<java.sql.Date>getAs("day").toLocalDate();
      Instant time =
          day.atTime(row.<Integer>getAs("hour"), 0).toInstant(ZoneOffset.UTC).truncatedTo(unit);
      long[] count = counts.computeIfAbsent(time, t -> new long[OUTCOMES.size()]);
      for (int i = 0; i < OUTCOMES.size(); i++) {
        count[i] += row.<Long>getAs(OUTCOMES.get(i));
      }
    }
    return counts;
  }

  /** Low and high, by hour of the day or for all days; null without a past. */
  private double[][] usual() {
    Map<LocalDate, double[]> past = new HashMap<>();
    Set<LocalDate> days = new HashSet<>();
    for (Row row : file.part(Part.PAST)) {
      LocalDate day = row.<java.sql.Date>getAs("day").toLocalDate();
      String hour = row.getAs("value");
      days.add(day);
      double[] hours = past.computeIfAbsent(day, d -> new double[HOURS]);
      hours[Integer.parseInt(hour.substring(hour.length() - 2))] += row.<Long>getAs("events");
    }
    if (days.isEmpty()) {
      return null;
    }
    LocalDate first = days.stream().min(LocalDate::compareTo).orElseThrow();
    int length = (int) ChronoUnit.DAYS.between(first, file.scope().firstDay());
    int bands = unit == ChronoUnit.HOURS ? HOURS : 1;
    double[][] usual = new double[bands][];
    for (int band = 0; band < bands; band++) {
      double[] seen = new double[length];
      for (int i = 0; i < length; i++) {
        double[] hours = past.getOrDefault(first.plusDays(i), new double[HOURS]);
        seen[i] = bands == 1 ? Arrays.stream(hours).sum() : hours[band];
      }
      Arrays.sort(seen);
      usual[band] = new double[] {at(seen, LOW), at(seen, HIGH)};
    }
    return usual;
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }
}
