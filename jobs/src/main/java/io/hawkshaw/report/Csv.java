package io.hawkshaw.report;

import com.opencsv.CSVWriter;
import com.opencsv.ICSVWriter;
import io.hawkshaw.udfs.CsvSafe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** RFC 4180 lines after a line of names; cells that a spreadsheet would run are neutralised. */
final class Csv {
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
    lines.writeNext(
        cells.stream().map(cell -> CsvSafe.of(Cells.text(cell))).toArray(String[]::new), false);
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
