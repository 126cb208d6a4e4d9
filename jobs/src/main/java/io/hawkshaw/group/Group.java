package io.hawkshaw.group;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Members that belong together, with the links that hold them: a tree. */
final class Group {
  private static final Comparator<Fact> EARLIEST =
      Comparator.comparing((Fact fact) -> fact.standing() == Standing.POSTURE)
          .thenComparingLong(Fact::first)
          .thenComparing(Fact::member);

  private final String id;
  private final List<String> parents;
  private final Map<String, Fact> members = new TreeMap<>();
  private final List<Link> links = new ArrayList<>();

  Group(String id, List<String> parents) {
    this.id = id;
    this.parents = parents;
  }

  /**
   * A group that is found today. Its id is made of its earliest member and the day, so that the
   * same night gives the same id, and a finding that comes back later founds another group.
   */
  static Group found(Collection<Fact> members, int day) {
    Fact earliest = members.stream().min(EARLIEST).orElseThrow();
    return new Group(idOf(earliest.member() + ' ' + day), List.of());
  }

  /** The group that several become when they turn out to be one. */
  static Group merge(List<Group> parents) {
    List<String> ids = parents.stream().map(Group::id).sorted().toList();
    Group child = new Group(idOf(String.join(" ", ids)), ids);
    parents.forEach(
        parent -> {
          parent.members.values().forEach(child::put);
          child.links.addAll(parent.links);
        });
    return child;
  }

  /** A UUID, as Amazon Detective names groups. */
  static String idOf(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  String id() {
    return id;
  }

  List<String> parents() {
    return parents;
  }

  Map<String, Fact> members() {
    return members;
  }

  /** Takes a member in, or what is newly known of one. */
  void put(Fact fact) {
    members.merge(fact.member(), fact, Fact::with);
  }

  void put(Link link) {
    links.add(link);
  }

  int size() {
    return (int) members.values().stream().filter(f -> f.standing() != Standing.POSTURE).count();
  }

  /** First observed: posture was there before anything happened. */
  long first() {
    return members.values().stream()
        .filter(f -> f.standing() != Standing.POSTURE)
        .mapToLong(Fact::first)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** Last observed. */
  long last() {
    return members.values().stream()
        .filter(f -> f.standing() != Standing.POSTURE)
        .mapToLong(Fact::last)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  /**
   * Why each member is in: its link to the member next to it on the way to the earliest, which
   * itself has none.
   */
  Map<Fact, Link> reasons() {
    Map<String, List<Link>> byMember = new HashMap<>();
    for (Link link : links) {
      byMember.computeIfAbsent(link.one(), m -> new ArrayList<>()).add(link);
      byMember.computeIfAbsent(link.other(), m -> new ArrayList<>()).add(link);
    }
    Map<Fact, Link> reasons = new LinkedHashMap<>();
    Fact root = members.values().stream().min(EARLIEST).orElseThrow();
    reasons.put(root, null);
    Deque<String> queue = new ArrayDeque<>(List.of(root.member()));
    while (!queue.isEmpty()) {
      String at = queue.remove();
      for (Link link : byMember.getOrDefault(at, List.of())) {
        Fact next = members.get(link.otherThan(at));
        if (!reasons.containsKey(next)) {
          reasons.put(next, link);
          queue.add(next.member());
        }
      }
    }
    return reasons;
  }
}
