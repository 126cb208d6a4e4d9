package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A quarter of an hour at a site: what happens in it is told at once, and then written. */
record Quarter(Site site, LocalDate day, int number) {
  private static final List<String> PROGRAM_AGENTS =
      List.of(Agents.JAVA_SDK, Agents.BOTO, "aws-sdk-go-v2/1.30.4 os/linux lang/go#1.22.5");

  /** EC2 hands a machine new keys three times a day. */
  private static final int SHIFT = 32;

  Instant start() {
    return Rhythm.start(day, number);
  }

  /** A moment that leaves some seconds until the end. */
  Instant moment(Dice dice, int seconds) {
    return start().plusSeconds(dice.between(0, Rhythm.QUARTER_SECONDS - 1 - seconds));
  }

  double busy() {
    return Rhythm.busy(day, number);
  }

  /** The program of a machine, which calls with the keys of the machine's shift. */
  Caller program(Host host) {
    Role role = Role.of(site.place().account(), "instance-" + host.instance().substring(2, 4));
    Instant shift = Rhythm.start(day, number / SHIFT * SHIFT);
    String agent = PROGRAM_AGENTS.get(Math.floorMod(host.ip().hashCode(), PROGRAM_AGENTS.size()));
    Session session = Session.open(role, host.instance(), shift);
    return new Caller(session.identity(), host.ip(), agent);
  }

  /** Somebody at work: as a user, or in the session of the day. */
  Caller caller(Colleague colleague) {
    ObjectNode identity =
        colleague.isUser()
            ? colleague.user(day).identity()
            : colleague.session(day, number).identity();
    return new Caller(identity, colleague.address(day), colleague.person().agent());
  }

  /** The dice of one purpose here and now. */
  Dice dice(long seed, String purpose) {
    Place place = site.place();
    return Dice.of(seed, purpose, place.account().id(), place.region(), day, number);
  }
}
