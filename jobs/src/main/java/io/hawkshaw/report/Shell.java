package io.hawkshaw.report;

import io.hawkshaw.udfs.Printable;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines for a POSIX shell, made of words of logs, which an attacker may have chosen. */
final class Shell {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private Shell() {}

  /** A line of words, each quoted where it must be, so that none is more than a word. */
  static String line(String... words) {
    return Arrays.stream(words).map(Shell::word).collect(Collectors.joining(" "));
  }

  /**
   * A word. What a terminal would obey is shown in its place, and then the line does not name the
   * thing any more, which is better than to run it.
   */
  private static String word(String text) {
    String shown = Printable.of(text);
    return PLAIN.matcher(shown).matches() ? shown : "'" + shown.replace("'", "'\\''") + "'";
  }
}
