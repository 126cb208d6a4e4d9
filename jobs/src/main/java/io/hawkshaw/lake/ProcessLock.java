package io.hawkshaw.lake;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A lock of a local file, which the operating system gives free when its process ends, however that
 * ends.
 */
final class ProcessLock implements AutoCloseable {
  /**
   * Those of this process: to open and close a file once more would give its lock free.
   *
   * <p>https://pubs.opengroup.org/onlinepubs/9799919799/functions/fcntl.html
   */
  private static final Set<java.nio.file.Path> HELD = ConcurrentHashMap.newKeySet();

  private final java.nio.file.Path file;
  private final FileChannel channel;

  private ProcessLock(java.nio.file.Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock; empty where somebody has it, or files have none: those of S3, and those of some
   * disks of other machines.
   */
  static Optional<ProcessLock> of(Path path, Configuration conf) throws IOException {
    FileSystem files = path.getFileSystem(conf);
    if (!(files instanceof LocalFileSystem local)) {
      return Optional.empty();
    }
    java.nio.file.Path file = local.pathToFile(path).toPath().toAbsolutePath();
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    ProcessLock lock = new ProcessLock(file, open(file));
    if (lock.isTaken()) {
      return Optional.of(lock);
    }
    lock.close();
    return Optional.empty();
  }

  private static FileChannel open(java.nio.file.Path file) throws IOException {
    try {
      Files.createDirectories(file.getParent());
      return FileChannel.open(file, CREATE, WRITE);
    } catch (IOException e) {
      HELD.remove(file);
      throw e;
    }
  }

  private boolean isTaken() {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(file);
    }
  }
}
