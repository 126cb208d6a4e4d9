package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import com.opencsv.CSVWriter;
import com.opencsv.ICSVWriter;
import io.hawkshaw.udfs.CsvSafe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Writes the rows of a query in the form that was asked for. */
public enum QueryWriter {
  /** Aligned text for people. */
  TABLE {
    @Override
    public void write(Dataset<Row> query, PrintWriter out) {
      out.print(TextTable.of(query).print());
    }
  },

  /** RFC 4180 with a line of names; cells that a spreadsheet would run are neutralised. */
  CSV {
    @Override
    public void write(Dataset<Row> query, PrintWriter out) {
      CSVWriter csv =
          new CSVWriter(
              out,
              ICSVWriter.DEFAULT_SEPARATOR,
              ICSVWriter.DEFAULT_QUOTE_CHARACTER,
              ICSVWriter.DEFAULT_QUOTE_CHARACTER,
              ICSVWriter.RFC4180_LINE_END);
      csv.writeNext(query.columns(), false);
      Iterator<Row> rows = query.toLocalIterator();
      while (rows.hasNext()) {
        Row row = rows.next();
        String[] cells = new String[row.size()];
        for (int i = 0; i < cells.length; i++) {
          cells[i] = CsvSafe.of(Cells.text(row.get(i)));
        }
        csv.writeNext(cells, false);
      }
      try {
        csv.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  },

  /** A JSON array, an object on a line for each row; nulls are told. */
  JSON {
    @Override
    public void write(Dataset<Row> query, PrintWriter out) {
      Column object = to_json(struct(col("*")), Map.of("ignoreNullFields", "false"));
      Iterator<String> rows = query.select(object).as(Encoders.STRING()).toLocalIterator();
      out.print("[");
      String separator = "\n";
      while (rows.hasNext()) {
        out.print(separator);
        out.print(rows.next());
        separator = ",\n";
      }
      out.println("\n]");
    }
  };

  /** Writes all rows. */
  public abstract void write(Dataset<Row> query, PrintWriter out);
}
