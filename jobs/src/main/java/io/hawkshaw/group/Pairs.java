package io.hawkshaw.group;

import com.google.common.collect.Lists;
import io.hawkshaw.run.GroupSettings;
import io.hawkshaw.udfs.PrivateIp;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The links between facts: two that lie within the window are linked by what they share, and each
 * entity weighs the less the more subjects share it, {@code 1 / log2(2 + subjects)}. All shared
 * entities add up.
 */
final class Pairs {
  /**
   * So many anchors before it in time, and after it, a fact is compared with through each entity:
   * who is further away is linked through those between.
   */
  private static final int NEIGHBOURS = 4;

  private static final Comparator<Fact> BY_TIME =
      Comparator.comparingLong(Fact::first).thenComparing(Fact::member);

  private final GroupSettings settings;
  private final List<Fact> facts;
  private final Predicate<Fact> isAsked;
  private final Long2ObjectOpenHashMap<Pair> pairs = new Long2ObjectOpenHashMap<>();

  private Pairs(GroupSettings settings, List<Fact> facts, Predicate<Fact> isAsked) {
    this.settings = settings;
    this.facts = facts;
    this.isAsked = isAsked;
  }

  /**
   * The links of enough weight, the heaviest first.
   *
   * @param facts one of each member
   * @param isAsked links between two of which neither is asked for are left out
   */
  static List<Pair> of(GroupSettings settings, List<Fact> facts, Predicate<Fact> isAsked) {
    List<Fact> inOrder = facts.stream().sorted(BY_TIME).toList();
    Pairs all = new Pairs(settings, inOrder, isAsked);
    all.byEntity().values().forEach(all::addAll);
    return all.heaviest();
  }

  /** One fact at one entity. */
  private record Seat(int fact, Involved involved) {}

  /**
   * What two share. All that both name adds up; of what stands behind, only the heaviest counts,
   * and only where it weighs more, since a principal that both name brings its deeds along. Of
   * millions of pairs few become links, so that words are only found for these.
   */
  final class Pair {
    private double named;
    private double behind;
    private double most;
    private Seat first;
    private Seat second;

    private void add(double part, Seat one, Seat other) {
      if (one.involved().via() == null && other.involved().via() == null) {
        named += part;
      } else {
        behind = Math.max(behind, part);
      }
      if (part > most) {
        most = part;
        first = one;
        second = other;
      }
    }

    double weight() {
      return Math.max(named, behind);
    }

    /** Of two of the same weight the earlier comes first. */
    long order() {
      return (long) first.fact() << 32 | second.fact();
    }

    Fact one() {
      return facts.get(first.fact());
    }

    Fact other() {
      return facts.get(second.fact());
    }

    Link link() {
      Involved shared = first.involved();
      return new Link(
          one().member(),
          other().member(),
          shared.type(),
          shared.id(),
          weight(),
          one().gap(other()),
          reason());
    }

    private String reason() {
      Involved one = first.involved();
      Involved other = second.involved();
      if (one.via() == null && other.via() == null) {
        return "Both involve " + Names.of(one.type(), one.id());
      }
      return one.via() == null || one.via().equals(other.via())
          ? other.via()
          : other.via() == null ? one.via() : one.via() + ", and " + other.via();
    }
  }

  private Map<String, List<Seat>> byEntity() {
    Map<String, List<Seat>> seats = new HashMap<>();
    for (int i = 0; i < facts.size(); i++) {
      Set<String> taken = new HashSet<>();
      for (Involved involved : facts.get(i).entities()) {
        String key = key(facts.get(i), involved);
        if (taken.add(key)) {
          seats.computeIfAbsent(key, k -> new ArrayList<>(2)).add(new Seat(i, involved));
        }
      }
    }
    return seats;
  }

  /** The same private address in two accounts is two machines. */
  private static String key(Fact fact, Involved involved) {
    boolean isPrivate =
        involved.type().equals("IP_ADDRESS") && Boolean.TRUE.equals(PrivateIp.test(involved.id()));
    return involved.type() + ' ' + involved.id() + (isPrivate ? ' ' + fact.account() : "");
  }

  private void addAll(List<Seat> seats) {
    if (seats.size() < 2) {
      return;
    }
    long subjects = seats.stream().map(seat -> facts.get(seat.fact()).subject()).distinct().count();
    if (subjects > settings.maxDegree()) {
      return;
    }
    double weight = Math.log(2) / Math.log(2.0 + subjects);
    Deque<Seat> anchors = new ArrayDeque<>();
    for (Seat seat : seats) {
      anchors.forEach(anchor -> add(anchor, seat, weight));
      keep(anchors, seat);
    }
    anchors.clear();
    for (Seat seat : Lists.reverse(seats)) {
      if (!facts.get(seat.fact()).isAnchor()) {
        anchors.forEach(anchor -> add(seat, anchor, weight));
      }
      keep(anchors, seat);
    }
  }

  private void keep(Deque<Seat> anchors, Seat seat) {
    if (facts.get(seat.fact()).isAnchor()) {
      anchors.add(seat);
      if (anchors.size() > NEIGHBOURS) {
        anchors.remove();
      }
    }
  }

  private void add(Seat one, Seat other, double weight) {
    Fact first = facts.get(one.fact());
    Fact second = facts.get(other.fact());
    boolean isCommonWayOut =
        one.involved().type().equals("IP_ADDRESS")
            && one.involved().isOwn()
            && other.involved().isOwn();
    if (isCommonWayOut
        || !(isAsked.test(first) || isAsked.test(second))
        || first.gap(second) > window(first, second)) {
      return;
    }
    double part = weight * share(first, one) * share(second, other);
    pairs
        .computeIfAbsent((long) one.fact() << 32 | other.fact(), pair -> new Pair())
        .add(part, one, other);
  }

  private long window(Fact one, Fact other) {
    boolean areAnchors = one.isAnchor() && other.isAnchor();
    return 3600L * (areAnchors ? settings.windowHours() : settings.signWindowHours());
  }

  private double share(Fact fact, Seat seat) {
    return (fact.isRoutine() ? settings.routineWeight() : 1)
        * (seat.involved().via() == null ? 1 : settings.neighbourWeight());
  }

  private List<Pair> heaviest() {
    return pairs.values().stream()
        .filter(pair -> pair.weight() >= settings.minWeight())
        .sorted(Comparator.comparingDouble(Pair::weight).reversed().thenComparingLong(Pair::order))
        .toList();
  }
}
