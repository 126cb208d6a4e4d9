package io.hawkshaw.rollup;

import com.google.common.collect.AbstractIterator;
import java.util.Collections;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The groups of one task: rows in the columns of {@link Group} go in, and come out with those of
 * the same key together, at the end or whenever there are too many to keep.
 */
final class GroupsInMemory extends AbstractIterator<InternalRow> {
  private final Iterator<InternalRow> rows;
  private final int limit;
  private final GroupMap groups;
  private Iterator<InternalRow> ready = Collections.emptyIterator();

  /**
   * The groups of some rows.
   *
   * @param limit how many are kept at most
   */
  GroupsInMemory(Iterator<InternalRow> rows, Group.Layout layout, int limit) {
    this.rows = rows;
    this.groups = new GroupMap(layout);
    this.limit = limit;
  }

  @Override
  protected InternalRow computeNext() {
    if (!ready.hasNext()) {
      while (rows.hasNext() && groups.size() < limit) {
        groups.add(rows.next());
      }
      ready = groups.drain();
    }
    return ready.hasNext() ? ready.next() : endOfData();
  }
}
