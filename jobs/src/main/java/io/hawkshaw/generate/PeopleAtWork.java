package io.hawkshaw.generate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** The working days of the people: eight hours, rarely a weekend, now and then a mistake. */
final class PeopleAtWork {
  private static final Duration WORKING_DAY = Duration.ofHours(8);

  private final Events events;
  private final Dice dice;
  private final SignIn gate;

  private PeopleAtWork(Events events, Dice dice) {
    this.events = events;
    this.dice = dice;
    this.gate = new SignIn(events, dice);
  }

  static void tell(Events events, Dice dice) {
    PeopleAtWork people = new PeopleAtWork(events, dice);
    for (LocalDate day : Calendar.days()) {
      People.ALL.stream()
          .filter(person -> people.works(person, day))
          .forEach(person -> people.day(person, day));
    }
    people.lenaJoins();
    people.tomReplacesHisKey();
  }

  private boolean works(Person person, LocalDate day) {
    if (person.equals(People.LENA) && day.isBefore(People.LENA_JOINS)) {
      return false;
    }
    return Calendar.isWeekend(day) ? dice.chance(0.05) : dice.chance(0.93);
  }

  private void day(Person person, LocalDate day) {
    Instant start = dice.moment(Calendar.at(day, "07:10:00"), Calendar.at(day, "08:40:00"));
    String address = address(person, day);
    Desk desk = desk(person, day, start, address);
    boolean tired = dice.chance(0.2);
    for (int call = dice.between(8, 16); call > 0; call--) {
      work(person, desk, start, tired);
    }
    if (person.badge().user() != null && dice.chance(0.25)) {
      console(person.badge().user(), address, start.plusSeconds(dice.between(600, 20_000)));
    }
  }

  private void work(Person person, Desk desk, Instant start, boolean tired) {
    Instant time = dice.moment(start.plusSeconds(60), start.plus(WORKING_DAY));
    Place place = person.badge().account().home();
    Operation operation = dice.pick(person.duties()).on(Inventory.things(place, dice));
    if (tired && dice.chance(0.15)) {
      desk.deny(operation, time);
    } else if (operation.error() != null && dice.chance(0.08)) {
      desk.fail(operation, time);
    } else {
      desk.make(operation, time);
    }
  }

  private Desk desk(Person person, LocalDate day, Instant start, String address) {
    if (person.badge().user() == null) {
      Session session =
          Session.open(person.badge().role(), person.name(), start).lasting(WORKING_DAY);
      return gate.withSaml(session, address, person.agent());
    }
    boolean rotated = person.equals(People.TOM) && day.isAfter(People.TOM_ROTATES);
    User user = rotated ? person.badge().user().rotated() : person.badge().user();
    Caller caller = new Caller(user.identity(), address, person.agent());
    return new Desk(events, dice, caller, user.account().home());
  }

  private static String address(Person person, LocalDate day) {
    boolean travels =
        person.equals(People.PRIYA)
            && !day.isBefore(People.PRIYA_LEAVES)
            && !day.isAfter(People.PRIYA_RETURNS);
    return travels ? People.PRIYAS_HOTEL : person.address(day);
  }

  /**
   * Signs in to the console with a second factor, sometimes at the second try, and looks around.
   */
  private void console(User user, String address, Instant time) {
    Place place = user.account().global();
    if (dice.chance(0.3)) {
      Caller mistyped = new Caller(user.refusedIdentity(), address, Agents.FIREFOX);
      signIn(mistyped, place, time.minusSeconds(25), "Failure");
    }
    signIn(new Caller(user.admittedIdentity(), address, Agents.FIREFOX), place, time, "Success");
    Caller browser = new Caller(user.consoleIdentity(time, "true"), address, Agents.FIREFOX);
    Desk desk = new Desk(events, dice, browser, place);
    for (int click = dice.between(3, 7); click > 0; click--) {
      Operation operation = dice.pick(Duties.ADMINISTRATOR);
      Call call = desk.call(operation, time.plusSeconds(dice.between(10, 900)));
      desk.record(call.extra("sessionCredentialFromConsole", "true"));
    }
  }

  private void signIn(Caller caller, Place place, Instant time, String answer) {
    Desk desk = new Desk(events, dice, caller, place);
    desk.record(desk.call("signin:ConsoleLogin", time).signIn(answer, "Yes"));
  }

  private void lenaJoins() {
    Instant time = People.LENA_MADE;
    Desk desk = mariasDesk();
    UserAccount lena = new UserAccount(desk, Users.LENA);
    lena.create(time);
    lena.createLoginProfile(time.plusSeconds(14));
    lena.createAccessKey(time.plusSeconds(31));
    desk.record(
        desk.call("iam:AddUserToGroup", time.plusSeconds(47))
            .request("{\"groupName\":\"developers\",\"userName\":\"lena\"}"));
  }

  private void tomReplacesHisKey() {
    Instant time = Calendar.at(People.TOM_ROTATES, "15:20:40");
    Caller tom = new Caller(Users.TOM.identity(), People.TOM.home(), Agents.CLI_MAC);
    Desk desk = new Desk(events, dice, tom, Account.DEVELOPMENT.home());
    new UserAccount(desk, Users.TOM.rotated()).createAccessKey(time);
    UserAccount old = new UserAccount(desk, Users.TOM);
    old.deactivateAccessKey(time.plusSeconds(310));
    Caller renewed = new Caller(Users.TOM.rotated().identity(), tom.address(), tom.agent());
    new UserAccount(desk.seenAs(renewed), Users.TOM).deleteAccessKey(time.plusSeconds(900));
  }

  private Desk mariasDesk() {
    Caller maria = new Caller(Users.MARIA.identity(), People.MARIA.home(), Agents.CLI_MAC);
    return new Desk(events, dice, maria, Account.DEVELOPMENT.home());
  }
}
