package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.source.Rollup.RolledUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Rolls large scans up. A first pass counts within each task; only if it finds hashes of ids that
 * may be copies in different tasks, a second pass compares the ids of these records.
 */
final class RollupPasses {
  private final StructType record;
  private final Measures measures;
  private final List<String> sources;
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
    this.partitions = partitions;
  }

  /**
   * One pass.
   *
   * @param rolledUp what comes of it, if no suspects do
   * @param merged rows among which hashes of suspects are
   * @param afterwards lets go of what is not needed once they are there
   */
  private record Pass(RolledUp rolledUp, Dataset<Row> merged, Runnable afterwards) {
    static Pass of(Dataset<Row> rows, Dataset<Row> merged, Dataset<Row> partial) {
      return new Pass(new RolledUp(rows, merged::unpersist), merged, partial::unpersist);
    }
  }

  /** The scans rolled up; empty where more ids than two passes can compare may be copies. */
  Optional<RolledUp> of(List<LogScan> scans) {
    Suspects suspects = Suspects.NONE;
    while (true) {
      Pass pass = suspects.isEmpty() ? first(scans) : second(scans, suspects);
      Optional<Suspects> found = Suspects.among(pass.merged());
      pass.afterwards().run();
      if (found.isPresent() && found.get().isEmpty()) {
        return Optional.of(pass.rolledUp());
      }
      pass.rolledUp().release().run();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      suspects = found.get();
    }
  }

  /** Groups that no other task has part of are left where they are; the rest is merged. */
  private Pass first(List<LogScan> scans) {
    Dataset<Row> groups = groups(partial(scans, Suspects.NONE));
    if (scans.stream().noneMatch(scan -> scan.columnar().isPresent())) {
      Dataset<Row> merged = merged(groups);
      return Pass.of(told(merged), merged, groups);
    }
    Dataset<Row> kept = kept(groups);
    // In words by which Spark knows what batches it can skip.
    Column isPart = col("is_whole").isNull().or(col("is_whole").equalTo(false));
    Dataset<Row> merged = merged(kept.filter(isPart));
    Dataset<Row> whole = kept.filter(col("is_whole").equalTo(true)).select(ofTold());
    Runnable release =
        () -> {
          merged.unpersist();
          kept.unpersist();
        };
    RolledUp rolledUp = new RolledUp(told(merged.unionByName(whole, true)), release);
    return new Pass(rolledUp, merged, () -> {});
  }

  private Pass second(List<LogScan> scans, Suspects suspects) {
    Dataset<Row> partial = kept(partial(scans, suspects));
    Dataset<Row> merged = merged(groups(partial).unionByName(singles(partial)));
    return Pass.of(told(merged), merged, partial);
  }

  private Dataset<Row> partial(List<LogScan> scans, Suspects suspects) {
    return scans.stream()
        .map(scan -> partial(scan, suspects))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private Dataset<Row> partial(LogScan scan, Suspects suspects) {
    PartialRollup rollup = new PartialRollup(record, measures);
    if (scan.columnar().isPresent()) {
      ColumnarScan columnar = scan.columnar().get();
      Dataset<Row> others = scan.of(columnar.others()).understood();
      return rollup
          .of(columnar, suspects, partitions)
          .unionByName(rollup.of(others, suspects, partitions));
    }
    if (!scan.isGroupedInWords()) {
      return rollup.of(scan.understood(), suspects, partitions);
    }
    PartialRollup inWords = new PartialRollup(scan.words(), measures);
    return inWords.understood(
        inWords.of(scan.rows(), suspects, partitions), scan.toRecord(), record);
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
        .withColumn("is_whole", lit(false));
  }

  private Dataset<Row> merged(Dataset<Row> groups) {
    return kept(new MergedRollup(record, measures, sources).of(groups, partitions));
  }

  private static Dataset<Row> kept(Dataset<Row> rows) {
    return rows.persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** The columns of a group, with the fields of its key as columns. */
  private Column[] ofTold() {
    List<Column> columns = new ArrayList<>(List.of(col("source"), col("day")));
    measures.keys(record).forEach(name -> columns.add(col("record." + name).as(name)));
    measures.names().forEach(name -> columns.add(col(name)));
    List.of("copies", "seen", "reject", "facts").forEach(name -> columns.add(col(name)));
    return columns.toArray(Column[]::new);
  }

  private Dataset<Row> told(Dataset<Row> merged) {
    return merged.drop("hashes").withColumn("kept", Rollup.ofSource(sources, col("records")));
  }
}
