package io.hawkshaw.lake;

import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The Delta tables of a lake as they were when each was first asked for: for programs that ask,
 * tell and end. It is not written.
 */
public final class SnapshotLake implements Lake {
  private final SparkSession spark;
  private final String root;
  private final Configuration conf;
  private final Map<Table, Dataset<Row>> tables = new ConcurrentHashMap<>();

  /**
   * A lake below a root.
   *
   * @param root URI of a folder, local or of any file system that Hadoop knows
   */
  public SnapshotLake(SparkSession spark, String root) {
    this.spark = spark;
    this.root = DeltaLake.qualified(spark, root);
    this.conf = spark.sessionState().newHadoopConf();
  }

  /** True where at least one table was written. */
  public boolean exists() {
    return Arrays.stream(Table.values()).anyMatch(this::exists);
  }

  private boolean exists(Table table) {
    return TableLog.exists(table, path(table), conf);
  }

  @Override
  public Dataset<Row> read(Table table) {
    return tables.computeIfAbsent(table, this::rows);
  }

  private Dataset<Row> rows(Table table) {
    if (!exists(table)) {
      return spark.createDataFrame(List.of(), table.schema());
    }
    return snapshot(table)
        .map(found -> TableColumns.ofStored(table, path(table), found.rows(spark)))
        .orElseGet(() -> new DeltaLake(spark, root).read(table));
  }

  private Optional<DeltaSnapshot> snapshot(Table table) {
    try {
      return DeltaSnapshot.latest(path(table), conf);
    } catch (UncheckedIOException e) { // The store's.
      throw e;
    } catch (RuntimeException e) { // Kernel has no common class for what is wrong with a log.
      throw DamagedTable.unreadableLog(table, path(table), e);
    }
  }

  private String path(Table table) {
    return root + "/" + table.sqlName();
  }

  @Override
  public Written replace(Table table, NavigableSet<LocalDate> days, Dataset<Row> rows) {
    throw new UnsupportedOperationException("A snapshot is not written");
  }

  @Override
  public void append(Table table, Dataset<Row> rows) {
    throw new UnsupportedOperationException("A snapshot is not written");
  }
}
