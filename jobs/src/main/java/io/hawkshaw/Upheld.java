package io.hawkshaw;

import io.hawkshaw.lake.Table;
import io.hawkshaw.rule.Allowlist;
import io.hawkshaw.run.Feedback;
import io.hawkshaw.run.Settings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Takes the rows of a table away that somebody expects or has called benign. */
final class Upheld implements BiFunction<Table, Dataset<Row>, Dataset<Row>> {
  private final Allowlist allowlist;
  private final Feedback feedback;
  private final LocalDate today;

  /**
   * What holds at a time.
   *
   * @throws io.hawkshaw.run.UserError where a file of it cannot be understood
   */
  Upheld(Settings settings, Instant now) {
    allowlist = Allowlist.load(settings.rules());
    feedback = Feedback.load(settings);
    today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  @Override
  public Dataset<Row> apply(Table table, Dataset<Row> rows) {
    return switch (table) {
      case DETECTIONS -> allowlist.unexpected(rows, today);
      case ANOMALIES -> feedback.upheld(rows);
      default -> rows;
    };
  }
}
