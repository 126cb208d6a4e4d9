package io.hawkshaw.source;

import com.google.common.base.Throwables;
import io.hawkshaw.run.StorageFault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;

/**
 * A Parquet file whose footer is sound and whose pages are not. Tasks may have counted some of its
 * records by the time that it shows, so that the file is refused as a whole, and the others are
 * read once more.
 */
final class DamagedFile extends IOException {
  private static final long serialVersionUID = 1L;

  private final String uri;

  /**
   * A file that could not be decoded.
   *
   * @param uri as it was listed
   */
  DamagedFile(String uri, Exception cause) {
    super("cannot read " + uri, cause);
    this.uri = uri;
  }

  /**
   * The file by whose damage a reading failed, with the reason why it is refused; empty where no
   * file's damage is known to be the cause.
   *
   * @param files the files that were read, by URI
   * @throws UncheckedIOException where the store does not send all of the file
   */
  static Optional<InputFile> refused(
      Exception failure, Map<String, InputFile> files, Configuration conf) {
    Optional<InputFile> damaged =
        Throwables.getCausalChain(failure).stream()
            .filter(DamagedFile.class::isInstance)
            .map(cause -> files.get(((DamagedFile) cause).uri))
            .filter(file -> file.problem() == null && !StorageFault.isIn(failure))
            .findFirst();
    damaged.ifPresent(file -> verifySent(file, conf));
    String message = String.valueOf(Throwables.getRootCause(failure).getMessage());
    return damaged.map(
        file ->
            file.refused(
                "no readable Parquet file, though its footer is sound: "
                    + message.lines().findFirst().orElse("")));
  }

  /** What reads Parquet does not always say that it was the store that failed. */
  private static void verifySent(InputFile file, Configuration conf) {
    Path path = new Path(URI.create(file.uri()));
    try (InputStream stored = new WholeStream(path.getFileSystem(conf).open(path), file.bytes())) {
      stored.transferTo(OutputStream.nullOutputStream());
    } catch (FileNotFoundException | ChecksumException e) {
      return; // That is the file's own fault.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
