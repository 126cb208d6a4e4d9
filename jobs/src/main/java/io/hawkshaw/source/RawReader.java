package io.hawkshaw.source;

import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.StorageFault;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads raw files, packed or not, into the rows of a scan. Small files are bundled into tasks of
 * about equal size. A file that cannot be opened or read to its end is a reject, and what stood
 * before the fault is kept.
 */
final class RawReader {
  private final Opener opener;
  private final StructType words;
  private final Settings settings;
  private final Instant newest;

  /** Opens a file, so that its records can be asked for one after another. */
  interface Opener extends Serializable {
    Opened open(InputFile file, Configuration conf, ReadingSettings limits) throws IOException;
  }

  /**
   * A file that is open.
   *
   * @param outcomes as those of {@link RawFormat#read}
   */
  record Opened(Closeable file, Iterator<Outcome> outcomes) {}

  /**
   * A reader of one format.
   *
   * @param newest records after this time are refused
   */
  RawReader(RawFormat format, Settings settings, Instant newest) {
    this(new Unpacking(format), format.words(), settings, newest);
  }

  /**
   * A reader of files that are no streams.
   *
   * @param words schema of the rows of the outcomes
   * @param newest records after this time are refused
   */
  RawReader(Opener opener, StructType words, Settings settings, Instant newest) {
    this.opener = opener;
    this.words = words;
    this.settings = settings;
    this.newest = newest;
  }

  Dataset<Row> read(SparkSession spark, List<InputFile> files) {
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    List<List<InputFile>> bundles = bundles(files, spark.sparkContext().defaultParallelism());
    RowsOf rows =
        new RowsOf(
            opener,
            settings.reading(),
            LocalDate.parse(settings.reading().earliestDay()),
            newest,
            Duration.ofHours(settings.coverage().lateAfterHours()));
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(bundles, Math.max(1, bundles.size()))
            .flatMap(List::iterator)
            .flatMap(file -> rows.iterator(file, conf.value())),
        Scan.schema(words));
  }

  /** Largest file first, each into the lightest bundle. */
  private List<List<InputFile>> bundles(List<InputFile> files, int cores) {
    long bytes = files.stream().mapToLong(InputFile::bytes).sum();
    long wanted = Math.max(cores, bytes / settings.reading().taskBytes());
    int count = (int) Math.min(Math.max(1, files.size()), wanted);
    PriorityQueue<Bundle> bundles = new PriorityQueue<>(Comparator.comparingLong(Bundle::bytes));
    for (int i = 0; i < count; i++) {
      bundles.add(new Bundle(new ArrayList<>(), 0));
    }
    files.stream()
        .sorted(Comparator.comparingLong(InputFile::bytes).reversed())
        .forEach(file -> bundles.add(bundles.remove().with(file)));
    return bundles.stream().map(Bundle::files).toList();
  }

  private record Bundle(List<InputFile> files, long bytes) {
    Bundle with(InputFile file) {
      files.add(file);
      // Opening a small file costs about as much as reading 64 KiB of a large one.
      return new Bundle(files, bytes + file.bytes() + (64 << 10));
    }
  }

  /** Opens the files of a format as streams, unpacked. */
  private record Unpacking(RawFormat format) implements Opener {
    @Override
    public Opened open(InputFile file, Configuration conf, ReadingSettings limits)
        throws IOException {
      InputStream stream = FileRows.unpacked(file, conf, limits);
      return new Opened(stream, format.read(stream, file, limits));
    }
  }

  /** Opens files on the executors. */
  private record RowsOf(
      Opener opener, ReadingSettings limits, LocalDate earliest, Instant newest, Duration lateAfter)
      implements Serializable {

    Iterator<Row> iterator(InputFile file, Configuration conf) {
      return new FileRows(this, file, conf);
    }
  }

  /** The rows of one file: its records and rejects, then its facts. */
  private static final class FileRows implements Iterator<Row> {
    private final RowsOf reader;
    private final InputFile file;
    private final FileTally tally;
    private Closeable stream;
    private Iterator<Outcome> outcomes;
    private Iterator<Row> facts;
    private Row next;
    private long position;

    FileRows(RowsOf reader, InputFile file, Configuration conf) {
      this.reader = reader;
      this.file = file;
      this.tally = new FileTally(file, reader.lateAfter());
      try {
        Opened opened = reader.opener().open(file, conf, reader.limits());
        stream = opened.file();
        outcomes = opened.outcomes();
      } catch (IOException e) {
        close();
        refuseStorageFault(e);
        next = refuse(new Outcome.Refused(-1, "cannot be opened: " + reason(e), null));
      }
    }

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = advance();
      }
      return next != null;
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Row row = next;
      next = null;
      return row;
    }

    private Row advance() {
      if (outcomes != null) {
        try {
          while (outcomes.hasNext()) {
            Outcome outcome = outcomes.next();
            if (!(outcome instanceof Outcome.Skipped skipped)) {
              return row(outcome);
            }
            position = skipped.position() + 1;
            tally.addSkipped();
          }
        } catch (UncheckedIOException e) {
          close();
          refuseStorageFault(e.getCause());
          return refuse(
              new Outcome.Refused(position, "unreadable from here: " + reason(e.getCause()), null));
        }
        close();
      }
      if (facts == null) {
        facts = tally.rows().iterator();
      }
      return facts.hasNext() ? facts.next() : null;
    }

    /** A file that the store keeps back is no broken one: the next night has to read it. */
    private static void refuseStorageFault(IOException e) {
      if (StorageFault.isIn(e)) {
        throw new UncheckedIOException(e);
      }
    }

    private static String reason(IOException e) {
      if (e instanceof EOFException) {
        return "it ends too soon";
      }
      return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private Row row(Outcome outcome) {
      if (outcome instanceof Outcome.Refused refused) {
        return refuse(refused);
      }
      Outcome.Parsed parsed = (Outcome.Parsed) outcome;
      LocalDate day = FileTally.day(parsed.time());
      if (day.isBefore(reader.earliest()) || parsed.time().isAfter(reader.newest())) {
        String reason = "time out of range: " + parsed.time();
        return refuse(new Outcome.Refused(parsed.position(), reason, parsed.raw().get()));
      }
      position = parsed.position() + 1;
      tally.add(day, parsed.account(), parsed.region(), parsed.time());
      return RowFactory.create(
          file.source(), Date.valueOf(day), parsed.id(), parsed.row(), null, null);
    }

    private Row refuse(Outcome.Refused refused) {
      position = refused.position() + 1;
      tally.addReject();
      Row reject =
          RowFactory.create(file.uri(), refused.position(), refused.reason(), refused.raw());
      String id = String.join("|", "reject", file.uri(), String.valueOf(refused.position()));
      return RowFactory.create(file.source(), Date.valueOf(file.day()), id, null, reject, null);
    }

    private void close() {
      outcomes = null;
      if (stream != null) {
        try {
          stream.close();
        } catch (IOException e) {
          // What was to be read has been read.
        }
        stream = null;
      }
    }

    private static InputStream unpacked(InputFile file, Configuration conf, ReadingSettings limits)
        throws IOException {
      Path path = new Path(URI.create(file.uri()));
      InputStream stored = path.getFileSystem(conf).open(path);
      return Unpacked.of(new WholeStream(stored, file.bytes()), limits.maxFileBytes());
    }
  }
}
