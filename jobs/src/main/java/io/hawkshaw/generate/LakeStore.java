package io.hawkshaw.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The place below which a lake is written: a local folder or an object store. */
final class LakeStore {
  private final Path root;
  private final Configuration conf;

  LakeStore(String uri, Configuration hadoop) {
    this.root = new Path(uri);
    this.conf = new Configuration(hadoop);
    // Hadoop's own local file system writes a checksum beside each file, which no lake has.
    conf.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
    conf.setBoolean("fs.file.impl.disable.cache", true);
  }

  Configuration conf() {
    return conf;
  }

  Path path(String relative) {
    return new Path(root, relative);
  }

  /** Whether anything stands there already. */
  boolean isOccupied() throws IOException {
    FileSystem files = root.getFileSystem(conf);
    return files.exists(root)
        && (!files.getFileStatus(root).isDirectory() || files.listStatus(root).length > 0);
  }

  /** Opens a file. One that a broken attempt of the same task has left is replaced. */
  OutputStream create(String relative) throws IOException {
    Path file = path(relative);
    return file.getFileSystem(conf).create(file, true);
  }

  void writeText(String relative, String content) throws IOException {
    try (OutputStream out = create(relative)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
  }
}
