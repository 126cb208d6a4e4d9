package io.hawkshaw.group;

import io.hawkshaw.graphs.UnionFind;
import io.hawkshaw.run.GroupSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One night of grouping. The heaviest links are taken first, as Kruskal builds a spanning forest; a
 * link that would make a group too long or too wide is not taken. What was one group last night
 * stays one.
 */
final class Grouping {
  private static final long DAY = 86_400;

  private final GroupSettings settings;
  private final int day;
  private final Map<String, Fact> facts = new TreeMap<>();
  private final List<Group> old;
  private final Map<String, Integer> sets = new HashMap<>();

  private Grouping(GroupSettings settings, int day, List<Group> old) {
    this.settings = settings;
    this.day = day;
    this.old = old;
  }

  /**
   * The groups that are alive after a night.
   *
   * @param day the night's day, in days since 1970
   * @param old those of the night before
   * @param facts what the tables hold of the day and of those before it within the window
   */
  static List<Group> night(
      GroupSettings settings, int day, List<Group> old, Collection<Fact> facts) {
    Grouping night = new Grouping(settings, day, old);
    facts.forEach(fact -> night.facts.merge(fact.member(), fact, Fact::with));
    return night.groups();
  }

  private List<Group> groups() {
    Set<String> taken = new TreeSet<>();
    for (Group group : old) {
      for (String member : Set.copyOf(group.members().keySet())) {
        Fact known = facts.get(member);
        if (known != null) {
          group.put(known);
        }
        taken.add(member);
      }
    }
    List<Pairs.Pair> pairs =
        Pairs.of(
            settings,
            List.copyOf(facts.values()),
            fact -> fact.day() == day || !taken.contains(fact.member()));
    List<Draft> drafts = drafts();
    List<Draft> joined = join(drafts, pairs);
    attach(joined, pairs, taken);
    return joined.stream()
        .filter(draft -> draft.isGroup())
        .map(draft -> draft.group(day))
        .filter(group -> group.last() >= (day + 1L) * DAY - settings.closeAfterHours() * 3600L)
        .sorted(Comparator.comparing(Group::id))
        .toList();
  }

  /** A group in the making: an old one, or an anchor that is in none. */
  private static final class Draft {
    private final List<Group> old = new ArrayList<>();
    private final List<Fact> fresh = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private int size;

    void add(Group group) {
      old.add(group);
      grow(group.first(), group.last(), group.size());
    }

    void add(Fact fact) {
      fresh.add(fact);
      if (fact.standing() != Standing.POSTURE) {
        grow(fact.first(), fact.last(), 1);
      }
    }

    void add(Draft other) {
      old.addAll(other.old);
      fresh.addAll(other.fresh);
      links.addAll(other.links);
      grow(other.first, other.last, other.size);
    }

    private void grow(long from, long to, int more) {
      first = Math.min(first, from);
      last = Math.max(last, to);
      size += more;
    }

    boolean isGroup() {
      return !old.isEmpty()
          || fresh.stream().anyMatch(Fact::isAlone)
          || (size > 1 && fresh.stream().anyMatch(Fact::founds));
    }

    Group group(int day) {
      Group group =
          old.isEmpty() ? Group.found(fresh, day) : old.size() == 1 ? old.get(0) : Group.merge(old);
      fresh.forEach(group::put);
      links.forEach(group::put);
      return group;
    }
  }

  private List<Draft> drafts() {
    List<Draft> drafts = new ArrayList<>();
    for (Group group : old) {
      Draft draft = new Draft();
      draft.add(group);
      group.members().keySet().forEach(member -> sets.put(member, drafts.size()));
      drafts.add(draft);
    }
    for (Fact fact : facts.values()) {
      if (fact.isAnchor() && !sets.containsKey(fact.member())) {
        Draft draft = new Draft();
        draft.add(fact);
        sets.put(fact.member(), drafts.size());
        drafts.add(draft);
      }
    }
    return drafts;
  }

  /** Joins drafts along the links between anchors. */
  private List<Draft> join(List<Draft> drafts, List<Pairs.Pair> pairs) {
    UnionFind joined = new UnionFind(drafts.size());
    for (Pairs.Pair pair : pairs) {
      if (pair.one().isAnchor() && pair.other().isAnchor()) {
        int one = joined.find(sets.get(pair.one().member()));
        int other = joined.find(sets.get(pair.other().member()));
        if (one != other && fits(drafts.get(one), drafts.get(other))) {
          int into = joined.union(one, other);
          drafts.get(into).add(drafts.get(into == one ? other : one));
          drafts.get(into).links.add(pair.link());
        }
      }
    }
    sets.replaceAll((member, set) -> joined.find(set));
    List<Draft> left = new ArrayList<>();
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < drafts.size(); i++) {
      if (joined.find(i) == i) {
        places.put(i, left.size());
        left.add(drafts.get(i));
      }
    }
    sets.replaceAll((member, set) -> places.get(set));
    return left;
  }

  private boolean fits(Draft one, Draft other) {
    long span = Math.max(one.last, other.last) - Math.min(one.first, other.first);
    return span <= settings.maxSpanDays() * DAY && one.size + other.size <= settings.maxMembers();
  }

  /** What joins but does not link goes where its heaviest link leads. */
  private void attach(List<Draft> drafts, List<Pairs.Pair> pairs, Set<String> taken) {
    for (Pairs.Pair pair : pairs) {
      Fact anchor = pair.one().isAnchor() ? pair.one() : pair.other();
      Fact free = pair.one().isAnchor() ? pair.other() : pair.one();
      if (free.isAnchor() || taken.contains(free.member())) {
        continue;
      }
      Draft draft = drafts.get(sets.get(anchor.member()));
      Draft alone = new Draft();
      alone.add(free);
      if (fits(draft, alone)) {
        draft.add(alone);
        draft.links.add(pair.link());
        taken.add(free.member());
      }
    }
  }
}
