package io.hawkshaw.generate;

import java.time.LocalDate;
import java.util.List;

/** Somebody with a desk: who signs in, whence, with what, and to do what. */
record Person(String name, Badge badge, String home, String agent, List<Operation> duties) {

  /** How somebody is known to AWS: as an IAM user, or in a role of one account. */
  record Badge(User user, Role role) {

    static Badge of(User user) {
      return new Badge(user, null);
    }

    static Badge of(Role role) {
      return new Badge(null, role);
    }

    Account account() {
      return user == null ? role.account() : user.account();
    }
  }

  /** The office is behind one address on Tuesdays and Thursdays; otherwise people are at home. */
  String address(LocalDate day) {
    return switch (day.getDayOfWeek()) {
      case TUESDAY, THURSDAY -> Addresses.OFFICE;
      default -> home;
    };
  }
}
