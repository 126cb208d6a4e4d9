package io.hawkshaw.source.finding;

import java.util.Locale;
import java.util.Optional;

/**
 * The labels of severity with the lowest number of each from 0 to 100. Security Hub documents both
 * the bands and that the label alone means the lowest number; GuardDuty's bands (1.0, 4.0, 7.0,
 * 9.0) are the same times ten.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_Severity.html">Security
 *     Hub, Severity</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings-severity.html">GuardDuty,
 *     severity levels</a>
 */
enum Severity {
  INFORMATIONAL(0),
  LOW(1),
  MEDIUM(40),
  HIGH(70),
  CRITICAL(90);

  private final double lowest;

  Severity(double lowest) {
    this.lowest = lowest;
  }

  double lowest() {
    return lowest;
  }

  /** The label of a score from 0 to 100. */
  static Severity of(double score) {
    Severity label = INFORMATIONAL;
    for (Severity severity : values()) {
      if (score >= severity.lowest) {
        label = severity;
      }
    }
    return label;
  }

  static Optional<Severity> named(String label) {
    if (label == null) {
      return Optional.empty();
    }
    for (Severity severity : values()) {
      if (severity.name().equals(label.trim().toUpperCase(Locale.ROOT))) {
        return Optional.of(severity);
      }
    }
    return label.trim().equalsIgnoreCase("Fatal") ? Optional.of(CRITICAL) : Optional.empty();
  }

  /** GuardDuty's severity from 0 to 10 as a score; null if there is none or it is outside. */
  static Double ofGuardDuty(Double severity) {
    return severity == null || severity < 0 || severity > 10
        ? null
        : Double.valueOf(Math.round(severity * 1000) / 100.0);
  }
}
