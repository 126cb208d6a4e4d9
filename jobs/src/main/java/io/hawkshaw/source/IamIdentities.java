package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;

import io.hawkshaw.lake.Table;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Keeps the users, roles and groups of the newest snapshot of each day. */
public final class IamIdentities {
  /** An identity as a snapshot gives it. */
  static final StructType RECORD =
      StructType.fromDDL(
          """
          snapshot_time TIMESTAMP, account STRING, region STRING, entity_type STRING, entity STRING,
          name STRING, principal_id STRING, created_time TIMESTAMP, last_used_time TIMESTAMP,
          groups ARRAY<STRING>, policies ARRAY<STRING>,
          trusted ARRAY<STRUCT<entity_type: STRING, entity: STRING>>
          """);

  private static final LatestVersions LATEST =
      new LatestVersions(RECORD, List.of("entity"), col("record.snapshot_time"));

  private IamIdentities() {}

  /** The record of an identity: it comes as wanted. */
  static Column identity() {
    return LatestVersions.ofColumns(RECORD);
  }

  /** Rolls up the rows of a scan; rejects and facts of files pass through. */
  static Dataset<Row> rollUp(Dataset<Row> scan, List<String> sources) {
    return LATEST.rollUp(scan, sources);
  }

  /** The rows of the table among those that {@link #rollUp} made. */
  public static Dataset<Row> build(Dataset<Row> rolledUp) {
    return LATEST.rows(rolledUp, Table.IAM_IDENTITIES.columns());
  }
}
