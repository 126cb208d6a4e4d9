package io.hawkshaw.bench;

import static java.util.stream.Collectors.groupingBy;

import java.io.PrintStream;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Alerts beside the truth. */
public final class Evaluation {
  private static final double HIGH = 50;
  private static final double GOOD_RECALL = 0.9;
  private static final List<Integer> BUDGETS = List.of(1, 5, 10, 20, 50);

  private final Map<LocalDate, List<Alert>> ranked = new TreeMap<>();
  private final List<Incident> incidents;
  private final long principals;

  /**
   * Alerts beside incidents.
   *
   * @param principals people, users and roles that could be alerted on
   */
  public Evaluation(List<Alert> alerts, List<Incident> incidents, long principals) {
    alerts.stream()
        .collect(groupingBy(Alert::day))
        .forEach((day, all) -> ranked.put(day, all.stream().sorted(Alert.WORST_FIRST).toList()));
    this.incidents = incidents;
    this.principals = principals;
  }

  /** Prints all figures of the days from one on. */
  public void print(PrintStream out, LocalDate from, LocalDate to) {
    List<Incident> judged =
        incidents.stream().filter(incident -> !incident.day().isBefore(from)).toList();
    long days = from.datesUntil(to.plusDays(1)).count();
    out.printf("%nincidents %d, days %d, principals %d%n%n", judged.size(), days, principals);
    out.printf("| alerts a day | recall | precision |%n|---:|---:|---:|%n");
    for (int budget : BUDGETS) {
      out.printf("| %d | %.2f | %.2f |%n", budget, recall(judged, budget), precision(from, budget));
    }
    OptionalInt needed = needed(judged);
    out.printf(
        "%nalerts a day for a recall of %.1f: %s%n",
        GOOD_RECALL, needed.isPresent() ? String.valueOf(needed.getAsInt()) : "never");
    double falseRate = falseAlarms(from) * 1000.0 / days / principals;
    out.printf(
        "false alarms of score %.0f and more, a day and 1,000 principals: %.2f%n", HIGH, falseRate);
    out.printf("%n| incident | number | recall at 10 | median place |%n|---|---:|---:|---:|%n");
    new TreeMap<>(judged.stream().collect(groupingBy(Incident::kind)))
        .forEach(
            (kind, all) ->
                out.printf(
                    "| %s | %d | %.2f | %s |%n",
                    kind, all.size(), recall(all, 10), medianPlace(all)));
    out.printf("%n| kind of anomaly | alerts with it | of incidents |%n|---|---:|---:|%n");
    Map<String, int[]> byKind = new TreeMap<>();
    ranked.forEach(
        (day, all) -> {
          if (!day.isBefore(from)) {
            all.forEach(alert -> count(byKind, alert));
          }
        });
    byKind.forEach((kind, n) -> out.printf("| %s | %,d | %,d |%n", kind, n[0], n[1]));
  }

  private void count(Map<String, int[]> byKind, Alert alert) {
    boolean isTrue = isTrue(alert);
    for (String kind : alert.kinds()) {
      int[] counts = byKind.computeIfAbsent(kind, k -> new int[2]);
      counts[0]++;
      counts[1] += isTrue ? 1 : 0;
    }
  }

  private boolean isTrue(Alert alert) {
    return incidents.stream().anyMatch(incident -> incident.isFoundBy(alert));
  }

  /** Place of the first alert of an incident on its day, from 1; none where there is none. */
  private OptionalInt place(Incident incident) {
    List<Alert> all = ranked.getOrDefault(incident.day(), List.of());
    for (int i = 0; i < all.size(); i++) {
      if (incident.isFoundBy(all.get(i))) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  private double recall(List<Incident> judged, int budget) {
    long found = judged.stream().filter(i -> place(i).orElse(Integer.MAX_VALUE) <= budget).count();
    return (double) found / judged.size();
  }

  private String medianPlace(List<Incident> judged) {
    List<Integer> places =
        judged.stream().map(i -> place(i).orElse(Integer.MAX_VALUE)).sorted().toList();
    int median = places.get(places.size() / 2);
    return median == Integer.MAX_VALUE ? "never" : String.valueOf(median);
  }

  private OptionalInt needed(List<Incident> judged) {
    List<Integer> places =
        judged.stream().map(i -> place(i).orElse(Integer.MAX_VALUE)).sorted().toList();
    int place = places.get((int) Math.ceil(GOOD_RECALL * places.size()) - 1);
    return place == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(place);
  }

  private double precision(LocalDate from, int budget) {
    Map<Boolean, Integer> counts = new HashMap<>();
    ranked.forEach(
        (day, all) -> {
          if (!day.isBefore(from)) {
            all.stream()
                .limit(budget)
                .forEach(alert -> counts.merge(isTrue(alert), 1, Integer::sum));
          }
        });
    int hits = counts.getOrDefault(true, 0);
    int all = hits + counts.getOrDefault(false, 0);
    return all == 0 ? 0 : (double) hits / all;
  }

  private long falseAlarms(LocalDate from) {
    return ranked.entrySet().stream()
        .filter(e -> !e.getKey().isBefore(from))
        .flatMap(e -> e.getValue().stream())
        .filter(alert -> alert.highestScore() >= HIGH && !isTrue(alert))
        .count();
  }
}
