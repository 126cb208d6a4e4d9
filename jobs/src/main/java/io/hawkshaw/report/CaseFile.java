package io.hawkshaw.report;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.Conduct.Part;
import io.hawkshaw.run.PrincipalRows;
import io.hawkshaw.run.Scope;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An investigation with all that its exports tell.
 *
 * @param investigation its row, as in table investigations
 * @param indicators its rows, as in table indicators, the gravest first
 * @param conduct what the principal did within the window
 */
record CaseFile(Row investigation, List<Row> indicators, Conduct conduct) {
  CaseFile {
    indicators =
        indicators.stream()
            .sorted(
                Comparator.<Row>comparingDouble(row -> -row.<Double>getAs("risk"))
                    .thenComparingDouble(row -> -row.<Double>getAs("score"))
                    .thenComparing(row -> row.<String>getAs("detail")))
            .toList();
  }

  /**
   * The case of an investigation.
   *
   * @param rows what the tables hold of its principal, as {@link #rows} finds them
   */
  static CaseFile of(Lake lake, Row investigation, List<Row> indicators, PrincipalRows rows) {
    return new CaseFile(investigation, indicators, Conduct.of(lake, rows));
  }

  /** What the tables hold of the principal of an investigation. */
  static PrincipalRows rows(Lake lake, Row investigation) {
    Scope scope =
        new Scope(
            investigation.<Timestamp>getAs("scope_start_time").toInstant(),
            investigation.<Timestamp>getAs("scope_end_time").toInstant());
    return PrincipalRows.of(
        lake,
        EntityType.valueOf(investigation.getAs("entity_type")),
        investigation.getAs("entity_arn"),
        scope);
  }

  Scope scope() {
    return conduct.scope();
  }

  Dataset<Row> activity() {
    return conduct.activity();
  }

  List<Row> part(Part part) {
    return conduct.parts().get(part);
  }

  /** A sentence without the account of the principal: its whole ARN stands at the head. */
  String named(String sentence) {
    String arn = investigation.getAs("entity_arn");
    return sentence == null ? "" : sentence.replace(arn, arn.substring(arn.lastIndexOf(':') + 1));
  }
}
