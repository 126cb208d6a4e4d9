package io.hawkshaw.group;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A finding or a piece of evidence as it is known on a day.
 *
 * @param member its id
 * @param day last day on which it was written, in days since 1970
 * @param account AWS account that it is about
 * @param subject the one resource or principal that it is about
 * @param standing what it can do for a group
 * @param founds it is grave enough to begin a group
 * @param isAlone it is a group by itself: an attack sequence
 * @param isRoutine its type is seen of so many subjects that one more tells little
 * @param first first observed, in seconds since 1970
 * @param last last observed, in seconds since 1970
 * @param entities all entities it is about
 */
record Fact(
    String member,
    int day,
    String account,
    String subject,
    Standing standing,
    boolean founds,
    boolean isAlone,
    boolean isRoutine,
    long first,
    long last,
    List<Involved> entities) {

  boolean isAnchor() {
    return standing == Standing.ANCHOR;
  }

  /** Seconds between both, 0 where they overlap. */
  long gap(Fact other) {
    return Math.max(0, Math.max(other.first - last, first - other.last));
  }

  /** Both versions of one member as one: all times and entities, for the rest the newer. */
  Fact with(Fact other) {
    Fact newer = day >= other.day ? this : other;
    Set<Involved> all = new LinkedHashSet<>(newer.entities);
    all.addAll(entities);
    all.addAll(other.entities);
    return new Fact(
        member,
        newer.day,
        newer.account,
        newer.subject,
        newer.standing,
        newer.founds,
        isAlone || other.isAlone,
        newer.isRoutine,
        Math.min(first, other.first),
        Math.max(last, other.last),
        List.copyOf(all));
  }
}
