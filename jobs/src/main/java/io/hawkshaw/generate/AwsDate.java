package io.hawkshaw.generate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The date text inside CloudTrail's response elements: {@code Oct 16, 2026, 2:31:07 AM}. */
final class AwsDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

  private AwsDate() {}

  static String text(Instant time) {
    return FORMAT.format(time);
  }
}
