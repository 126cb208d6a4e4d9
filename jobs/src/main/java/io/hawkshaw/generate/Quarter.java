package io.hawkshaw.generate;

import java.time.Instant;
import java.time.LocalDate;

/** A quarter of an hour at a site: what happens in it is told at once, and then written. */
record Quarter(Site site, LocalDate day, int number) {

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

  /** The dice of one purpose here and now. */
  Dice dice(long seed, String purpose) {
    Place place = site.place();
    return Dice.of(seed, purpose, place.account().id(), place.region(), day, number);
  }
}
