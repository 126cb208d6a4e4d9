package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Keeps the latest version of each finding and day. */
public final class Findings {
  /** A version of a finding as the sources give it; {@code count} grows with each version. */
  static final StructType RECORD =
      StructType.fromDDL(
          """
          time TIMESTAMP, finding STRING, product STRING, type STRING, title STRING,
          description STRING, severity STRING, severity_score DOUBLE, status STRING,
          account STRING, region STRING, tactics ARRAY<STRING>,
          entities ARRAY<STRUCT<entity_type: STRING, entity: STRING, role: STRING,
            account: STRING>>,
          ips ARRAY<STRING>, first_time TIMESTAMP, last_time TIMESTAMP, updated_time TIMESTAMP,
          count BIGINT, detail STRING
          """);

  private static final LatestVersions LATEST =
      new LatestVersions(
          RECORD,
          // Products number their findings each for itself.
          List.of("product", "finding"),
          struct(
              date_trunc("second", col("record.updated_time")).as("second"),
              detailed().as("detailed"),
              col("record.count"),
              col("record.updated_time"),
              col("record.detail")));

  private Findings() {}

  /** The record of a version of a finding: it comes as wanted. */
  static Column version() {
    return LatestVersions.ofColumns(RECORD);
  }

  /** Rolls up the rows of a scan; rejects and facts of files pass through. */
  static Dataset<Row> rollUp(Dataset<Row> scan, List<String> sources) {
    return LATEST.rollUp(scan, sources);
  }

  /**
   * How much a way tells of one version of a finding: GuardDuty's own finding more than what
   * Security Hub made of it, and that more than what Security Lake made of that. The three round
   * the time of the version differently.
   */
  private static Column detailed() {
    return when(col("source").equalTo("guardduty"), 2)
        .when(col("source").equalTo("security-hub"), 1)
        .otherwise(0);
  }

  /** The rows of the table among those that {@link #rollUp} made. */
  public static Dataset<Row> build(Dataset<Row> rolledUp) {
    return LATEST.rows(rolledUp, Table.FINDINGS.columns());
  }
}
