package io.hawkshaw.udfs;

import java.util.Optional;

/** The parts of an Amazon Resource Name, {@code arn:partition:service:region:account:resource}. */
record Arn(String account, String resource) {
  /** IAM allows ARNs up to this length; a longer text is no ARN but an attempt at something. */
  private static final int LONGEST = 2048;

  private static final int PARTS = 6;

  static Optional<Arn> parse(String text) {
    if (text.length() > LONGEST || !text.startsWith("arn:")) {
      return Optional.empty();
    }
    String[] parts = text.split(":", PARTS);
    if (parts.length < PARTS || parts[1].isEmpty() || parts[2].isEmpty() || parts[5].isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Arn(parts[4], parts[5]));
  }
}
