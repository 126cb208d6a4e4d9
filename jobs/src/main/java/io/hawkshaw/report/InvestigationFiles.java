package io.hawkshaw.report;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.PrincipalRows;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes an investigation: JSON for programs, CSV for spreadsheets, a page for people. */
public final class InvestigationFiles {
  /** Names of the files, the page last. */
  static final List<String> NAMES =
      List.of("investigation.json", "indicators.csv", "activity.csv", "report.html");

  private InvestigationFiles() {}

  /**
   * Writes all files of one investigation.
   *
   * @param investigation its row, as in table investigations
   * @param indicators its rows, as in table indicators
   * @param folder folder to write to; it is created where it is not there
   * @return the files
   * @throws UserError where they cannot be written
   */
  public static List<Path> write(Lake lake, Row investigation, List<Row> indicators, Path folder) {
    try (PrincipalRows rows = CaseFile.rows(lake, investigation)) {
      return write(lake, CaseFile.of(lake, investigation, indicators, rows), folder);
    }
  }

  /**
   * Writes all files of one investigation.
   *
   * @param investigation its row, as in table investigations
   * @param indicators its rows, as in table indicators
   * @param conduct what its principal did within its window
   * @param folder folder to write to; it is created where it is not there
   * @return the files
   * @throws UserError where they cannot be written
   */
  public static List<Path> write(
      Lake lake, Row investigation, List<Row> indicators, Conduct conduct, Path folder) {
    return write(lake, new CaseFile(investigation, indicators, conduct), folder);
  }

  private static List<Path> write(Lake lake, CaseFile file, Path folder) {
    try {
      Files.createDirectories(folder);
      put(folder, 0, InvestigationJson.of(file));
      put(folder, 1, csv(indicators(lake, file)));
      put(folder, 2, csv(file.activity().orderBy("first_time", "service", "operation", "target")));
      put(folder, 3, InvestigationPage.of(file));
    } catch (IOException e) {
      throw UserError.unwritableReport(folder.toString(), e);
    }
    return NAMES.stream().map(folder::resolve).toList();
  }

  private static void put(Path folder, int name, String text) throws IOException {
    Files.writeString(folder.resolve(NAMES.get(name)), text, StandardCharsets.UTF_8);
  }

  private static Dataset<Row> indicators(Lake lake, CaseFile file) {
    if (file.indicators().isEmpty()) {
      return lake.read(Table.INDICATORS).limit(0);
    }
    return file.activity()
        .sparkSession()
        .createDataFrame(file.indicators(), file.indicators().get(0).schema());
  }

  private static String csv(Dataset<Row> rows) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    QueryWriter.CSV.write(rows, out);
    out.flush();
    return text.toString();
  }
}
