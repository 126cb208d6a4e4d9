package io.hawkshaw.source;

import static java.time.ZoneOffset.UTC;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type.TypeID;
import org.apache.iceberg.types.Types.NestedField;

/**
 * A source of Security Lake as an Iceberg table: the files of its current snapshot, as it was when
 * the table was opened. The folder of a table also holds files that were never committed, and files
 * that were replaced; only the snapshot tells which count.
 */
final class IcebergTable {
  private final Table table;
  private final Source source;
  private final Configuration conf;
  private final Function<String, InputFile> known;
  private final Snapshot snapshot;
  private final List<String> folders;
  private final Map<Long, Instant> commits = new TreeMap<>();
  private final Set<Days> planned = ConcurrentHashMap.newKeySet();
  private final Map<String, InputFile> found = new ConcurrentHashMap<>();

  /**
   * A table as it is now.
   *
   * @param known finds a file of an earlier night by its URI, or null
   */
  IcebergTable(Table table, Source source, Configuration conf, Function<String, InputFile> known) {
    this.table = table;
    this.source = source;
    this.conf = conf;
    this.known = known;
    this.snapshot = table.currentSnapshot();
    this.folders =
        Stream.of(table.location(), table.properties().get(TableProperties.WRITE_DATA_LOCATION))
            .filter(Objects::nonNull)
            .map(location -> uri(location) + "/")
            .toList();
    for (Snapshot one : table.snapshots()) {
      commits.put(one.sequenceNumber(), Instant.ofEpochMilli(one.timestampMillis()));
    }
  }

  /** True for a file of this table, whether it still counts or not. */
  boolean owns(InputFile file) {
    return has(file.uri())
        || (source == Source.of(file) && folders.stream().anyMatch(file.uri()::startsWith));
  }

  /** True for a file of the snapshot, as far as it was looked at. */
  boolean has(String uri) {
    return found.containsKey(uri);
  }

  /**
   * A file of an earlier night as the snapshot has it; empty where it no longer does.
   *
   * @param days the file holds records of one of them
   */
  Optional<InputFile> find(InputFile file, Days days) {
    if (!has(file.uri()) && planned.add(days)) {
      files(days);
    }
    return Optional.ofNullable(found.get(file.uri()));
  }

