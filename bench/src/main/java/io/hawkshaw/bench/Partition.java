package io.hawkshaw.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Groups beside the incidents that their members are truly of.
 *
 * @param groups group of each member; members in none are missing
 * @param labels incident of each member; what belongs to none is missing, and alone
 * @param types type of each member
 */
public record Partition(
    Map<String, String> groups, Map<String, String> labels, Map<String, String> types) {
  private static final String NONE = "none";

  /** What says what a resource is like and not what happened: vulnerabilities, failed checks. */
  private static final String FLAW = "Software and Configuration Checks";

  /** Prints precision and recall of pairs, and purity, with and without flaws. */
  public void print(PrintStream out) {
    Map<String, Long> sizes = new TreeMap<>();
    labels.values().forEach(label -> sizes.merge(label, 1L, Long::sum));
    out.printf(
        "labelled members %,d of %d incidents, groups %d%n",
        labels.size(), sizes.size(), new HashSet<>(groups.values()).size());
    long possible = sizes.values().stream().mapToLong(Partition::pairs).sum();
    Set<String> all = groups.keySet();
    Quality.of(counts(all)).print(out, "all members", possible);
    Set<String> happened = new HashSet<>(all);
    happened.removeIf(member -> types.get(member).startsWith(FLAW));
    Map<String, Map<String, Integer>> counts = counts(happened);
    Quality.of(counts).print(out, "without flaws", possible);
    Map<String, Integer> strangers = new TreeMap<>();
    happened.stream()
        .filter(member -> !labels.containsKey(member))
        .filter(member -> counts.get(groups.get(member)).size() > 1)
        .forEach(member -> strangers.merge(types.get(member), 1, Integer::sum));
    strangers.forEach((type, count) -> out.printf("  of no incident: %d × %s%n", count, type));
    sizes.keySet().stream().map(label -> inSeveral(label, counts)).forEach(out::print);
    counts.values().stream()
        .map(group -> group.keySet().stream().filter(label -> !label.equals(NONE)).toList())
        .filter(incidents -> incidents.size() > 1)
        .forEach(incidents -> out.println("one group: " + String.join(", ", incidents)));
  }

  private static String inSeveral(String label, Map<String, Map<String, Integer>> counts) {
    List<Integer> parts = new ArrayList<>();
    for (Map<String, Integer> group : counts.values()) {
      if (group.containsKey(label)) {
        parts.add(group.get(label));
      }
    }
    return parts.size() == 1
        ? ""
        : "%s is in %d groups: %s%n".formatted(label, parts.size(), parts);
  }

  /** How many members of each incident a group has. */
  private Map<String, Map<String, Integer>> counts(Set<String> members) {
    Map<String, Map<String, Integer>> counts = new TreeMap<>();
    for (String member : members) {
      counts
          .computeIfAbsent(groups.get(member), group -> new TreeMap<>())
          .merge(labels.getOrDefault(member, NONE), 1, Integer::sum);
    }
    return counts;
  }

  private static long pairs(long number) {
    return number * (number - 1) / 2;
  }

  /**
   * Of the groups that hold anything of an incident.
   *
   * @param groups how many
   * @param members in them
   * @param others of these, of no incident
   * @param together pairs of which at least one is of an incident
   * @param right of these, those of one incident
   * @param majority members of the incident of which a group has most
   */
  private record Quality(
      long groups, long members, long others, long together, long right, long majority) {

    static Quality of(Map<String, Map<String, Integer>> counts) {
      Quality sum = new Quality(0, 0, 0, 0, 0, 0);
      for (Map<String, Integer> group : counts.values()) {
        Map<String, Integer> incidents = new HashMap<>(group);
        incidents.remove(NONE);
        if (!incidents.isEmpty()) {
          sum = sum.with(group.getOrDefault(NONE, 0), incidents);
        }
      }
      return sum;
    }

    private Quality with(int none, Map<String, Integer> incidents) {
      long size = none + incidents.values().stream().mapToLong(Integer::longValue).sum();
      return new Quality(
          groups + 1,
          members + size,
          others + none,
          together + pairs(size) - pairs(none),
          right + incidents.values().stream().mapToLong(Partition::pairs).sum(),
          majority + incidents.values().stream().mapToLong(Integer::longValue).max().orElse(0));
    }

    void print(PrintStream out, String title, long possible) {
      out.printf(
          "%s: %d groups hold incidents, %,d members, %,d of none;"
              + " precision %.3f, recall %.3f, purity %.3f%n",
          title,
          groups,
          members,
          others,
          (double) right / together,
          (double) right / possible,
          (double) majority / members);
    }
  }
}
