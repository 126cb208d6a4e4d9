package io.hawkshaw.source;

import io.hawkshaw.rollup.Group;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;

/**
 * The hashes of a task's ids, each with that of its record's key, in slices that are the same in
 * all tasks.
 */
final class HashSlices {
  private final LongArrayList[] slices;

  HashSlices(int slices) {
    this.slices =
        IntStream.range(0, slices).mapToObj(i -> new LongArrayList()).toArray(LongArrayList[]::new);
  }

  /**
   * Adds an id.
   *
   * @param key hash of the key of its record; any number where nobody asks for it
   */
  void add(long id, long key) {
    LongArrayList slice = slices[Math.floorMod(id, slices.length)];
    slice.add(id);
    slice.add(key);
  }

  /** A row for each slice that is not empty. */
  Iterator<InternalRow> rows(Group.Layout layout) {
    return IntStream.range(0, slices.length)
        .filter(slice -> !slices[slice].isEmpty())
        .mapToObj(slice -> row(slice, layout))
        .iterator();
  }

  private InternalRow row(int slice, Group.Layout layout) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * slices[slice].size());
    slices[slice].forEach(bytes::putLong);
    Object[] values = layout.values();
    values[layout.end() + PartialGroups.SLICE_OUT] = slice;
    values[layout.end() + PartialGroups.HASHES_OUT] = bytes.array();
    return new GenericInternalRow(values);
  }
}
