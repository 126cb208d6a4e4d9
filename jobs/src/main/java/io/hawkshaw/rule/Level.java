package io.hawkshaw.rule;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How grave a match is, from the least. */
enum Level {
  INFORMATIONAL,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** The name as Sigma writes it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Level> labelled(String label) {
    return Arrays.stream(values()).filter(level -> level.label().equals(label)).findFirst();
  }
}
