package io.hawkshaw.report;

import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;

/** Writes a finding group into files: JSON, CSV, GraphML and a page. */
public final class GroupFiles {
  private GroupFiles() {}

  /**
   * Writes {@code group.json}, {@code members.csv}, {@code links.csv}, {@code group.graphml} and
   * {@code group.html}.
   *
   * @param folder made where it does not exist
   * @return the files
   * @throws UserError where they cannot be written
   */
  public static List<Path> write(GroupReport report, Path folder) {
    try {
      Files.createDirectories(folder);
      return List.of(
          write(folder.resolve("group.json"), out -> GroupWriter.JSON.write(report, out)),
          write(
              folder.resolve("members.csv"),
              out -> QueryWriter.CSV.write(flat(report.members()), out)),
          write(
              folder.resolve("links.csv"), out -> QueryWriter.CSV.write(flat(report.links()), out)),
          write(folder.resolve("group.graphml"), out -> graph(report, out)),
          write(folder.resolve("group.html"), out -> out.print(GroupPage.of(report))));
    } catch (IOException | UncheckedIOException e) {
      throw UserError.unwritableReport(folder, e);
    }
  }

  private static Path write(Path file, Consumer<PrintWriter> content) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
      content.accept(out);
      if (out.checkError()) {
        throw new IOException("Cannot write " + file);
      }
    }
    return file;
  }

  private static void graph(GroupReport report, PrintWriter out) {
    try {
      GraphMl.write(report, out);
    } catch (XMLStreamException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /** Structs within arrays as JSON text, since a cell is one text. */
  private static Dataset<Row> flat(Dataset<Row> rows) {
    Column[] columns = new Column[rows.columns().length];
    for (int i = 0; i < columns.length; i++) {
      String name = rows.columns()[i];
      DataType type = rows.schema().apply(i).dataType();
      columns[i] =
          type.catalogString().startsWith("array<struct")
              ? functions.to_json(functions.col(name)).as(name)
              : functions.col(name);
    }
    return rows.select(columns);
  }
}
