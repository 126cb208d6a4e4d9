package io.hawkshaw.source;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.rollup.KeptRows;
import io.hawkshaw.run.Scanned;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Rolls the records of a table up: those alike in all keys become one row, with what is measured of
 * them. Rejects and facts of files pass through.
 *
 * @param record schema of the records
 * @param measures what is measured of them
 */
record Rollup(StructType record, Measures measures) {

  /**
   * A scan rolled up.
   *
   * @param rows one for each source, day and combination of keys, with the measures, all {@code
   *     copies}, and by source how many records were {@code seen} and {@code kept}; rejects and
   *     facts of files. They are computed once
   * @param release lets go of them
   * @param counts the few rows that {@link Rollup#counts} makes of them, kept for themselves
   */
  record RolledUp(Dataset<Row> rows, Runnable release, Dataset<Row> counts) {
    /** Rows that are kept already. */
    static RolledUp ofKept(Dataset<Row> rows, Runnable release) {
      Dataset<Row> counts = Rollup.counts(rows).persist(StorageLevel.DISK_ONLY());
      return new RolledUp(rows, release, counts);
    }

    /** Rows that are kept from now on. */
    static RolledUp keep(Dataset<Row> rows) {
      KeptRows kept = KeptRows.of(rows);
      return ofKept(kept.rows(), kept.release());
    }

    /** Lets go of all. */
    void close() {
      release.run();
      counts.unpersist();
    }
  }

  /** Rolls a scan up, the id of each record compared with that of every other. */
  Dataset<Row> of(Dataset<Row> scan, List<String> sources) {
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("source", "day", "record", "reject", "facts", "copies", "seen")) {
      columns.add(col(name));
    }
    columns.addAll(measures.ofOne());
    Dataset<Row> folded = Duplicates.fold(scan, sources);
    return merged(folded.select(columns.toArray(Column[]::new)), sources);
  }

  /**
   * Rolls large scans up, counting within each task before ids are compared.
   *
   * @param partitions of the rows: all of one is in the memory of its task for a while
   */
  RolledUp ofLarge(List<LogScan> scans, List<String> sources, int partitions) {
    return new RollupPasses(record, measures, sources, partitions)
        .of(scans)
        .orElseGet(() -> RolledUp.keep(of(LogScan.together(scans), sources)));
  }

  /** Takes the groups with the same keys together. */
  private Dataset<Row> merged(Dataset<Row> groups, List<String> sources) {
    List<Column> keys = new ArrayList<>(List.of(col("source"), col("day")));
    measures.keys(record).forEach(name -> keys.add(col("record." + name).as(name)));
    keys.addAll(List.of(col("reject"), col("facts")));
    List<Column> kept = new ArrayList<>(measures.ofAll());
    kept.add(sum(when(isRecord(), col("copies")).otherwise(0L)).as("copies"));
    kept.add(seen(sources).as("seen"));
    return groups
        .groupBy(keys.toArray(Column[]::new))
        .agg(kept.get(0), kept.subList(1, kept.size()).toArray(Column[]::new))
        .withColumn("kept", ofSource(sources, col("records")));
  }

  /** A count, under the name of its row's source. */
  static Column ofSource(List<String> sources, Column count) {
    return struct(
        sources.stream()
            .map(name -> when(col("source").equalTo(name), count).otherwise(0L).as(name))
            .toArray(Column[]::new));
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
   * Rejects and facts of files as they are, of records one row for each source, day, account and
   * Region: as often as it is asked for, the many rows are gone through once.
   */
  static Dataset<Row> counts(Dataset<Row> rolledUp) {
    Column asItIs = when(not(isRecord()), monotonically_increasing_id());
    return rolledUp
        .withColumn("as_it_is", asItIs)
        .groupBy("source", "day", "account", "region", "reject", "facts", "as_it_is")
        .agg(
            sum("records").as("records"),
            sums(rolledUp, "seen").as("seen"),
            sums(rolledUp, "kept").as("kept"))
        .drop("as_it_is");
  }

  private static Column sums(Dataset<Row> rows, String bySource) {
    StructType sources = (StructType) rows.schema().apply(bySource).dataType();
    return struct(
        Arrays.stream(sources.fieldNames())
            .map(source -> sum(col(bySource).getField(source)).as(source))
            .toArray(Column[]::new));
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
        .counts()
        .filter(isRecord())
        .select(col("day"), col("account"), col("region"), explode(each).as("each"))
        .select("day", "account", "region", "each.*")
        .filter(col("seen").gt(0));
  }

  /** True for groups of records, as against rejects and facts of files. */
  static Column isRecord() {
    return col("records").gt(0);
  }

  /** True for rejects. */
  static Column isReject() {
    return col("reject").isNotNull();
  }

  /** True for facts of files. */
  static Column isFacts() {
    return col("facts").isNotNull();
  }

  /** Columns whose values nothing has told yet. */
  static Map<String, Column> unknown(String... names) {
    return Arrays.stream(names).collect(Collectors.toMap(name -> name, name -> lit(null)));
  }
}
