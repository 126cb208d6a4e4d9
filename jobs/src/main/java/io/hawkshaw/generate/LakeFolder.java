package io.hawkshaw.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** The folder into which the lake is written. */
final class LakeFolder {
  private final Path root;

  LakeFolder(Path root) {
    this.root = root;
  }

  Path path(String relative) {
    return root.resolve(relative);
  }

  /** Writes a file, with the folders above it. */
  void write(String relative, byte[] content) {
    Path file = path(relative);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  void writeText(String relative, String content) {
    write(relative, content.getBytes(StandardCharsets.UTF_8));
  }

  void writeGzip(String relative, String content) {
    write(relative, gzip(content));
  }

  /** The text compressed as well as may be; Java writes no time into the header. */
  static byte[] gzip(String content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new DenseGzip(bytes)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static final class DenseGzip extends GZIPOutputStream {
    DenseGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(9);
    }
  }
}
