package io.hawkshaw.udfs;

import io.hawkshaw.udfs.SqlFunction.Manual;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;

/**
 * Text that a spreadsheet does not take for a formula.
 *
 * <p>A user agent such as {@code =HYPERLINK(…)} would run when an analyst opens the report. The
 * characters are those of OWASP; the quotes and separators of the cell remain the work of the CSV
 * writer.
 *
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP: CSV Injection</a>
 */
public final class CsvSafe {
  static final SqlFunction FUNCTION =
      SqlFunction.of(
          "csv_safe",
          CsvSafe::of,
          Encoders.STRING(),
          new Manual(
              "(text) - Returns the text with a leading apostrophe if a spreadsheet would take it"
                  + " for a formula.",
              "'=1+1'",
              "'=1+1"));

  /** Line feed and the full-width forms act like the six that are better known. */
  private static final String FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

  private CsvSafe() {}

  /** {@link #of(String)} of a column. */
  public static Column csvSafe(Column text) {
    return FUNCTION.on(text);
  }

  /**
   * Neutralises a cell that begins a formula, by a leading apostrophe; any other is returned as it
   * is. Meant for text: a negative number would become text too.
   */
  public static String of(String text) {
    boolean startsFormula =
        text != null && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
    return startsFormula ? "'" + text : text;
  }
}
