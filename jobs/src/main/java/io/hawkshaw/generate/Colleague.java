package io.hawkshaw.generate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** Somebody with a desk at a site: the person, the work, and what changes in the days of a lake. */
record Colleague(Person person, Zipf<Task> tasks, Changes changes) {
  private static final int DAYS_AWAY = 3;

  /**
   * What changes; null for what does not.
   *
   * @param joins first day at work
   * @param rotates day on which a user's access key is replaced
   * @param travels first of three days away
   * @param hotel address while away
   */
  record Changes(LocalDate joins, LocalDate rotates, LocalDate travels, String hotel) {
    static final Changes NONE = new Changes(null, null, null, null);
  }

  boolean works(LocalDate day) {
    return changes.joins() == null || !day.isBefore(changes.joins());
  }

  boolean isAway(LocalDate day) {
    LocalDate left = changes.travels();
    return left != null && !day.isBefore(left) && day.isBefore(left.plusDays(DAYS_AWAY));
  }

  String address(LocalDate day) {
    return isAway(day) ? changes.hotel() : person.address(day);
  }

  boolean isUser() {
    return person.badge().user() != null;
  }

  /** The user with the key that is valid on a day. */
  User user(LocalDate day) {
    User user = person.badge().user();
    boolean isReplaced = changes.rotates() != null && !day.isBefore(changes.rotates());
    return isReplaced ? user.rotated() : user;
  }

  /** The quarter in which work begins, between 6 and 9. */
  int firstQuarter(LocalDate day) {
    return 24 + Math.floorMod(person.name().hashCode() + day.getDayOfYear(), 12);
  }

  /** The session in which somebody works: that of the day, or by night one of midnight. */
  Session session(LocalDate day, int quarter) {
    int first = quarter < firstQuarter(day) ? 0 : firstQuarter(day);
    Instant since = Rhythm.start(day, first);
    Session opened = Session.open(person.badge().role(), person.name(), since);
    return opened.lasting(Duration.ofHours(18));
  }

  String arn() {
    return isUser() ? person.badge().user().arn() : person.badge().role().arn();
  }
}
