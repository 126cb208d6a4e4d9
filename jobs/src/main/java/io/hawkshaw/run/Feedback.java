package io.hawkshaw.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.udf;

import com.opencsv.CSVReader;
import com.opencsv.exceptions.CsvException;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What people decided about anomalies. It is applied when they are read and does not change them,
 * so that it holds for the past as well, and can be taken back.
 */
public final class Feedback implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The first line of the file. */
  static final List<String> COLUMNS =
      List.of("entity", "kind", "value", "verdict", "until", "who", "why");

  /** No verdicts. */
  public static final Feedback NONE = new Feedback(List.of());

  private static final StructType JUDGED =
      StructType.fromDDL("verdict STRING, verdict_by STRING, verdict_reason STRING");

  private final ArrayList<Verdict> verdicts;

  private Feedback(List<Verdict> verdicts) {
    this.verdicts = new ArrayList<>(verdicts);
  }

  /**
   * Reads the file that the settings name; there need not be one.
   *
   * @throws UserError for a line that cannot be understood
   */
  public static Feedback load(Settings settings) {
    String named = settings.anomalies().feedback();
    Path file = Path.of(System.getProperty("hawkshaw.home", "")).resolve(named);
    return Files.exists(file) ? read(file) : NONE;
  }

  /**
   * Reads a file of verdicts.
   *
   * @throws UserError for a line that cannot be understood
   */
  public static Feedback read(Path file) {
    List<Verdict> verdicts = new ArrayList<>();
    try (Reader text = Files.newBufferedReader(file);
        CSVReader lines = new CSVReader(text)) {
      String[] heading = lines.readNext();
      if (heading == null || !Arrays.asList(heading).equals(COLUMNS)) {
        throw UserError.badFeedback(file, 1, "the columns are not " + String.join(",", COLUMNS));
      }
      for (String[] line = lines.readNext(); line != null; line = lines.readNext()) {
        if (line.length > 1 || !line[0].isBlank()) {
          verdicts.add(verdict(file, lines.getLinesRead(), line));
        }
      }
    } catch (IOException | CsvException e) {
      throw UserError.badFeedback(file, 1, e.getMessage());
    }
    return new Feedback(verdicts);
  }

  private static Verdict verdict(Path file, long number, String[] line) {
    if (line.length != COLUMNS.size()) {
      throw UserError.badFeedback(file, number, line.length + " columns instead of seven");
    }
    String verdict = line[3].strip();
    if (!List.of(Verdict.BENIGN, Verdict.MALICIOUS).contains(verdict)) {
      throw UserError.badFeedback(
          file, number, "verdict '" + verdict + "' is neither benign nor malicious");
    }
    if (line[5].isBlank() || line[6].isBlank()) {
      throw UserError.badFeedback(file, number, "who decided, or why, is missing");
    }
    return new Verdict(
        orAny(line[0]),
        orAny(line[1]),
        orAny(line[2]),
        verdict,
        until(file, number, line[4].strip()),
        line[5].strip(),
        line[6].strip());
  }

  private static String orAny(String cell) {
    return cell.isBlank() ? "*" : cell.strip();
  }

  private static LocalDate until(Path file, long number, String cell) {
    try {
      return cell.isEmpty() ? null : LocalDate.parse(cell);
    } catch (DateTimeException e) {
      throw UserError.badFeedback(file, number, "until '" + cell + "' is no day as 2026-10-17");
    }
  }

  /** Number of verdicts. */
  public int size() {
    return verdicts.size();
  }

  /** The verdict on an anomaly: the last in the file that covers it. */
  Optional<Verdict> find(String entity, String kind, String value, LocalDate day) {
    Verdict last = null;
    for (Verdict verdict : verdicts) {
      last = verdict.covers(entity, kind, value, day) ? verdict : last;
    }
    return Optional.ofNullable(last);
  }

  /** The anomalies that nobody called benign. */
  public Dataset<Row> upheld(Dataset<Row> anomalies) {
    return verdicts.isEmpty() ? anomalies : anomalies.filter(not(isBenign()));
  }

  /** The anomalies that somebody called benign. */
  public Dataset<Row> benign(Dataset<Row> anomalies) {
    return verdicts.isEmpty() ? anomalies.limit(0) : anomalies.filter(isBenign());
  }

  private Column isBenign() {
    UDF4<String, String, String, Date, Boolean> isBenign =
        (entity, kind, value, day) ->
            find(entity, kind, value, day.toLocalDate())
                .map(verdict -> verdict.verdict().equals(Verdict.BENIGN))
                .orElse(false);
    return udf(isBenign, DataTypes.BooleanType)
        .apply(col("entity"), col("kind"), col("value"), col("day"));
  }

  /** Adds {@code verdict}, {@code verdict_by} and {@code verdict_reason}; null without one. */
  public Dataset<Row> judge(Dataset<Row> anomalies) {
    UDF4<String, String, String, Date, Row> judge =
        (entity, kind, value, day) ->
            find(entity, kind, value, day.toLocalDate())
                .map(v -> RowFactory.create(v.verdict(), v.who(), v.why()))
                .orElse(RowFactory.create(null, null, null));
    return anomalies
        .withColumn(
            "judged",
            udf(judge, JUDGED).apply(col("entity"), col("kind"), col("value"), col("day")))
        .select("*", "judged.*")
        .drop("judged");
  }
}
