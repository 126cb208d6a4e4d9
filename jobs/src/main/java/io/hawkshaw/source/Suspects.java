package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Hashes of ids that more than one record may have, beyond those that a task saw to be copies
 * itself. Whether they are copies indeed, a comparison of the ids tells.
 */
final class Suspects implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Beyond so many it is cheaper to compare the ids of all records. */
  private static final int LIMIT = 1 << 20;

  /** Nobody is a suspect. */
  static final Suspects NONE = new Suspects(new LongOpenHashSet());

  private final LongOpenHashSet hashes;

  private Suspects(LongOpenHashSet hashes) {
    this.hashes = hashes;
  }

  boolean contains(long hash) {
    return hashes.contains(hash);
  }

  boolean isEmpty() {
    return hashes.isEmpty();
  }

  /**
   * The hashes that a first pass found twice.
   *
   * @param rows rows in whose {@code hashes} they stand
   * @return empty where there are too many
   */
  static Optional<Suspects> among(Dataset<Row> rows) {
    LongOpenHashSet hashes = new LongOpenHashSet();
    for (byte[] part :
        rows.filter(col("hashes").isNotNull())
            .select("hashes")
            .as(Encoders.BINARY())
            .collectAsList()) {
      ByteBuffer bytes = ByteBuffer.wrap(part);
      while (bytes.hasRemaining()) {
        hashes.add(bytes.getLong());
      }
    }
    return hashes.size() > LIMIT ? Optional.empty() : Optional.of(new Suspects(hashes));
  }

  /** Those of some hashes that are there twice, each once, and not many more than are wanted. */
  static byte[] twice(LongArrayList hashes) {
    long[] sorted = hashes.toLongArray();
    LongArrays.radixSort(sorted);
    LongSet twice = new LongOpenHashSet();
    for (int i = 1; i < sorted.length && twice.size() <= LIMIT; i++) {
      if (sorted[i] == sorted[i - 1]) {
        twice.add(sorted[i]);
      }
    }
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * twice.size());
    twice.forEach(bytes::putLong);
    return bytes.array();
  }
}
