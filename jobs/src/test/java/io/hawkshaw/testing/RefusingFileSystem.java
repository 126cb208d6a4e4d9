package io.hawkshaw.testing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.security.AccessControlException;

/**
 * The local file system with what a bucket does: folders named {@code locked} may not be listed,
 * files named {@code forbidden} may be listed and not read, and those named {@code vanished} are
 * gone between the listing and the reading. The permissions of real files bind no root.
 */
public final class RefusingFileSystem extends RawLocalFileSystem {
  private static final String SCHEME = "refusing";

  /** Makes the file system known under its scheme. */
  public static void register(Configuration conf) {
    conf.set("fs." + SCHEME + ".impl", RefusingFileSystem.class.getName());
  }

  /** The URI of a local path in this file system. */
  public static String uri(java.nio.file.Path path) {
    return SCHEME + "://" + path.toUri().getRawPath();
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    if (folder.getName().equals("locked")) {
      throw new AccessControlException("Access denied: " + folder);
    }
    return super.listStatus(folder);
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    if (file.getName().startsWith("forbidden")) {
      throw new AccessControlException("Access denied: " + file);
    }
    if (file.getName().startsWith("vanished")) {
      throw new FileNotFoundException("No such file: " + file);
    }
    return super.open(file, bufferSize);
  }
}
