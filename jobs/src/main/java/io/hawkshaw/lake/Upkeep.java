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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
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

  /** Delta keeps its log for thirty days. */
  private static final int SETTLED_DAYS = 21;

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

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
    List<FileStatus> stored = storedFiles();
    long bytes = stored.stream().mapToLong(FileStatus::getLen).sum();
    return new Size(liveFiles().size(), stored.size(), bytes);
  }

  private List<FileStatus> storedFiles() {
    List<FileStatus> files = new ArrayList<>();
    try {
      Path folder = new Path(path);
      RemoteIterator<LocatedFileStatus> stored =
          folder.getFileSystem(spark.sessionState().newHadoopConf()).listFiles(folder, true);
      while (stored.hasNext()) {
        LocatedFileStatus file = stored.next();
        if (!file.getPath().toString().contains("/_delta_log/")) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
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

  /**
   * The days that {@link #cluster} is for: of so many bytes at least, and with files that were
   * written after their day was clustered last. A day that nobody wrote for {@value #SETTLED_DAYS}
   * days stays as it is, since Delta's log does not tell forever what was clustered.
   */
  public NavigableSet<LocalDate> clusterable(long leastBytes, Instant now) {
    NavigableSet<LocalDate> due = new TreeSet<>();
    if (table.lookupColumns().isEmpty()) {
      return due;
    }
    Set<Path> live = new HashSet<>();
    liveFiles().forEach(file -> live.add(new Path(URI.create(file))));
    Map<LocalDate, List<FileStatus>> byDay =
        storedFiles().stream()
            .filter(file -> live.contains(file.getPath()))
            .collect(groupingBy(Upkeep::dayOf));
    Instant settled = now.minus(Duration.ofDays(SETTLED_DAYS));
    Map<LocalDate, Instant> clustered = null;
    for (Map.Entry<LocalDate, List<FileStatus>> day : byDay.entrySet()) {
      long bytes = day.getValue().stream().mapToLong(FileStatus::getLen).sum();
      Instant written =
          Instant.ofEpochMilli(
              day.getValue().stream().mapToLong(FileStatus::getModificationTime).max().getAsLong());
      if (bytes >= leastBytes && written.isAfter(settled)) {
        clustered = clustered == null ? clustered() : clustered;
        if (written.isAfter(clustered.getOrDefault(day.getKey(), Instant.MIN))) {
          due.add(day.getKey());
        }
      }
    }
    return due;
  }

  /** When each day was clustered last, as far as Delta's log tells. */
  private Map<LocalDate, Instant> clustered() {
    Map<LocalDate, Instant> times = new HashMap<>();
    delta()
        .history()
        .filter("operation = 'OPTIMIZE' AND operationParameters['zOrderBy'] LIKE '%\"%'")
        .selectExpr("timestamp", "operationParameters['predicate']")
        .collectAsList()
        .forEach(
            commit ->
                DATE.matcher(commit.getString(1))
                    .results()
                    .forEach(
                        day ->
                            times.merge(
                                LocalDate.parse(day.group()),
                                commit.getTimestamp(0).toInstant(),
                                (a, b) -> a.isAfter(b) ? a : b)));
    return times;
  }

  private static LocalDate dayOf(FileStatus file) {
    return LocalDate.parse(file.getPath().getParent().getName().replace("day=", ""));
  }

  /**
   * Writes days anew, such that rows near in the columns that are looked for share files: whoever
   * looks for one value then opens few of many.
   */
  public void cluster(NavigableSet<LocalDate> days) {
    keepBounds();
    Conflicts.retried(
        table,
        () ->
            delta()
                .optimize()
                .where(DeltaLake.within(days))
                .executeZOrderBy(table.lookupColumns().toArray(String[]::new)));
  }

  /** An older lake does not keep the bounds of all columns that are looked for today. */
  private void keepBounds() {
    Map<String, String> properties = delta().detail().select("properties").first().getJavaMap(0);
    String columns = String.join(",", table.skippingColumns());
    if (!columns.equals(properties.get(DeltaLake.SKIPPING_COLUMNS))) {
      spark.sql(
          "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('%s' = '%s')"
              .formatted(path, DeltaLake.SKIPPING_COLUMNS, columns));
    }
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
