package io.hawkshaw.source;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Takes the groups together that several tasks left of one key. Rows that are no groups pass, and
 * come out before the groups; of hashes those come out that came in twice, in one row at the end.
 *
 * <p>All of one partition is in memory, so partitions are many where there is much to read.
 */
final class MergedGroups extends AbstractIterator<InternalRow> {
  /** Position of the hashes behind the columns of a group. */
  private static final int HASHES = 2;

  /** Number of columns behind those of a group: reject, facts and hashes. */
  static final int OTHERS = 3;

  private final Iterator<InternalRow> rows;
  private final Group.Layout layout;
  private final Map<UnsafeRow, Group> groups = new HashMap<>();
  private final LongArrayList hashes = new LongArrayList();
  private Iterator<InternalRow> merged;

  MergedGroups(Iterator<InternalRow> rows, Group.Layout layout) {
    this.rows = rows;
    this.layout = layout;
  }

  @Override
  protected InternalRow computeNext() {
    while (merged == null && rows.hasNext()) {
      InternalRow row = rows.next();
      if (!row.isNullAt(layout.end() + HASHES)) {
        add(ByteBuffer.wrap(row.getBinary(layout.end() + HASHES)));
      } else if (row.getLong(Group.RECORDS) == 0) {
        return row;
      } else {
        add(row);
      }
    }
    if (merged == null) {
      merged = merged();
    }
    return merged.hasNext() ? merged.next() : endOfData();
  }

  private void add(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      hashes.add(bytes.getLong());
    }
  }

  private void add(InternalRow row) {
    UnsafeRow key = (UnsafeRow) row.getStruct(Group.KEY, layout.keys());
    Group group = groups.get(key);
    if (group == null) {
      UnsafeRow kept = key.copy();
      group = new Group(kept, layout);
      groups.put(kept, group);
    }
    group.addGroup(row);
  }

  private Iterator<InternalRow> merged() {
    byte[] twice = Suspects.twice(hashes);
    Iterator<InternalRow> rows =
        Iterators.transform(
            groups.values().iterator(), group -> new GenericInternalRow(group.values()));
    return twice.length == 0 ? rows : Iterators.concat(rows, List.of(hashes(twice)).iterator());
  }

  private InternalRow hashes(byte[] twice) {
    Object[] values = layout.values();
    values[Group.RECORDS] = 0L;
    values[Group.COPIES] = 0L;
    values[layout.end() + HASHES] = twice;
    return new GenericInternalRow(values);
  }
}
