package io.hawkshaw.lake;

import static java.util.stream.Collectors.joining;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import com.google.common.collect.Sets;
import io.delta.tables.DeltaTable;
import io.delta.tables.DeltaTableBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.catalog.CatalogDatabase;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import org.apache.spark.sql.delta.DeltaIllegalStateException;
import scala.collection.immutable.Map$;

/**
 * The lake as Delta tables, one folder a table below a root URI. The only writer of the product.
 */
public final class DeltaLake implements Lake {
  /** The schema under which SQL knows the tables. */
  public static final String DATABASE = "hawkshaw";

  /** So many that two days seldom share one; small ones are read by one task. */
  private static final int PARTITIONS_OF_DAY = 4;

  /** Delta's name for {@link Table#skippingColumns()}. */
  static final String SKIPPING_COLUMNS = "delta.dataSkippingStatsColumns";

  private static final String ROWS = "rows";
  private static final String P_VALUE = "p_value";

  private final SparkSession spark;
  private final String root;
  private Claim claim;

  /**
   * A lake below a root.
   *
   * @param root URI of a folder, local or of any file system that Hadoop knows
   */
  public DeltaLake(SparkSession spark, String root) {
    this.spark = spark;
    this.root = qualified(spark, root);
  }

  /** The whole URI: Delta takes a relative path for a name. */
  static String qualified(SparkSession spark, String root) {
    Path path = new Path(root);
    try {
      FileSystem files = path.getFileSystem(spark.sessionState().newHadoopConf());
      return files.makeQualified(path).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** True where at least one table was written. */
  public boolean exists() {
    return Arrays.stream(Table.values()).anyMatch(this::exists);
  }

  /**
   * Writes and removes a small file, to see whether the lake may be written.
   *
   * @throws IOException where it may not
   */
  public void probe() throws IOException {
    Path probe = new Path(root, "_probe");
    FileSystem files = probe.getFileSystem(spark.sessionState().newHadoopConf());
    files.create(probe, true).close();
    files.delete(probe, false);
  }

  /**
   * Claims the lake for one night. While the claim is not closed, every write looks whether it
   * still holds.
   *
   * @throws LakeBusy where another night has it
   */
  public Claim claim() {
    claim = Claim.of(root, spark.sessionState().newHadoopConf(), Instant.now());
    return claim;
  }

  /** What keeps the tables that are there in shape. */
  public List<Upkeep> upkeep() {
    return Arrays.stream(Table.values())
        .filter(this::exists)
        .map(table -> new Upkeep(spark, table, path(table)))
        .toList();
  }

  /**
   * Creates the tables that are not there yet, with their comments.
   *
   * @param rebuilt tables that may be gone though they were written, since they are built again
   * @throws DamagedTable before anything is created, where one that is there is damaged, or one
   *     that was written is gone
   */
  public void create(Set<Table> rebuilt) {
    Set<Table> missing = EnumSet.noneOf(Table.class);
    for (Table table : Table.values()) {
      if (exists(table)) {
        TableColumns.verify(table, path(table), load(table).schema());
      } else {
        missing.add(table);
      }
    }
    verifyNeverWritten(Sets.difference(missing, rebuilt));
    for (Table table : missing) {
      DeltaTableBuilder created =
          DeltaTable.createIfNotExists(spark)
              .location(path(table))
              .comment(table.meaning())
              .addColumns(table.schema());
      (table.isByDay() ? created.partitionedBy("day") : created)
          .property(SKIPPING_COLUMNS, String.join(",", table.skippingColumns()))
          .execute();
    }
  }

  /**
   * A table that was written and is gone would come back empty: its past would be lost quietly. It
   * is the runs that tell; without them the lake is taken for a new one.
   */
  private void verifyNeverWritten(Set<Table> missing) {
    if (missing.isEmpty() || missing.contains(Table.RUNS)) {
      return;
    }
    List<String> written =
        read(Table.RUNS)
            .filter(col("rows").gt(0))
            .select("step")
            .distinct()
            .as(Encoders.STRING())
            .collectAsList();
    for (Table table : missing) {
      if (written.contains(table.sqlName())) {
        throw DamagedTable.of(table, path(table), "it is gone, though nights wrote to it");
      }
    }
  }

  /**
   * Makes the tables known to SQL by their names, in the schema {@value #DATABASE}, and uses it. A
   * catalog that outlives the session knows them already, unless it was another lake's.
   */
  public void register() {
    // At the lake: elsewhere Spark would make a folder for it.
    spark
        .sessionState()
        .catalog()
        .createDatabase(
            new CatalogDatabase(DATABASE, "", new Path(root).toUri(), Map$.MODULE$.empty()), true);
    spark.catalog().setCurrentDatabase(DATABASE);
    for (Table table : Table.values()) {
      if (exists(table) && !isRegistered(table)) {
        // Only what the catalog says of it: the table itself is wherever it was.
        spark.sql("DROP TABLE IF EXISTS " + table.sqlName());
        spark.catalog().createTable(table.sqlName(), path(table), "delta");
      }
    }
  }

  private boolean isRegistered(Table table) {
    ExternalCatalog catalog = spark.sessionState().catalog().externalCatalog();
    return catalog.tableExists(DATABASE, table.sqlName())
        && new Path(catalog.getTable(DATABASE, table.sqlName()).location())
            .equals(new Path(path(table)));
  }

  @Override
  public Dataset<Row> read(Table table) {
    if (!exists(table)) {
      return spark.createDataFrame(List.of(), table.schema());
    }
    return TableColumns.ofStored(table, path(table), load(table));
  }

  private Dataset<Row> load(Table table) {
    try {
      return spark.read().format("delta").load(path(table));
    } catch (DeltaIllegalStateException e) { // A log with gaps, which Delta does not name.
      throw DamagedTable.unreadableLog(table, path(table), e);
    }
  }

  @Override
  public Written replace(Table table, NavigableSet<LocalDate> days, Dataset<Row> rows) {
    verifyClaim();
    return Conflicts.retried(
        table,
        () -> {
          Observation written = new Observation();
          Dataset<Row> observed =
              TableColumns.toStore(table, rows)
                  .observe(written, count(lit(1)).as(ROWS), probability(table));
          DataFrameWriter<Row> writer =
              table.sortColumns().isEmpty()
                  ? writer(observed)
                  : writer(sorted(table, days, observed)).option("optimizeWrite", "false");
          writer.mode("overwrite");
          (table.isByDay() ? writer.option("replaceWhere", within(days)) : writer)
              .save(path(table));
          return written(table, written);
        });
  }

  /**
   * The rows of a file in an order by which Parquet's index of pages finds those of one value. The
   * shuffle stands in the place of the one by which Delta makes few files, which keeps no order.
   */
  private static Dataset<Row> sorted(Table table, NavigableSet<LocalDate> days, Dataset<Row> rows) {
    Column[] order =
        Stream.concat(Stream.of("day"), table.sortColumns().stream())
            .map(name -> col(name))
            .toArray(Column[]::new);
    int partitions = PARTITIONS_OF_DAY * days.size();
    return rows.hint("rebalance", partitions, col("day")).sortWithinPartitions(order);
  }

  private void verifyClaim() {
    if (claim != null) {
      claim.verify();
    }
  }

  @Override
  public void append(Table table, Dataset<Row> rows) {
    verifyClaim();
    writer(TableColumns.toStore(table, rows)).mode("append").save(path(table));
  }

  /** A lake that an earlier version made gets the columns that tables have since then. */
  private static DataFrameWriter<Row> writer(Dataset<Row> rows) {
    return rows.write().format("delta").option("mergeSchema", "true");
  }

  /** Told by the write itself, so that nothing is read again. */
  private static Column probability(Table table) {
    boolean isStated = table.columns().contains(P_VALUE);
    Column sum = isStated ? coalesce(sum(P_VALUE), lit(0.0)) : max(lit(null).cast("double"));
    return sum.as(P_VALUE);
  }

  private static Written written(Table table, Observation observed) {
    try {
      Map<String, Object> told = observed.getAsJava();
      // Of rows that turn out to be none behind a shuffle, Spark no longer executes what counts.
      return told.containsKey(ROWS)
          ? new Written((Long) told.get(ROWS), (Double) told.get(P_VALUE))
          : new Written(0, table.columns().contains(P_VALUE) ? 0.0 : null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted after a write that is done", e);
    }
  }

  /** Dates only: text of a log never gets into SQL. */
  static String within(NavigableSet<LocalDate> days) {
    return days.stream().map(day -> "DATE'" + day + "'").collect(joining(", ", "day IN (", ")"));
  }

  private boolean exists(Table table) {
    return TableLog.exists(table, path(table), spark.sessionState().newHadoopConf());
  }

  private String path(Table table) {
    return root + "/" + table.sqlName();
  }
}
