package io.hawkshaw.source;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import io.hawkshaw.rollup.Group;
import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * Takes the groups together that several tasks left of one key. Rejects and facts of files pass,
 * and come out before the groups; hashes do not.
 *
 * <p>All of one partition is in memory, so partitions are many where there is much to read.
 */
final class MergedGroups extends AbstractIterator<InternalRow> {
  /** Positions behind the columns of a group. */
  static final int HASHES = 2;

  private static final int KEY_HASH = 3;

  private final Iterator<InternalRow> rows;
  private final Group.Layout layout;
  private final Map<UnsafeRow, Group> groups = new HashMap<>();
  private final Long2IntMap surplus;
  private final LongOpenHashSet subtracted = new LongOpenHashSet();
  private Iterator<InternalRow> merged;

  /**
   * The groups of some rows.
   *
   * @param surplus by the hash of a key, how many of its records are copies of others
   */
  MergedGroups(Iterator<InternalRow> rows, Group.Layout layout, Long2IntMap surplus) {
    this.rows = rows;
    this.layout = layout;
    this.surplus = surplus;
  }

  @Override
  protected InternalRow computeNext() {
    while (merged == null && rows.hasNext()) {
      InternalRow row = rows.next();
      if (row.getLong(Group.COPIES) > 0) {
        add(row);
      } else if (row.isNullAt(layout.end() + HASHES)) {
        return row;
      }
    }
    if (merged == null) {
      merged = merged();
    }
    return merged.hasNext() ? merged.next() : endOfData();
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
    if (!row.isNullAt(layout.end() + KEY_HASH)) {
      long keyHash = row.getLong(layout.end() + KEY_HASH);
      // All parts of a key come here, and its copies are taken off once.
      if (surplus.containsKey(keyHash) && subtracted.add(keyHash)) {
        group.subtract(surplus.get(keyHash));
      }
    }
  }

  private Iterator<InternalRow> merged() {
    return Iterators.transform(
        groups.values().iterator(), group -> new GenericInternalRow(group.values()));
  }
}
