package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Parquet files as a test needs them. */
final class WrittenParquet {
  private WrittenParquet() {}

  /** Writes rows, as JSON, to one file. */
  static Path write(Path file, String ddl, String... json) throws IOException {
    Path written = file.resolveSibling("rows-of-" + file.getFileName());
    rows(ddl, json).coalesce(1).write().parquet(written.toString());
    try (Stream<Path> parts = Files.list(written)) {
      Path part = parts.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      return Files.move(part, file);
    }
  }
}
