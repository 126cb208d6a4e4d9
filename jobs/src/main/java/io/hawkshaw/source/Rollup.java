package io.hawkshaw.source;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.Scanned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.RelationalGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * What the rollups share: the rows of a scan grouped by the fields of their record, while rejects
 * and facts of files, which have no record, pass through as groups of their own.
 */
final class Rollup {
  private Rollup() {}

  /**
   * Groups folded rows of a scan.
   *
   * @param record schema of the records
   * @param besideKeys fields of the record that are no keys
   */
  static RelationalGroupedDataset of(
      Dataset<Row> folded, StructType record, Collection<String> besideKeys) {
    List<Column> keys = new ArrayList<>(List.of(col("source"), col("day")));
    Arrays.stream(record.fieldNames())
        .filter(name -> !besideKeys.contains(name))
        .forEach(name -> keys.add(col("record." + name).as(name)));
    keys.add(col("reject"));
    keys.add(col("facts"));
    return folded.groupBy(keys.toArray(Column[]::new));
  }

  /** Number of distinct records of a group. */
  static Column records() {
    return count(col("record"));
  }

  /** All copies of a group's records, the records themselves included. */
  static Column copies() {
    return sum(when(col("record").isNotNull(), col("copies")).otherwise(0L));
  }

  /** Of the distinct records, how many are of which source. */
  static Column kept(List<String> sources) {
    return struct(
        sources.stream()
            .map(
                source ->
                    count(when(col("record").isNotNull().and(col("source").equalTo(source)), 1))
                        .as(source))
            .toArray(Column[]::new));
  }

  /** Of all copies, how many came from which source. */
  static Column seen(List<String> sources) {
    return struct(
        sources.stream()
            .map(source -> sum(col("seen").getField(source)).as(source))
            .toArray(Column[]::new));
  }

  /**
   * The groups of records, with their {@code duplicates}.
   *
   * @param records what the table calls the number of distinct records
   */
  static Dataset<Row> recordsOf(Dataset<Row> rolledUp, String records) {
    return rolledUp
        .filter(isRecord())
        .withColumn("duplicates", col("copies").minus(col("records")))
        .withColumnRenamed("records", records)
        .drop("reject", "facts", "copies", "seen", "kept");
  }

  /**
   * The copies of each group of records by the source that delivered them: {@code seen_source}, how
   * many were {@code seen} of it, and how many of these were {@code kept} as the distinct records.
   */
  static Dataset<Row> seenBySource(Scanned scanned) {
    Column each =
        array(
                scanned.sources().stream()
                    .map(
                        name ->
                            struct(
                                lit(name).as("seen_source"),
                                col("seen").getField(name).as("seen"),
                                col("kept").getField(name).as("kept")))
                    .toArray(Column[]::new))
            .cast("array<struct<seen_source: string, seen: bigint, kept: bigint>>");
    return scanned
        .rows()
        .filter(isRecord())
        .select(col("day"), col("account"), col("region"), explode(each).as("each"))
        .select("day", "account", "region", "each.*")
        .filter(col("seen").gt(0));
  }

  /** True for groups of records, as against rejects and facts of files. */
  static Column isRecord() {
    return col("reject").isNull().and(col("facts").isNull());
  }

  /** Columns whose values nothing has told yet. */
  static Map<String, Column> unknown(String... names) {
    return Arrays.stream(names).collect(Collectors.toMap(name -> name, name -> lit(null)));
  }
}
