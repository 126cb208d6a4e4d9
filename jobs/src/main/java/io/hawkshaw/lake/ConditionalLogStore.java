package io.hawkshaw.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.delta.storage.HadoopFileSystemLogStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The log of Delta tables on S3: a version is written by a conditional request, which S3 refuses
 * where the version is there already. So any number of drivers may write a table. Spark makes it by
 * its name.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">How
 *     to prevent object overwrites with conditional writes</a>
 */
public final class ConditionalLogStore extends HadoopFileSystemLogStore {
  /** Delta asks for a constructor of this form. */
  public ConditionalLogStore(Configuration conf) {
    super(conf);
  }

  @Override
  public void write(Path path, Iterator<String> actions, Boolean overwrite, Configuration conf)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    actions.forEachRemaining(action -> lines.append(action).append('\n'));
    byte[] bytes = lines.toString().getBytes(UTF_8);
    if (overwrite) {
      NewFile.replace(path, bytes, conf);
    } else if (!NewFile.create(path, bytes, conf)) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration conf) {
    return false;
  }
}
