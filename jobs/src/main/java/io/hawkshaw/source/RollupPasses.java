package io.hawkshaw.source;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.hawkshaw.rollup.KeptRows;
import io.hawkshaw.source.Rollup.RolledUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Rolls large scans up. A first pass counts within each task. Records that several tasks counted
 * are known by the hashes of their ids and keys; only if they were more than counted, or are
 * unlike, a second pass compares the ids themselves.
 */
final class RollupPasses {
  private final StructType record;
  private final Measures measures;
  private final List<String> sources;
  private final MergedRollup rollup;
  private final int partitions;

  /**
   * Passes over scans of sources.
   *
   * @param record schema of the records
   * @param measures what is measured of them
   * @param sources names of the sources
   * @param partitions of the rows: all of one is in the memory of its task for a while
   */
  RollupPasses(StructType record, Measures measures, List<String> sources, int partitions) {
    this.record = record;
    this.measures = measures;
    this.sources = sources;
    this.rollup = new MergedRollup(record, measures, sources);
    this.partitions = partitions;
  }

  /**
   * One pass.
   *
   * @param parts what has to be merged
   * @param whole groups that no other task has part of
   * @param release lets go of what is kept
   */
  private record Pass(JavaRDD<InternalRow> parts, Optional<Dataset<Row>> whole, Runnable release) {}

  /** The scans rolled up; empty where more ids than two passes can compare may be copies. */
  Optional<RolledUp> of(List<LogScan> scans) {
    Suspects suspects = Suspects.NONE;
    while (true) {
      Pass pass = suspects.isEmpty() ? first(scans) : second(scans, suspects);
      Copies copies = rollup.copies(pass.parts());
      if (pass.whole().isEmpty()) {
        pass.release().run(); // The parts have been shuffled, and that is all of it.
      }
      if (copies.suspects().isEmpty() && !copies.areTooMany()) {
        SparkSession spark = scans.get(0).rows().sparkSession();
        return Optional.of(rolledUp(spark, pass, copies));
      }
      pass.release().run();
      suspects = suspects.and(copies.suspects());
      if (copies.areTooMany()) {
        return Optional.empty();
      }
    }
  }

  private RolledUp rolledUp(SparkSession spark, Pass pass, Copies copies) {
    KeptRows merged = KeptRows.of(rollup.of(spark, pass.parts(), copies.surplus()));
    Dataset<Row> all =
        pass.whole().map(whole -> merged.rows().unionByName(whole, true)).orElse(merged.rows());
    Runnable release =
        () -> {
          merged.release().run();
          pass.release().run();
        };
    return RolledUp.ofKept(
        all.withColumn("kept", Rollup.ofSource(sources, col("records"))), release);
  }

  /** Groups that no other task has part of are left where they are; the rest is merged. */
  private Pass first(List<LogScan> scans) {
    Dataset<Row> groups = groups(partial(scans, Suspects.NONE));
    if (scans.stream().noneMatch(LogScan::isWholeByTask)) {
      return new Pass(rollup.parts(groups, partitions), Optional.empty(), () -> {});
    }
    KeptRows kept = KeptRows.of(groups);
    Column isWhole = coalesce(col("is_whole"), lit(false));
    return new Pass(
        rollup.parts(kept.rows().filter(not(isWhole)), partitions),
        Optional.of(kept.rows().filter(isWhole).select(ofTold())),
        kept.release());
  }

  private Pass second(List<LogScan> scans, Suspects suspects) {
    KeptRows kept = KeptRows.of(partial(scans, suspects));
    JavaRDD<InternalRow> parts =
        rollup.parts(groups(kept.rows()).unionByName(singles(kept.rows())), partitions);
    return new Pass(parts, Optional.empty(), kept.release());
  }

  private Dataset<Row> partial(List<LogScan> scans, Suspects suspects) {
    return scans.stream()
        .map(scan -> partial(scan, suspects))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private Dataset<Row> partial(LogScan scan, Suspects suspects) {
    boolean isInWords = scan.isGroupedInWords();
    PartialRollup partial = new PartialRollup(isInWords ? scan.words() : record, measures);
    UnaryOperator<Dataset<Row>> told = isInWords ? rows -> rows : scan::understood;
    Dataset<Row> groups =
        scan.columnar()
            .flatMap(columnar -> partial.of(columnar, told, suspects, partitions))
            .orElseGet(() -> partial.of(told.apply(scan.rows()), suspects, partitions));
    return isInWords ? partial.understood(groups, scan.toRecord(), record) : groups;
  }

  private Dataset<Row> groups(Dataset<Row> partial) {
    return partial
        .filter(col("id").isNull())
        .withColumn("seen", Rollup.ofSource(sources, col("copies")))
        .drop("id");
  }

  private Dataset<Row> singles(Dataset<Row> partial) {
    List<String> kept =
        Stream.concat(Stream.of("source", "record", "reject", "facts"), measures.names().stream())
            .toList();
    return Duplicates.fold(partial.filter(col("id").isNotNull()), kept, sources)
        .withColumn("hashes", lit(null).cast("binary"))
        .withColumn("slice", lit(null).cast("int"))
        .withColumn("key_hash", lit(null).cast("bigint"))
        .withColumn("is_whole", lit(false));
  }

  /** The columns of a group, with the fields of its key as columns. */
  private Column[] ofTold() {
    List<Column> columns = new ArrayList<>(List.of(col("source"), col("day")));
    measures.keys(record).forEach(name -> columns.add(col("record." + name).as(name)));
    measures.names().forEach(name -> columns.add(col(name)));
    List.of("copies", "seen", "reject", "facts").forEach(name -> columns.add(col(name)));
    return columns.toArray(Column[]::new);
  }
}
