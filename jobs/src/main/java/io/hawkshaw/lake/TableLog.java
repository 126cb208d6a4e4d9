package io.hawkshaw.lake;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the names and sizes of a Delta table's log tell. Delta itself takes a table whose log is
 * gone for an empty one, and one whose last commit is gone for what it was before that: both would
 * be quiet losses.
 *
 * @see <a href="https://github.com/delta-io/delta/blob/master/PROTOCOL.md#delta-log-entries">Delta
 *     Transaction Log Protocol</a>
 */
final class TableLog {
  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");
  private static final Pattern CHECKSUM = Pattern.compile("\\d{20}\\.crc");
  private static final int DIGITS = 20;

  private TableLog() {}

  /**
   * Whether a table was ever written.
   *
   * @param folder URI of its folder
   * @throws DamagedTable where its log lacks what was there
   */
  static boolean exists(Table table, String folder, Configuration conf) {
    try {
      Path path = new Path(folder);
      FileSystem files = path.getFileSystem(conf);
      List<FileStatus> log = list(files, new Path(path, "_delta_log"));
      if (log.stream().noneMatch(file -> isNamed(file, COMMIT))) {
        if (list(files, path).isEmpty()) {
          return false;
        }
        throw DamagedTable.of(table, folder, "it has files, but no _delta_log");
      }
      for (FileStatus file : log) {
        if (isNamed(file, COMMIT) && file.getLen() == 0) {
          String name = file.getPath().getName();
          throw DamagedTable.of(table, folder, "file /_delta_log/%s is empty".formatted(name));
        }
      }
      // A commit may be written while the log is listed: its checksum follows it.
      if (isBehind(log) && isBehind(list(files, new Path(path, "_delta_log")))) {
        throw DamagedTable.of(table, folder, "the last commit of its _delta_log is gone");
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each commit is followed by its checksum, and they are cleaned up together. */
  private static boolean isBehind(List<FileStatus> log) {
    return last(log, CHECKSUM).compareTo(last(log, COMMIT)) > 0;
  }

  /** The highest version, in as many digits as all have. */
  private static String last(List<FileStatus> log, Pattern name) {
    return log.stream()
        .filter(file -> isNamed(file, name))
        .map(file -> file.getPath().getName().substring(0, DIGITS))
        .max(String::compareTo)
        .orElse("");
  }

  private static boolean isNamed(FileStatus file, Pattern name) {
    return name.matcher(file.getPath().getName()).matches();
  }

  private static List<FileStatus> list(FileSystem files, Path folder) throws IOException {
    try {
      return Arrays.asList(files.listStatus(folder));
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
