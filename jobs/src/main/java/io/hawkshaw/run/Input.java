package io.hawkshaw.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be read: the NAME of {@code --input NAME=URI} and of {@code inputs} in the settings. */
public enum Input {
  SECURITY_LAKE,
  CLOUDTRAIL,
  VPC_FLOW,
  RESOLVER_DNS,
  GUARDDUTY,
  SECURITY_HUB,
  EKS_AUDIT,
  IAM_SNAPSHOT;

  /** The name as an operator writes it: {@code security-lake}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The input with a name.
   *
   * @throws IllegalArgumentException where none has it
   */
  public static Input labelled(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** All names. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Input::label).toList();
  }
}
