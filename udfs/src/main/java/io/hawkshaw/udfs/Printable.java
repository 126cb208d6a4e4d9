package io.hawkshaw.udfs;

import io.hawkshaw.udfs.SqlFunction.Manual;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;

/**
 * Text that only shows on a terminal and does not drive it.
 *
 * <p>A log may hold escape sequences that clear the screen or forge lines, and marks of writing
 * direction or of no width that make one name look like another.
 */
public final class Printable {
  static final SqlFunction FUNCTION =
      SqlFunction.of(
          "printable",
          Printable::of,
          Encoders.STRING(),
          new Manual(
              "(text) - Returns the text with control and invisible characters shown as \\uXXXX.",
              "concat('a', char(27), 'b')",
              "a\\u001Bb"));

  private Printable() {}

  /** {@link #of(String)} of a column. */
  public static Column printable(Column text) {
    return FUNCTION.on(text);
  }

  /**
   * Shows control characters (C0, delete, C1), format characters (direction marks, zero width),
   * line and paragraph separators and lone surrogates as {@code \}{@code uXXXX}. All other text
   * stays as it is, a backslash too: the result is to be read, not to be decoded.
   */
  public static String of(String text) {
    if (text == null || text.codePoints().allMatch(Printable::isPlain)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(character -> append(shown, character));
    return shown.toString();
  }

  private static void append(StringBuilder shown, int character) {
    if (isPlain(character)) {
      shown.appendCodePoint(character);
      return;
    }
    for (char unit : Character.toChars(character)) {
      shown.append("\\u%04X".formatted((int) unit));
    }
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
