package io.hawkshaw.source;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows in which one scan of a source leaves: each is a record, a reject, or the facts of a
 * file. All three share one door because raw data is read once: whatever the night wants to know of
 * it has to come out of the same pass.
 *
 * <ul>
 *   <li>{@code source}: name of the source
 *   <li>{@code day}: UTC day
 *   <li>{@code id}: what copies of a row share
 *   <li>{@code record}: null, or a record in its table's schema of records
 *   <li>{@code reject}: null, or a record that was refused
 *   <li>{@code facts}: null, or what one file holds of one day, account and Region
 * </ul>
 */
final class Scan {
  static final StructType REJECT =
      StructType.fromDDL("file STRING, position BIGINT, reason STRING, raw STRING");

  static final StructType FACTS =
      StructType.fromDDL(
          """
          file STRING, account STRING, region STRING, file_bytes BIGINT, modified_time TIMESTAMP,
          bytes BIGINT, records BIGINT, rejected BIGINT, late BIGINT, skipped BIGINT,
          first_time TIMESTAMP, last_time TIMESTAMP, touches ARRAY<DATE>
          """);

  /** How much of a refused record is kept. */
  static final int RAW_BYTES = 4096;

  private Scan() {}

  /** Schema of the rows of a scan whose records have a schema. */
  static StructType schema(StructType record) {
    return new StructType()
        .add("source", DataTypes.StringType)
        .add("day", DataTypes.DateType)
        .add("id", DataTypes.StringType)
        .add("record", record)
        .add("reject", REJECT)
        .add("facts", FACTS);
  }
}
