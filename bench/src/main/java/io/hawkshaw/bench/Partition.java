package io.hawkshaw.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groups beside the incidents that their members are truly of.
 *
 * @param groups group of each member; members in none are missing
 * @param labels incident of each member; what belongs to none is missing, and alone
 */
public record Partition(Map<String, String> groups, Map<String, String> labels) {

  /** Prints precision and recall of pairs, and purity. */
  public void print(PrintStream out) {
    Map<String, Map<String, Integer>> table = new TreeMap<>();
    groups.forEach(
        (member, group) ->
            table
                .computeIfAbsent(group, g -> new HashMap<>())
                .merge(labels.getOrDefault(member, "none"), 1, Integer::sum));
    long together = 0;
    long right = 0;
    long members = 0;
    long majority = 0;
    int ofIncidents = 0;
    for (Map<String, Integer> counts : table.values()) {
      int none = counts.getOrDefault("none", 0);
      long all = counts.values().stream().mapToLong(Integer::longValue).sum();
      if (all > none) {
        ofIncidents++;
        together += pairs(all) - pairs(none);
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
          right += count.getKey().equals("none") ? 0 : pairs(count.getValue());
        }
        members += all;
        majority +=
            counts.entrySet().stream()
                .filter(count -> !count.getKey().equals("none"))
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
      }
    }
    Map<String, Long> sizes = new TreeMap<>();
    labels.values().forEach(label -> sizes.merge(label, 1L, Long::sum));
    long possible = sizes.values().stream().mapToLong(Partition::pairs).sum();
    out.printf(
        "%nlabelled members %,d of %d incidents, groups %d, of which hold incidents %d%n",
        labels.size(), sizes.size(), table.size(), ofIncidents);
    out.printf(
        "pairs: precision %.3f, recall %.3f; purity %.3f%n",
        (double) right / together, (double) right / possible, (double) majority / members);
    List<String> split = new ArrayList<>();
    sizes.forEach(
        (label, size) -> {
          long in = table.values().stream().filter(counts -> counts.containsKey(label)).count();
          if (in != 1) {
            split.add("%s (%d members) in %d groups".formatted(label, size, in));
          }
        });
    split.forEach(out::println);
  }

  private static long pairs(long number) {
    return number * (number - 1) / 2;
  }
}
