package io.hawkshaw.report;

import com.opencsv.CSVWriter;
import com.opencsv.ICSVWriter;
import io.hawkshaw.udfs.CsvSafe;
import io.hawkshaw.udfs.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** RFC 4180 lines after a line of names; cells that a spreadsheet would run are neutralised. */
final class Csv {
  private static final Pattern LINE_END = Pattern.compile("\\r?\\n");

  private final CSVWriter lines;

  /**
   * Writes the names of the columns.
   *
   * @param out where to write to; it stays open
   */
  Csv(PrintWriter out, String... columns) {
    lines =
        new CSVWriter(
            out,
            ICSVWriter.DEFAULT_SEPARATOR,
            ICSVWriter.DEFAULT_QUOTE_CHARACTER,
            ICSVWriter.DEFAULT_QUOTE_CHARACTER,
            ICSVWriter.RFC4180_LINE_END);
    line(List.of(columns));
  }

  /** Writes the cells of a line; each may be null. */
  void line(List<?> cells) {
    lines.writeNext(cells.stream().map(Csv::cell).toArray(String[]::new), false);
  }

  /**
   * RFC 4180 knows no control characters but ends of lines, and a file of it may be looked at in a
   * terminal too: others are shown.
   */
  private static String cell(Object value) {
    String text = CsvSafe.of(Cells.text(value));
    return text == null
        ? null
        : LINE_END.splitAsStream(text).map(Printable::of).collect(Collectors.joining("\n"));
  }

  /**
   * Hands all lines on.
   *
   * @throws UncheckedIOException where they cannot be written
   */
  void flush() {
    try {
      lines.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
