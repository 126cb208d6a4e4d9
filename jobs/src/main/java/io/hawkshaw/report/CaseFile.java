package io.hawkshaw.report;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.Conduct.Part;
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

  /** What the principal of an investigation did within its window. */
  static Conduct conduct(Lake lake, Row investigation) {
    return Conduct.of(
        lake,
        investigation.getAs("entity_type"),
        investigation.getAs("entity_arn"),
        new Scope(
            investigation.<Timestamp>getAs("scope_start_time").toInstant(),
            investigation.<Timestamp>getAs("scope_end_time").toInstant()));
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
}
