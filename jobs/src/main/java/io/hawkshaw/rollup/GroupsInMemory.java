package io.hawkshaw.rollup;

import com.google.common.collect.AbstractIterator;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The groups of one task: rows in the columns of {@link Group} go in, each for one or more keys,
 * and come out with those of the same key together, at the end or whenever there are too many to
 * keep.
 */
final class GroupsInMemory extends AbstractIterator<InternalRow> {
  private final Iterator<InternalRow> rows;
  private final int limit;
  private final GroupMap groups;
  private final Keys keys;
  private Iterator<InternalRow> ready = Collections.emptyIterator();

  /**
   * The groups of some rows.
   *
   * @param keys to the groups of which each row is added
   * @param limit how many are kept, but for those of the last row
   */
  GroupsInMemory(Iterator<InternalRow> rows, Group.Layout layout, Keys keys, int limit) {
    this.rows = rows;
    this.keys = keys;
    this.groups = new GroupMap(layout);
    this.limit = limit;
  }

  @Override
  protected InternalRow computeNext() {
    if (!ready.hasNext()) {
      while (rows.hasNext() && groups.size() < limit) {
        InternalRow row = rows.next();
        keys.forEach(row, key -> groups.add(key, row));
      }
      ready = groups.drain();
    }
    return ready.hasNext() ? ready.next() : endOfData();
  }
}
