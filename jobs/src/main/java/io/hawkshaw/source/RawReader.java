package io.hawkshaw.source;

import io.hawkshaw.run.Settings;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
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
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads raw files, packed or not, into the rows of a scan. Small files are bundled into tasks of
 * about equal size. A file that cannot be opened or read to its end is a reject, and what stood
 * before the fault is kept.
 */
final class RawReader {
  /** A file is unpacked so many times at most; there are some that pack themselves. */
  private static final int MAX_LAYERS = 2;

  private final RawFormat format;
  private final Settings settings;
  private final Instant newest;

  /**
   * A reader of one format.
   *
   * @param newest records after this time are refused
   */
  RawReader(RawFormat format, Settings settings, Instant newest) {
    this.format = format;
    this.settings = settings;
    this.newest = newest;
  }

  Dataset<Row> read(SparkSession spark, List<InputFile> files) {
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    List<List<InputFile>> bundles = bundles(files, spark.sparkContext().defaultParallelism());
    RowsOf rows =
        new RowsOf(
            format,
            settings.reading(),
            LocalDate.parse(settings.reading().earliestDay()),
            newest,
            Duration.ofHours(settings.coverage().lateAfterHours()));
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(bundles, Math.max(1, bundles.size()))
            .flatMap(List::iterator)
            .flatMap(file -> rows.iterator(file, conf.value())),
        Scan.schema(format.words()));
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

  /** Opens files on the executors. */
  private record RowsOf(
      RawFormat format,
      Settings.Reading limits,
      LocalDate earliest,
      Instant newest,
      Duration lateAfter)
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
    private InputStream stream;
    private Iterator<Outcome> outcomes;
    private Iterator<Row> facts;
    private Row next;
    private long position;

    FileRows(RowsOf reader, InputFile file, Configuration conf) {
      this.reader = reader;
      this.file = file;
      this.tally = new FileTally(file, reader.lateAfter());
      try {
        stream = open(file, conf, reader.limits());
        outcomes = reader.format().read(stream, file, reader.limits());
      } catch (IOException e) {
        next = refuse(new Outcome.Refused(-1, "cannot be opened: " + reason(e), null));
        close();
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
          if (outcomes.hasNext()) {
            return row(outcomes.next());
          }
        } catch (UncheckedIOException e) {
          close();
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

    private static InputStream open(InputFile file, Configuration conf, Settings.Reading limits)
        throws IOException {
      Path path = new Path(URI.create(file.uri()));
      InputStream stored = path.getFileSystem(conf).open(path);
      try {
        return unpacked(stored, limits.maxFileBytes());
      } catch (IOException e) {
        stored.close();
        throw e;
      }
    }

    /** By its first bytes, not by its name: uploads lose and gain suffixes, and pack twice. */
    private static InputStream unpacked(InputStream stored, long bound) throws IOException {
      InputStream in = peekable(new Bounded(stored, bound));
      for (int layer = 0; layer < MAX_LAYERS && isGzip(in); layer++) {
        in = peekable(new Bounded(new GzipMembers(in), bound));
      }
      return in;
    }

    private static InputStream peekable(InputStream in) {
      return new BufferedInputStream(in, 1 << 16);
    }

    private static boolean isGzip(InputStream in) throws IOException {
      in.mark(2);
      byte[] magic = in.readNBytes(2);
      in.reset();
      return magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    }
  }

  /** Ends a stream that grows beyond any real file, such as a gzip bomb. */
  private static final class Bounded extends FilterInputStream {
    private final long bound;
    private long left;

    Bounded(InputStream in, long bound) {
      super(in);
      this.bound = bound;
      this.left = bound;
    }

    /** So that a buffer above does not read on, fail, and forget what it has. */
    @Override
    public int available() {
      return 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left <= 0) {
        if (in.read() < 0) {
          return -1;
        }
        throw new IOException("more than " + bound + " bytes unpacked (reading.max-file-bytes)");
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(count, 0);
      return count;
    }
  }
}
