package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.testing.TestSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.SparkSession;

/** A lake that is written once and read by all tests, since writing it takes seconds. */
final class GeneratedLake {
  static final long SEED = 7;
  static final SparkSession SPARK = TestSession.SPARK;
  static final GeneratedLake ONE = new GeneratedLake(write("lake-one"));

  private final Path root;

  private GeneratedLake(Path root) {
    this.root = root;
  }

  /** Another lake of the same seed. */
  static GeneratedLake again() {
    return new GeneratedLake(write("lake-again"));
  }

  private static Path write(String name) {
    // Tests run in several processes.
    Path target = Path.of("target", name + "-" + ProcessHandle.current().pid()).toAbsolutePath();
    try {
      delete(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SampleLake.write(SPARK, target, SEED);
    return target;
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  Path root() {
    return root;
  }

  JsonNode truth() {
    return Json.object(text(root.resolve("truth.json")));
  }

  /** All files whose path ends so, in the order of their names. */
  List<Path> files(String suffix) {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> path.toString().endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The one file of a kind of fault. */
  Path faulty(String kind) {
    for (JsonNode fault : truth().get("faults")) {
      if (fault.get("kind").textValue().equals(kind)) {
        return root.resolve(fault.get("file").textValue());
      }
    }
    throw new AssertionError("No such fault: " + kind);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String gunzip(Path file) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