  /**
   * The files of the snapshot that may hold records of some days; also those of which it is not
   * known.
   *
   * @throws RuntimeException of the catalog's store where its metadata cannot be read
   */
  List<InputFile> files(Days days) {
    List<InputFile> files = new ArrayList<>();
    if (snapshot == null) {
      return files; // Nothing was ever committed.
    }
    TableScan scan =
        table
            .newScan()
            .useSnapshot(snapshot.snapshotId())
            .caseSensitive(false)
            .includeColumnStats()
            .filter(touches(days));
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      tasks.forEach(
          task -> {
            InputFile file = file(task);
            found.put(file.uri(), file);
            files.add(file);
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /**
   * Which records are wanted: by {@code time_dt}, of which partitions may be made, else by {@code
   * time}. A record without a time is wanted too: it is to be refused, not overlooked.
   */
  private Expression touches(Days days) {
    if (isOf("time_dt", TypeID.TIMESTAMP)) {
      return touches("time_dt", days, TimeUnit.SECONDS.toMicros(1));
    }
    return isOf("time", TypeID.LONG)
        ? touches("time", days, TimeUnit.SECONDS.toMillis(1))
        : Expressions.alwaysTrue();
  }

  private static Expression touches(String column, Days days, long second) {
    Expression wanted = Expressions.alwaysTrue();
    if (days.first() != null) {
      long start = days.first().atStartOfDay(UTC).toEpochSecond() * second;
      wanted = Expressions.greaterThanOrEqual(column, start);
    }
    if (days.last() != null) {
      long end = days.last().plusDays(1).atStartOfDay(UTC).toEpochSecond() * second;
      wanted = Expressions.and(wanted, Expressions.lessThan(column, end));
    }
    return Expressions.or(Expressions.isNull(column), wanted);
  }

  private boolean isOf(String column, TypeID type) {
    NestedField field = table.schema().caseInsensitiveFindField(column);
    return field != null && field.type().typeId() == type;
  }

  private InputFile file(FileScanTask task) {
    DataFile file = task.file();
    URI uri = uri(file.location());
    PathFacts facts = PathFacts.of(new Path(uri).toString());
    String account = partition(task, "accountid");
    String region = partition(task, "region");
    return new InputFile(
        uri.toString(),
        file.fileSizeInBytes(),
        modified(task, uri),
        source.labelIn(uri.getPath()),
        account == null ? facts.account() : account,
        region == null ? facts.region() : region,
        facts.day() == null ? day(file) : facts.day(),
        facts.delivered(),
        problem(task),
        task.deletes().isEmpty() ? null : new IcebergDeletes(table, task));
  }

  private static String problem(FileScanTask task) {
    FileFormat format = task.file().format();
    return format == FileFormat.PARQUET
        ? null
        : "Iceberg data file in %s, expected PARQUET".formatted(format);
  }

  /** The value of a partition that is a column as it stands; null where there is none. */
  private static String partition(FileScanTask task, String column) {
    PartitionSpec spec = task.spec();
    for (int i = 0; i < spec.fields().size(); i++) {
      PartitionField field = spec.fields().get(i);
      String name = spec.schema().findColumnName(field.sourceId());
      if (column.equalsIgnoreCase(name) && field.transform().isIdentity()) {
        Object value = task.file().partition().get(i, Object.class);
        return value == null ? null : value.toString();
      }
    }
    return null;
  }

  /** The day of all records, by the bounds of their times; null for several days, or no bounds. */
  private LocalDate day(DataFile file) {
    if (!isOf("time", TypeID.LONG)) {
      return null;
    }
    NestedField time = table.schema().caseInsensitiveFindField("time");
    LocalDate first = day(time, file.lowerBounds());
    return first != null && first.equals(day(time, file.upperBounds())) ? first : null;
  }

  private static LocalDate day(NestedField time, Map<Integer, ByteBuffer> bounds) {
    ByteBuffer bound = bounds == null ? null : bounds.get(time.fieldId());
    Long millis = bound == null ? null : Conversions.fromByteBuffer(time.type(), bound);
    return millis == null ? null : FileTally.day(Instant.ofEpochMilli(millis));
  }

  /**
   * When the file, or what deletes rows of it, was committed. Where the snapshot of that commit has
   * expired, it is what the earlier night knew, since a data file never changes; for a file that
   * none has seen, the oldest time that the table remembers: it was committed before.
   */
  private Instant modified(FileScanTask task, URI uri) {
    long sequence =
        Stream.<ContentFile<?>>concat(Stream.of(task.file()), task.deletes().stream())
            .map(ContentFile::fileSequenceNumber)
            .mapToLong(number -> number == null ? 0 : number)
            .max()
            .orElse(0);
    // In a table of format version 1 all numbers are 0.
    Instant committed = sequence == 0 ? null : commits.get(sequence);
    if (committed != null) {
      return committed;
    }
    InputFile before = known.apply(uri.toString());
    return before == null
        ? commits.values().stream().min(Instant::compareTo).orElseThrow()
        : before.modified();
  }

  /** A location as the file system of the inputs writes it; AWS's own readers say s3 for S3. */
  private URI uri(String location) {
    Path path = new Path(location);
    boolean isAws = "s3".equals(path.toUri().getScheme()) && conf.get("fs.s3.impl") == null;
    try {
      Path named = isAws ? new Path("s3a" + location.substring("s3".length())) : path;
      Path inFileSystem = new Path(named.toUri().getPath());
      return named.getFileSystem(conf).makeQualified(inFileSystem).toUri();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
