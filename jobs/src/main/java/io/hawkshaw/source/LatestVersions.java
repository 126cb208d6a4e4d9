package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Keeps the newest record of those that tell of the same thing on a day; rejects and facts of files
 * pass through.
 *
 * @param record schema of the records
 * @param keys fields that tell which thing it is
 * @param newest what is greatest in the newest record
 */
record LatestVersions(StructType record, List<String> keys, Column newest) {

  LatestVersions {
    keys = List.copyOf(keys);
  }

  /** The record, from the columns that are named as its fields. */
  static Column ofColumns(StructType record) {
    return struct(Arrays.stream(record.fieldNames()).map(name -> col(name)).toArray(Column[]::new));
  }

  /** Rolls up the rows of a scan. */
  Dataset<Row> rollUp(Dataset<Row> scan, List<String> sources) {
    List<Column> thing = new ArrayList<>();
    thing.add(when(col("record").isNull(), col("source")).as("file_source"));
    thing.add(col("day"));
    keys.forEach(key -> thing.add(col("record." + key).as(key)));
    thing.addAll(List.of(col("reject"), col("facts")));
    return Duplicates.fold(scan, sources)
        .groupBy(thing.toArray(Column[]::new))
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
   * Rows of a table among those that {@link #rollUp} made: fields of the record, and what was
   * counted.
   */
  Dataset<Row> rows(Dataset<Row> rolledUp, List<String> columns) {
    List<String> fields = List.of(record.fieldNames());
    return Rollup.recordsOf(rolledUp, "versions")
        .select(
            columns.stream()
                .map(
                    name ->
                        fields.contains(name) ? col("latest.record." + name).as(name) : col(name))
                .toArray(Column[]::new));
  }
}
