package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import java.util.Arrays;
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
          entities ARRAY<STRUCT<entity_type: STRING, entity: STRING, role: STRING>>,
          ips ARRAY<STRING>, first_time TIMESTAMP, last_time TIMESTAMP, updated_time TIMESTAMP,
          count BIGINT, detail STRING
          """);

  private Findings() {}

  /** The record of a version of a finding: it comes as wanted. */
  static Column version() {
    return struct(Arrays.stream(RECORD.fieldNames()).map(name -> col(name)).toArray(Column[]::new));
  }

  /** Rolls up the rows of a scan; rejects and facts of files pass through. */
  static Dataset<Row> rollUp(Dataset<Row> scan, List<String> sources) {
    Column newest =
        struct(
            date_trunc("second", col("record.updated_time")).as("second"),
            detailed().as("detailed"),
            col("record.count"),
            col("record.updated_time"),
            col("record.detail"));
    return Duplicates.fold(scan, sources)
        .groupBy(
            when(col("record").isNull(), col("source")).as("file_source"),
            col("day"),
            // Products number their findings each for itself.
            col("record.product").as("product"),
            col("record.finding").as("finding"),
            col("reject"),
            col("facts"))
        .agg(
            max_by(struct(col("source"), col("record")), newest).as("latest"),
            Rollup.records().as("records"),
            Rollup.copies().as("copies"),
            Rollup.seen(sources).as("seen"),
            Rollup.kept(sources).as("kept"))
        .withColumn("source", coalesce(col("file_source"), col("latest.source")))
        .withColumn("account", col("latest.record.account"))
        .withColumn("region", col("latest.record.region"));
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
    Column[] columns =
        Table.FINDINGS.columns().stream().map(Findings::column).toArray(Column[]::new);
    return Rollup.recordsOf(rolledUp, "versions").select(columns);
  }

  private static Column column(String name) {
    boolean isOfRecord = List.of(RECORD.fieldNames()).contains(name);
    return isOfRecord ? col("latest.record." + name).as(name) : col(name);
  }
}
