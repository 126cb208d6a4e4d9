package io.hawkshaw.lake;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.delta.tables.DeltaTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/**
 * Keeps one Delta table small and quick: forgets old days, joins the small files of a day, deletes
 * files that no version in the retention refers to. A night may write the table at the same time;
 * whoever is later by Delta's log begins again.
 */
public final class Upkeep {
  /**
   * What a table's folder holds.
   *
   * @param files files of the newest version
   * @param storedFiles files that lie in the folder, those of older versions too
   * @param storedBytes their bytes
   */
  public record Size(long files, long storedFiles, long storedBytes) {}

  private final SparkSession spark;
  private final Table table;
  private final String path;

  Upkeep(SparkSession spark, Table table, String path) {
    this.spark = spark;
    this.table = table;
    this.path = path;
  }

  /** The table. */
  public Table table() {
    return table;
  }

  /** The size as it is now. */
  public Size size() {
    long files = 0;
    long bytes = 0;
    try {
      Path folder = new Path(path);
      RemoteIterator<LocatedFileStatus> stored =
          folder.getFileSystem(spark.sessionState().newHadoopConf()).listFiles(folder, true);
      while (stored.hasNext()) {
        LocatedFileStatus file = stored.next();
        if (!file.getPath().toString().contains("/_delta_log/")) {
          files++;
          bytes += file.getLen();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Size(liveFiles().size(), files, bytes);
  }

  /** The days before a first one that is kept; none where a table is not by day. */
  public NavigableSet<LocalDate> daysBefore(LocalDate first) {
    NavigableSet<LocalDate> days = new TreeSet<>();
    if (!table.isByDay()) {
      return days;
    }
    spark
        .read()
        .format("delta")
        .load(path)
        .filter(isBefore(first))
        .select("day")
        .distinct()
        .collectAsList()
        .forEach(row -> days.add(row.<Date>getAs("day").toLocalDate()));
    return days;
  }

  /** Forgets the days before a first one. Their files stay until they are vacuumed. */
  public void forgetBefore(LocalDate first) {
    Conflicts.retried(
        table,
        () -> {
          delta().delete(isBefore(first));
          return null;
        });
  }

  /** The number of files that share their day with another. */
  public long splitFiles() {
    Map<String, Long> byDay =
        liveFiles().stream()
            .collect(
                groupingBy(file -> new Path(URI.create(file)).getParent().toString(), counting()));
    return byDay.values().stream().filter(files -> files > 1).mapToLong(files -> files).sum();
  }

  /** Joins the files of each day into as few as Delta's target size allows. */
  public void compact() {
    Conflicts.retried(table, () -> delta().optimize().executeCompaction());
  }

  /** The number of files that {@link #vacuum} would delete, a thousand at most. */
  public long vacuumable(int retainHours) {
    return spark
        .sql("VACUUM delta.`%s` RETAIN %d HOURS DRY RUN".formatted(path, retainHours))
        .count();
  }

  /** Deletes the files that no version of so many last hours refers to. */
  public void vacuum(int retainHours) {
    delta().vacuum(retainHours);
  }

  private List<String> liveFiles() {
    return Arrays.asList(spark.read().format("delta").load(path).inputFiles());
  }

  private DeltaTable delta() {
    return DeltaTable.forPath(spark, path);
  }

  private static Column isBefore(LocalDate first) {
    return col("day").lt(lit(Date.valueOf(first)));
  }
}
