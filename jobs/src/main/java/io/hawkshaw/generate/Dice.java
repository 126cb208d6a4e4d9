package io.hawkshaw.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * All chance of one purpose, from one seed. Each purpose throws its own dice, so that a change in
 * one part of the story leaves every other part as it was.
 */
final class Dice {
  private static final String HEX = "0123456789abcdef";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final SplittableRandom random;

  private Dice(SplittableRandom random) {
    this.random = random;
  }

  static Dice of(long seed, String purpose) {
    return new Dice(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + purpose.hashCode()));
  }

  /**
   * The dice of one piece of a purpose of which there are many, such as the quarters of a year: its
   * parts are hashed to 64 bits, so that no two pieces throw alike.
   */
  static Dice of(long seed, String purpose, Object... piece) {
    String name = purpose + Arrays.toString(piece);
    long hash = Long.parseUnsignedLong(Ids.hex(name).substring(0, 16), 16);
    return new Dice(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hash));
  }

  /** A whole number from low to high, both included. */
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A number from 0 to below 1. */
  double share() {
    return random.nextDouble();
  }

  /** A number around 1 whose logarithm is normal with this deviation: most small, a few large. */
  double spread(double deviation) {
    return Math.exp(deviation * random.nextGaussian());
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  Instant moment(Instant from, Instant to) {
    return from.plusSeconds(random.nextLong(Duration.between(from, to).toSeconds()));
  }

  String hex(int length) {
    return text(HEX, length);
  }

  String base32(int length) {
    return text(BASE32, length);
  }

  String uuid() {
    return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
  }

  private String text(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
