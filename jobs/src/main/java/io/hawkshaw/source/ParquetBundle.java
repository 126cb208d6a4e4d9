package io.hawkshaw.source;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.hawkshaw.source.Footers.Footer;
import java.net.URI;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.paths.SparkPath;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.unsafe.types.UTF8String;
import scala.collection.immutable.Map$;

/**
 * Files that one task reads. Those of one account and day stand together: copies of a record are in
 * such files, and so are all records that become one row. What a task sees whole, no second pass
 * over the files has to look for, and nothing has to be merged with what other tasks saw.
 *
 * @param files files, or parts of large ones
 */
record ParquetBundle(List<PartitionedFile> files) implements InputPartition {
  private static final long serialVersionUID = 1L;

  /** To open a file costs as much as to read so many bytes. */
  private static final long OPENING = 1L << 20;

  private static final long LEAST_BYTES = 8L << 20;
  private static final long MOST_BYTES = 128L << 20;

  /**
   * More records of one account and day are divided: {@link ColumnarGroups} keeps so many groups.
   */
  private static final long MOST_RECORDS = 1L << 20;

  /** Each core has so many bundles, so that none waits long for the last one. */
  private static final int PER_CORE = 4;

  private record Place(String account, LocalDate day) {
    private static final Comparator<Place> IN_ORDER =
        Comparator.comparing(Place::account, nullsFirst(naturalOrder())).thenComparing(Place::day);

    static Place of(Footer footer) {
      LocalDate day = footer.day() == null ? footer.file().day() : footer.day();
      return new Place(footer.file().account(), day);
    }
  }

  /** Bundles while they are made. */
  private static final class Bundler {
    private final List<ParquetBundle> bundles = new ArrayList<>();
    private final List<PartitionedFile> open = new ArrayList<>();
    private long bytes;

    void add(PartitionedFile file) {
      open.add(file);
      bytes += file.length() + OPENING;
    }

    void close() {
      if (!open.isEmpty()) {
        bundles.add(new ParquetBundle(List.copyOf(open)));
        open.clear();
        bytes = 0;
      }
    }
  }

  /** The files in bundles. */
  static List<ParquetBundle> of(List<Footer> footers, int cores) {
    long enough = Math.min(MOST_BYTES, Math.max(LEAST_BYTES, bytes(footers) / cores / PER_CORE));
    Bundler bundler = new Bundler();
    for (List<Footer> place : places(footers)) {
      boolean isWhole = bytes(place) <= MOST_BYTES && records(place) <= MOST_RECORDS;
      if (!isWhole || bundler.bytes + bytes(place) > enough) {
        bundler.close();
      }
      for (Footer footer : place) {
        for (long start = 0; start < footer.file().bytes(); start += MOST_BYTES) {
          if (!isWhole && bundler.bytes >= enough) {
            bundler.close();
          }
          bundler.add(part(footer, start, isWhole));
        }
      }
      if (!isWhole) {
        bundler.close();
      }
    }
    bundler.close();
    return bundler.bundles;
  }

  /** The files by account and day, in the order of their times. */
  private static Collection<List<Footer>> places(List<Footer> footers) {
    Map<Place, List<Footer>> places = new TreeMap<>(Place.IN_ORDER);
    footers.stream()
        .sorted(
            Comparator.comparing(Footer::first, nullsFirst(naturalOrder()))
                .thenComparing(footer -> footer.file().uri()))
        .forEach(
            footer -> places.computeIfAbsent(Place.of(footer), p -> new ArrayList<>()).add(footer));
    return places.values();
  }

  private static long bytes(List<Footer> footers) {
    return footers.stream().mapToLong(footer -> footer.file().bytes() + OPENING).sum();
  }

  private static long records(List<Footer> footers) {
    return footers.stream().mapToLong(Footer::records).sum();
  }

  private static PartitionedFile part(Footer footer, long start, boolean isWhole) {
    InputFile file = footer.file();
    return new PartitionedFile(
        known(footer, isWhole),
        SparkPath.fromPath(new Path(URI.create(file.uri()))),
        start,
        Math.min(MOST_BYTES, file.bytes() - start),
        new String[0],
        file.modified().toEpochMilli(),
        file.bytes(),
        Map$.MODULE$.empty());
  }

  /** What is known of a file, as {@link ParquetFiles#FILE}. */
  private static InternalRow known(Footer footer, boolean isWhole) {
    InputFile file = footer.file();
    return new GenericInternalRow(
        new Object[] {
          UTF8String.fromString(file.source()),
          UTF8String.fromString(file.uri()),
          UTF8String.fromString(file.account()),
          UTF8String.fromString(file.region()),
          (int) file.day().toEpochDay(),
          footer.day() == null ? null : (int) footer.day().toEpochDay(),
          file.bytes(),
          DateTimeUtils.fromJavaTimestamp(Timestamp.from(file.modified())),
          isWhole
        });
  }
}
