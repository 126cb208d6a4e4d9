package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.apache.spark.sql.functions.col;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads files as a night reads them. */
final class Reading {
  /** Records after this are refused. */
  static final Instant NEWEST = Instant.parse("2026-12-01T00:00:00Z");

  private static final Instant MODIFIED = Instant.parse("2026-11-30T12:00:00Z");

  private Reading() {}

  /** A record that others published; NOTICE.md beside them tells whose. */
  static Path vendor(String name) {
    return Path.of("..", "sample-data", "vendor").resolve(name).toAbsolutePath().normalize();
  }

  /** A file as a listing gives it. */
  static InputFile file(Source source, Path path) {
    long bytes = Files.exists(path) ? path.toFile().length() : 1;
    return Listing.of(path.toUri(), source, bytes, MODIFIED);
  }

  /** The rows of a scan, read once however often a test asks. */
  static Dataset<Row> scan(Source source, Settings settings, Path... paths) {
    List<InputFile> files = Arrays.stream(paths).map(path -> file(source, path)).toList();
    Dataset<Row> scan = source.read(SPARK, files, settings, NEWEST, EventRules.NONE).understood();
    return SPARK.createDataFrame(scan.collectAsList(), scan.schema());
  }

  static Dataset<Row> scan(Source source, Path... paths) {
    return scan(source, Settings.defaults(), paths);
  }

  /** The records of a scan, in their table's schema of records. */
  static Dataset<Row> records(Dataset<Row> scan) {
    return scan.filter("record IS NOT NULL").select("source", "day", "id", "record.*");
  }

  static Dataset<Row> rejects(Dataset<Row> scan) {
    return scan.filter("reject IS NOT NULL").select("day", "reject.*");
  }

  static Dataset<Row> facts(Dataset<Row> scan) {
    return scan.filter("facts IS NOT NULL").select("day", "facts.*");
  }

  /** The rows of the source's table, without the columns that nothing has told yet. */
  static Dataset<Row> table(Source source, Path... paths) {
    Feed feed = source.feed();
    Dataset<Row> rolledUp = ScanRows.rollUp(feed, scan(source, paths));
    return switch (feed) {
      case ACTIVITY -> inOrder(Table.ACTIVITY, Activity.build(rolledUp));
      case TRAFFIC -> inOrder(Table.TRAFFIC, Traffic.build(rolledUp));
      case DNS_QUERIES -> inOrder(Table.DNS_QUERIES, DnsQueries.build(rolledUp));
      case FINDINGS -> inOrder(Table.FINDINGS, Findings.build(rolledUp));
      case IAM_IDENTITIES -> inOrder(Table.IAM_IDENTITIES, IamIdentities.build(rolledUp));
    };
  }

  private static Dataset<Row> inOrder(Table table, Dataset<Row> rows) {
    return rows.select(
        table.columns().stream()
            .map(name -> col(name))
            .toArray(org.apache.spark.sql.Column[]::new));
  }

  static Path write(Path folder, String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path folder, String name, String content) {
    return write(folder, name, content.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] gzip(String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A CloudTrail file of some records. */
  static String trail(String... records) {
    return Arrays.stream(records).collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }
}
