package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.sun.management.OperatingSystemMXBean;
import io.hawkshaw.run.Settings;
import io.hawkshaw.source.JsonRecords.Kind;
import io.hawkshaw.source.JsonRecords.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What it costs one thread to make rows of a CloudTrail file, stage by stage: unpacking, cutting
 * into records, a walk over all tokens of each record (the least that a streaming parser can do),
 * and the whole. The file is made of the records of a folder, again and again with new event ids.
 */
public final class RawJson {
  private static final int RUNS = 4;
  private static final JsonFactory JSON = new JsonFactory();

  /** Reads the file once. */
  private interface Stage {
    /** Returns what it counted, so that nothing of it is optimised away. */
    long run(InputStream unpacked) throws IOException;
  }

  private RawJson() {}

  /**
   * Prints the cost of each stage in several runs.
   *
   * @param args a folder of CloudTrail files, and how many MB of text the file shall hold
   */
  public static void main(String[] args) throws IOException {
    Path file = Files.createTempFile("raw-json", ".json.gz");
    try {
      long bytes = write(file, records(Path.of(args[0])), Long.parseLong(args[1]) * 1_000_000);
      InputFile input =
          Listing.of(file.toUri(), Source.CLOUDTRAIL, Files.size(file), Instant.EPOCH);
      PrintStream out = System.out;
      out.println("run  stage    MB/s  CPU-s/GB  counted");
      for (int run = 1; run <= RUNS; run++) {
        print(out, run, "unpack", file, bytes, RawJson::unpack);
        print(out, run, "cut", file, bytes, RawJson::cut);
        print(out, run, "tokens", file, bytes, RawJson::tokens);
        print(out, run, "rows", file, bytes, unpacked -> rows(unpacked, input));
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void print(
      PrintStream out, int run, String name, Path file, long bytes, Stage stage)
      throws IOException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long wall = System.nanoTime();
    long counted;
    try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
      counted = stage.run(unpacked);
    }
    double seconds = (System.nanoTime() - wall) / 1e9;
    double cpuSeconds = (process.getProcessCpuTime() - cpu) / 1e9;
    out.printf(
        "%3d  %-6s  %5.0f  %8.2f  %d%n",
        run, name, bytes / 1e6 / seconds, cpuSeconds / (bytes / 1e9), counted);
  }

  private static long unpack(InputStream unpacked) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
      bytes += read;
    }
    return bytes;
  }

  private static long cut(InputStream unpacked) {
    long bytes = 0;
    for (Iterator<Piece> pieces = pieces(unpacked); pieces.hasNext(); ) {
      bytes += pieces.next().length();
    }
    return bytes;
  }

  private static long tokens(InputStream unpacked) throws IOException {
    long tokens = 0;
    for (Iterator<Piece> pieces = pieces(unpacked); pieces.hasNext(); ) {
      Piece piece = pieces.next();
      try (JsonParser parser = JSON.createParser(piece.buffer(), 0, piece.length())) {
        while (parser.nextToken() != null) {
          tokens++;
        }
      }
    }
    return tokens;
  }

  private static long rows(InputStream unpacked, InputFile file) {
    Iterator<Outcome> outcomes =
        new CloudTrail().read(unpacked, file, Settings.defaults().reading());
    long understood = 0;
    while (outcomes.hasNext()) {
      if (outcomes.next() instanceof Outcome.Parsed) {
        understood++;
      }
    }
    return understood;
  }

  private static Iterator<Piece> pieces(InputStream unpacked) {
    return new JsonRecords(
        unpacked, Set.of("Records"), Settings.defaults().reading().maxRecordBytes());
  }

  private static List<String> records(Path folder) throws IOException {
    List<String> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".gz")).sorted().toList()) {
        addRecords(file, records);
      }
    }
    return records;
  }

  /** The whole records of a file; the sample data has broken ones too. */
  private static void addRecords(Path file, List<String> records) {
    try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file))) {
      pieces(unpacked)
          .forEachRemaining(
              piece -> {
                String text = piece.text(piece.length());
                if (piece.kind() == Kind.OBJECT && text.contains("\"eventID\":\"")) {
                  records.add(text);
                }
              });
    } catch (IOException | java.io.UncheckedIOException e) {
      // A file that is broken on purpose: what stood before the fault is taken.
    }
  }

  private static long write(Path file, List<String> records, long wanted) throws IOException {
    Random random = new Random(7);
    long bytes = 0;
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
      bytes += write(out, "{\"Records\":[");
      for (int i = 0; bytes < wanted; i++) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        String record = records.get(i % records.size());
        bytes += write(out, (i == 0 ? "" : ",") + withId(record, id));
      }
      bytes += write(out, "]}");
    }
    return bytes;
  }

  private static String withId(String record, String id) {
    int start = record.indexOf("\"eventID\":\"") + "\"eventID\":\"".length();
    return record.substring(0, start) + id + record.substring(record.indexOf('"', start));
  }

  private static int write(OutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes);
    return bytes.length;
  }
}
