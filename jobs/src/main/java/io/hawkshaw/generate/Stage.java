package io.hawkshaw.generate;

import java.time.LocalDate;
import java.util.List;

/**
 * Where and when an incident plays. Each account has its turn before any has a second, and what
 * plays in one account lies as far apart as the days allow, so that what is counted as two
 * incidents is not one to anybody who looks at it.
 *
 * @param account number of the account
 * @param day UTC day
 * @param visit number of the incident among those of its account
 */
record Stage(int account, LocalDate day, int visit) {

  static Stage of(Organization organization, int incident) {
    LakePlan plan = organization.plan();
    List<Integer> turns = organization.turns();
    int visit = incident / turns.size();
    int visits = 1 + (plan.size().incidents() - 1) / turns.size();
    int turn = incident % turns.size();
    // Back the way they came: else six accounts would see the same kind of incident again and
    // again.
    int account = turns.get(visit % 2 == 0 ? turn : turns.size() - 1 - turn);
    List<LocalDate> days = plan.laterDays();
    int first = Dice.of(plan.seed(), "stage", account).between(0, days.size() - 1);
    int apart = Math.max(1, days.size() / visits);
    return new Stage(account, days.get((first + visit * apart) % days.size()), visit);
  }
}
