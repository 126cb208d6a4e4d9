package io.hawkshaw.lake;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.apache.hadoop.fs.Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.RemoteFileChangedException;

/** Creates small files such that of any number of writers one succeeds. */
final class NewFile {
  private NewFile() {}

  /**
   * Creates a file.
   *
   * @param bytes all that it shall hold, which no other writer would write
   * @return false where another writer's file is there already, which then stays as it is
   */
  static boolean create(Path path, byte[] bytes, Configuration conf) throws IOException {
    FileSystem files = path.getFileSystem(conf);
    if (files instanceof LocalFileSystem local) {
      return createLocally(local.pathToFile(path).toPath(), bytes);
    }
    try (FSDataOutputStream out = open(files, path)) {
      out.write(bytes);
      return true;
    } catch (FileAlreadyExistsException | RemoteFileChangedException e) {
      // Where the answer to a request was lost, the client repeats it, and meets its own file.
      return holds(files, path, bytes);
    }
  }

  /** Writes a file, in the place of another if there is one, in a folder that is there. */
  static void replace(Path path, byte[] bytes, Configuration conf) throws IOException {
    FileSystem files = path.getFileSystem(conf);
    if (files instanceof LocalFileSystem local) {
      overwrite(local.pathToFile(path).toPath(), bytes);
      return;
    }
    try (FSDataOutputStream out = files.create(path, true)) {
      out.write(bytes);
    }
  }

  /**
   * Hadoop's local files are looked for first and created then, which two may do at once; and have
   * checksums beside them, which who reads meanwhile finds wrong.
   */
  private static boolean createLocally(java.nio.file.Path path, byte[] bytes) throws IOException {
    Files.createDirectories(path.getParent());
    try {
      Files.createFile(path);
    } catch (java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
    try {
      overwrite(path, bytes);
      return true;
    } catch (IOException e) {
      Files.delete(path); // On a full disk a file without content can still be made.
      throw e;
    }
  }

  /** What was there gives its room to what comes: a full disk has no other. */
  private static void overwrite(java.nio.file.Path path, byte[] bytes) throws IOException {
    try (FileChannel file = FileChannel.open(path, CREATE, WRITE)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        file.write(left);
      }
      file.truncate(bytes.length);
    }
  }

  private static FSDataOutputStream open(FileSystem files, Path path) throws IOException {
    if (!files.hasPathCapability(path, FS_OPTION_CREATE_CONDITIONAL_OVERWRITE)) {
      return files.create(path, false);
    }
    FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path);
    builder.overwrite(true);
    builder.must(FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
    return (FSDataOutputStream) builder.build();
  }

  private static boolean holds(FileSystem files, Path path, byte[] bytes) throws IOException {
    if (files.getFileStatus(path).getLen() != bytes.length) {
      return false;
    }
    try (FSDataInputStream in = files.open(path)) {
      return Arrays.equals(in.readAllBytes(), bytes);
    }
  }
}
