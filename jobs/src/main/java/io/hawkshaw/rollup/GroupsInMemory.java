package io.hawkshaw.rollup;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * The groups of one task: rows in the columns of {@link Group} go in, and come out with those of
 * the same key together, at the end or whenever there are too many to keep.
 */
final class GroupsInMemory extends AbstractIterator<InternalRow> {
  private final Iterator<InternalRow> rows;
  private final Group.Layout layout;
  private final int limit;
  private final Map<UnsafeRow, Group> groups = new HashMap<>();
  private Iterator<InternalRow> ready = Collections.emptyIterator();

  /**
   * The groups of some rows.
   *
   * @param limit how many are kept at most
   */
  GroupsInMemory(Iterator<InternalRow> rows, Group.Layout layout, int limit) {
    this.rows = rows;
    this.layout = layout;
    this.limit = limit;
  }

  @Override
  protected InternalRow computeNext() {
    if (!ready.hasNext()) {
      while (rows.hasNext() && groups.size() < limit) {
        add(rows.next());
      }
      ready = drained();
    }
    return ready.hasNext() ? ready.next() : endOfData();
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

  private Iterator<InternalRow> drained() {
    List<Group> drained = new ArrayList<>(groups.values());
    groups.clear();
    return Iterators.transform(drained.iterator(), group -> new GenericInternalRow(group.values()));
  }
}
