package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

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
      Csv csv = new Csv(out, query.columns());
      Iterator<Row> rows = query.toLocalIterator();
      while (rows.hasNext()) {
        csv.line(CollectionConverters.asJava(rows.next().toSeq()));
      }
      csv.flush();
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
        out.print(ShownJson.line(rows.next()));
        separator = ",\n";
      }
      out.println("\n]");
    }
  };

  /** Writes all rows. */
  public abstract void write(Dataset<Row> query, PrintWriter out);
}
