package io.hawkshaw.source;

import com.google.common.collect.AbstractIterator;
import io.hawkshaw.rollup.Group;
import io.hawkshaw.rollup.GroupMap;
import it.unimi.dsi.fastutil.longs.Long2IntMap;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

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
  private final GroupMap groups;
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
    this.groups = new GroupMap(layout);
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
      merged = groups.drain();
    }
    return merged.hasNext() ? merged.next() : endOfData();
  }

  private void add(InternalRow row) {
    Group group = groups.add(row);
    if (!row.isNullAt(layout.end() + KEY_HASH)) {
      long keyHash = row.getLong(layout.end() + KEY_HASH);
      // All parts of a key come here, and its copies are taken off once.
      if (surplus.containsKey(keyHash) && subtracted.add(keyHash)) {
        group.subtract(surplus.get(keyHash));
      }
    }
  }
}
