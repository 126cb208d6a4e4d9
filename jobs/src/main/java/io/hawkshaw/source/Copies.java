package io.hawkshaw.source;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongArrays;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Ids that several parts of a rollup counted, by their hashes.
 *
 * @param surplus by the hash of a key, how many of its records were counted once too often: copies
 *     in different parts, all alike
 * @param suspects hashes of ids of which that cannot be said
 */
record Copies(Long2IntOpenHashMap surplus, LongOpenHashSet suspects) implements Serializable {
  /** Beyond so many of either it is cheaper to compare the ids of all records. */
  private static final int LIMIT = 1 << 22;

  private Copies() {
    this(new Long2IntOpenHashMap(), new LongOpenHashSet());
  }

  /**
   * The copies that the parts of a rollup hold.
   *
   * @param hashes position of the hashes in the rows of the parts
   * @param isCounted true where of a record nothing is kept that copies add to but their number, so
   *     that a copy of the same key can be taken off again
   */
  static Copies among(JavaRDD<InternalRow> parts, int hashes, boolean isCounted) {
    Copies all = new Copies();
    parts
        .mapPartitions(rows -> List.of(of(rows, hashes, isCounted)).iterator())
        .collect()
        .forEach(all::add);
    return all;
  }

  private void add(Copies others) {
    others
        .surplus
        .long2IntEntrySet()
        .fastForEach(e -> surplus.addTo(e.getLongKey(), e.getIntValue()));
    suspects.addAll(others.suspects);
  }

  boolean areTooMany() {
    return surplus.size() > LIMIT || suspects.size() > LIMIT;
  }

  private static Copies of(Iterator<InternalRow> rows, int hashes, boolean isCounted) {
    LongArrayList ids = new LongArrayList();
    LongArrayList keys = new LongArrayList();
    while (rows.hasNext()) {
      InternalRow row = rows.next();
      if (!row.isNullAt(hashes)) {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBinary(hashes));
        while (bytes.hasRemaining()) {
          ids.add(bytes.getLong());
          keys.add(bytes.getLong());
        }
      }
    }
    return of(ids.toLongArray(), keys.toLongArray(), isCounted);
  }

  private static Copies of(long[] ids, long[] keys, boolean isCounted) {
    LongArrays.radixSort(ids, keys);
    Copies copies = new Copies();
    int next;
    for (int first = 0; first < ids.length && !copies.areTooMany(); first = next) {
      next = first + 1;
      while (next < ids.length && ids[next] == ids[first]) {
        next++;
      }
      if (next == first + 1) {
        continue;
      }
      // Both are in order, so that the keys are alike where the first and the last are.
      if (isCounted && keys[first] == keys[next - 1]) {
        copies.surplus.addTo(keys[first], next - first - 1);
      } else {
        copies.suspects.add(ids[first]);
      }
    }
    return copies;
  }
}
