package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import com.google.common.collect.AbstractIterator;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * The raw records that name an entity within a window, whatever the source, as they stand in its
 * files. The ledger tells which files hold records of the days; no other is opened.
 */
public final class RawRecords {
  private static final StructType RECORD =
      StructType.fromDDL(
          "source STRING, file STRING, position BIGINT, time TIMESTAMP, record STRING");

  private static final Set<String> ARRAYS =
      Set.of("Records", "findings", "Findings", "items", LogSubscription.LOG_EVENTS);

  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

  private RawRecords() {}

  /**
   * One row per record.
   *
   * @param names what the entity is called in logs: a record that has one of them as a whole value
   *     is its own
   * @param limit most records
   */
  public static Dataset<Row> of(
      SparkSession spark, Lake lake, Settings settings, Set<String> names, Scope scope, int limit) {
    List<Row> files = files(lake, scope);
    NamedRecord named = new NamedRecord(names, scope.start(), scope.end());
    ReadingSettings limits = settings.reading();
    SerializableConfiguration conf =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    return spark
        .createDataFrame(
            JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(files, Math.max(1, files.size()))
                .flatMap(
                    file ->
                        records(file.getString(0), file.getString(1), conf.value(), named, limits)),
            RECORD)
        .limit(limit);
  }

  private static List<Row> files(Lake lake, Scope scope) {
    return lake.read(Table.FILES)
        .filter(scope.isOnItsDays())
        .groupBy("source", "file")
        .agg(max("records").as("records"))
        .filter(col("records").gt(0))
        .orderBy("file")
        .select("source", "file")
        .collectAsList();
  }

  private static Iterator<Row> records(
      String source, String file, Configuration conf, NamedRecord named, ReadingSettings limits)
      throws IOException {
    Path path = new Path(URI.create(file));
    InputStream stored = path.getFileSystem(conf).open(path);
    byte[] magic = stored.readNBytes(PARQUET.length);
    stored.close();
    Iterator<String> records =
        Arrays.equals(magic, PARQUET)
            ? rows(path, conf)
            : source.startsWith("vpc-flow")
                ? lines(path, conf, limits)
                : objects(path, conf, limits);
    return new AbstractIterator<>() {
      private long position = -1;

      @Override
      protected Row computeNext() {
        while (hasMore()) {
          position++;
          String record = records.next();
          NamedRecord.Match match = named.match(record);
          if (match != null) {
            return RowFactory.create(source, file, position, match.timestamp(), record);
          }
        }
        return endOfData();
      }

      /** A file that breaks off has told all that it can; the night noted why. */
      private boolean hasMore() {
        try {
          return records.hasNext();
        } catch (UncheckedIOException broken) {
          return false;
        }
      }
    };
  }

  private static Iterator<String> objects(Path path, Configuration conf, ReadingSettings limits)
      throws IOException {
    InputStream in = Unpacked.of(path.getFileSystem(conf).open(path), limits.maxFileBytes());
    JsonRecords pieces = new JsonRecords(in, ARRAYS, limits.maxRecordBytes());
    return new AbstractIterator<>() {
      @Override
      protected String computeNext() {
        if (pieces.hasNext()) {
          JsonRecords.Piece piece = pieces.next();
          return piece.text(limits.maxRecordBytes());
        }
        close(in);
        return endOfData();
      }
    };
  }

  private static Iterator<String> lines(Path path, Configuration conf, ReadingSettings limits)
      throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Unpacked.of(path.getFileSystem(conf).open(path), limits.maxFileBytes()),
                StandardCharsets.UTF_8));
    return in.lines().iterator();
  }

  private static Iterator<String> rows(Path path, Configuration conf) {
    try {
      ParquetReader<Group> reader =
          ParquetReader.builder(new GroupReadSupport(), path).withConf(conf).build();
      return new AbstractIterator<>() {
        @Override
        protected String computeNext() {
          try {
            Group row = reader.read();
            if (row != null) {
              return ParquetJson.object(row).toString();
            }
            reader.close();
            return endOfData();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (RuntimeException e) {
            // Whatever Parquet makes of bytes that are none of its own.
            throw new UncheckedIOException(new IOException(e));
          }
        }
      };
    } catch (IOException e) {
      return Collections.emptyIterator();
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
