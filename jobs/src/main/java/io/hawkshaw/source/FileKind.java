package io.hawkshaw.source;

import io.hawkshaw.run.Input;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Of what kind a listed file is: by its name, and where that does not tell, its first bytes. */
final class FileKind {
  /** Firehose gives its files no suffix, but the time, to the second, and a UUID. */
  private static final Pattern RAW_NAME =
      Pattern.compile(
          ".*[.](json|jsonl|ndjson|log|txt)([.]gz)?|.*[.]gz"
              + "|.*(-[0-9]{2}){5}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
          Pattern.CASE_INSENSITIVE);

  /** The first bytes of a Parquet file. */
  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

  /**
   * In the names of digests, wherever they were copied to:
   * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
   */
  private static final String DIGEST = "_CloudTrail-Digest_";

  private FileKind() {}

  /** True for the name of a log file of text, packed or not. */
  static boolean isRaw(String path) {
    return RAW_NAME.matcher(path).matches();
  }

  /** True for a digest of CloudTrail's log files. */
  static boolean isDigest(Path path) {
    return path.getName().contains(DIGEST);
  }

  /**
   * A Parquet file by its suffix; where the suffix is not that of a packed text either, and the
   * input may hold Parquet, by its first bytes.
   */
  static boolean isParquet(FileSystem fs, Input input, Path path) {
    String name = path.getName().toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet")) {
      return true;
    }
    boolean isTold = name.endsWith(".gz") || input == Input.SECURITY_LAKE;
    if (isTold || !Source.isParquetExpected(input)) {
      return false;
    }
    try (InputStream in = fs.open(path)) {
      return Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
    } catch (IOException e) {
      return false; // It cannot be looked at: let the reading tell why.
    }
  }
}
