package io.hawkshaw.generate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The formats in which a lake can be written. */
public enum LakeFormat {
  /** The log files that the services write themselves. */
  RAW,
  /** Source version 1 of Security Lake. */
  SECURITY_LAKE_V1,
  /** Source version 2 of Security Lake. */
  SECURITY_LAKE_V2;

  /** The name as an operator writes it: {@code security-lake-v2}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The format with a name.
   *
   * @throws IllegalArgumentException where none has it
   */
  public static LakeFormat labelled(String label) {
    return Arrays.stream(values())
        .filter(format -> format.label().equals(label))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no format '" + label + "'; one of " + labels()));
  }

  /** All names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(LakeFormat::label).toList();
  }
}
