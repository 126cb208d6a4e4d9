package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Hashes of ids that more than one record may have, beyond those that a task saw to be copies
 * itself. Whether they are copies indeed, a comparison of the ids tells.
 */
final class Suspects implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Beyond so many it is cheaper to compare the ids of all records. */
  private static final int LIMIT = 1 << 20;

  /** Nobody is a suspect. */
  static final Suspects NONE = new Suspects(List.of());

  private final LongOpenHashSet hashes;

  Suspects(Collection<Long> hashes) {
    this.hashes = new LongOpenHashSet(hashes);
  }

  boolean contains(long hash) {
    return hashes.contains(hash);
  }

  boolean isEmpty() {
    return hashes.isEmpty();
  }

  /** Into how many parts the hashes are divided: one part has to fit into memory. */
  static int slices(SparkSession spark) {
    return spark.sessionState().conf().numShufflePartitions();
  }

  /**
   * Finds the hashes that the tasks of a partial rollup left twice.
   *
   * @return empty where there are too many
   */
  static Optional<Suspects> among(Dataset<Row> partial) {
    int slices = slices(partial.sparkSession());
    List<Long> found =
        partial
            .filter(col("hashes").isNotNull())
            .repartition(slices, col("slice"))
            .select("hashes")
            .as(Encoders.BINARY())
            .mapPartitions((MapPartitionsFunction<byte[], Long>) Suspects::twice, Encoders.LONG())
            .collectAsList();
    return found.size() > LIMIT ? Optional.empty() : Optional.of(new Suspects(found));
  }

  private static Iterator<Long> twice(Iterator<byte[]> parts) {
    LongArrayList all = new LongArrayList();
    while (parts.hasNext()) {
      ByteBuffer bytes = ByteBuffer.wrap(parts.next());
      while (bytes.hasRemaining()) {
        all.add(bytes.getLong());
      }
    }
    long[] hashes = all.elements();
    Arrays.sort(hashes, 0, all.size());
    LongOpenHashSet twice = new LongOpenHashSet();
    for (int i = 1; i < all.size() && twice.size() <= LIMIT; i++) {
      if (hashes[i] == hashes[i - 1]) {
        twice.add(hashes[i]);
      }
    }
    return twice.iterator();
  }
}
