package io.hawkshaw.rollup;

import com.google.common.collect.Iterators;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/** Groups by their keys. Rows come and go in the columns of {@link Group}. */
public final class GroupMap {
  private final Group.Layout layout;
  private final Map<UnsafeRow, Group> groups = new HashMap<>();

  public GroupMap(Group.Layout layout) {
    this.layout = layout;
  }

  /** Adds a row to the group of its key, and gives that group. */
  public Group add(InternalRow row) {
    return add((UnsafeRow) row.getStruct(Group.KEY, layout.keys()), row);
  }

  /** Adds a row to the group of another key than its own. */
  Group add(UnsafeRow key, InternalRow row) {
    Group group = groups.get(key);
    if (group == null) {
      UnsafeRow kept = key.copy();
      group = new Group(kept, layout);
      groups.put(kept, group);
    }
    group.addGroup(row);
    return group;
  }

  int size() {
    return groups.size();
  }

  /** All groups, which are then forgotten. */
  public Iterator<InternalRow> drain() {
    List<Group> drained = List.copyOf(groups.values());
    groups.clear();
    return Iterators.transform(drained.iterator(), group -> new GenericInternalRow(group.values()));
  }
}
