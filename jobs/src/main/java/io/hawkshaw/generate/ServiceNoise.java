package io.hawkshaw.generate;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;

/** The steady work of AWS services, in which people are a small part. */
final class ServiceNoise {
  /** A second Region of production, where once a week something looks whether there is anything. */
  private static final Place ELSEWHERE = new Place(Account.PRODUCTION, "eu-west-1");

  private final Events events;
  private final Dice dice;

  private ServiceNoise(Events events, Dice dice) {
    this.events = events;
    this.dice = dice;
  }

  static void tell(Events events, Dice dice) {
    ServiceNoise noise = new ServiceNoise(events, dice);
    for (LocalDate day : Calendar.days()) {
      for (Account account : Account.SAMPLE) {
        Services.of(account).forEach(service -> noise.day(service, account.home(), day));
      }
      if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
        Services.elsewhere().forEach(service -> noise.day(service, ELSEWHERE, day));
      }
    }
  }

  private void day(Services.Service service, Place place, LocalDate day) {
    for (int wake = 0; wake < service.wakes(); wake++) {
      Instant time = dice.moment(Calendar.at(day, "00:01:00"), Calendar.at(day, "23:48:00"));
      Desk desk = new Desk(events, dice, caller(service, place, time), place);
      for (int call = 0; call < service.calls(); call++) {
        Operation operation = dice.pick(service.operations()).on(Inventory.things(place, dice));
        Instant moment = time.plusSeconds(1 + call / 4);
        if (operation.error() != null && dice.chance(0.6)) {
          desk.fail(operation, moment);
        } else {
          desk.make(operation, moment);
        }
      }
    }
  }

  /** A service with a role takes it first, which is a record of its own. */
  private Caller caller(Services.Service service, Place place, Instant time) {
    Caller itself = Caller.service(service.principal());
    if (service.role() == null) {
      return itself;
    }
    Role role = Role.serviceLinked(place.account(), service.principal(), service.role());
    Session session = Session.open(role, name(service), time);
    new Takeover(new Desk(events, dice, itself, place)).within(session);
    Caller caller = Caller.service(service.principal(), session);
    return dice.chance(0.3) ? caller.internal() : caller;
  }

  private static String name(Services.Service service) {
    return service.principal().replace(".amazonaws.com", "") + "-session";
  }
}
