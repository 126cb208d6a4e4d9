package io.hawkshaw.source;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
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
 * The groups of one task, in the memory of that task: records go in, groups come out, once at the
 * end or whenever there are too many to keep.
 */
final class PartialGroups extends AbstractIterator<InternalRow> {
  /** About 100 MB of ids' hashes, or of groups. */
  private static final int MAX_HASHES = 1 << 22;

  private static final int MAX_GROUPS = 1 << 17;

  /** Positions of the columns that come in; the last time, sums and texts follow. */
  private static final int HASH = 0;

  private static final int ID = 1;
  private static final int KEY = 2;
  private static final int IS_RECORD = 3;
  private static final int REJECT = 4;
  private static final int FACTS = 5;
  private static final int TIME = 6;

  /** Positions of the columns that go out, behind those of a group. */
  private static final int REJECT_OUT = 0;

  private static final int FACTS_OUT = 1;
  static final int ID_OUT = 2;
  static final int SLICE_OUT = 3;
  static final int HASHES_OUT = 4;
  static final int WHOLE_OUT = 5;

  /** Number of columns behind those of a group. */
  static final int OTHERS = 6;

  private final Iterator<InternalRow> rows;
  private final Group.Layout layout;
  private final int slices;
  private final Suspects suspects;

  private final Map<UnsafeRow, Integer> numbers = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final Long2IntOpenHashMap groupOfHash = new Long2IntOpenHashMap();
  private final LongArrayList unequal = new LongArrayList();
  private Iterator<InternalRow> ready = Collections.emptyIterator();

  /**
   * The groups of some rows.
   *
   * @param slices into how many parts the hashes are divided
   * @param suspects hashes of records that come out single
   */
  PartialGroups(Iterator<InternalRow> rows, Group.Layout layout, int slices, Suspects suspects) {
    this.rows = rows;
    this.layout = layout;
    this.slices = slices;
    this.suspects = suspects;
    groupOfHash.defaultReturnValue(-1);
  }

  @Override
  protected InternalRow computeNext() {
    while (true) {
      if (ready.hasNext()) {
        return ready.next();
      }
      if (!rows.hasNext()) {
        if (groups.isEmpty()) {
          return endOfData();
        }
        ready = drain();
        continue;
      }
      InternalRow row = rows.next();
      if (!row.getBoolean(IS_RECORD)) {
        return passed(row);
      }
      if (suspects.contains(row.getLong(HASH))) {
        return single(row);
      }
      add(row);
      if (groupOfHash.size() >= MAX_HASHES || groups.size() >= MAX_GROUPS) {
        ready = drain();
      }
    }
  }

  private void add(InternalRow row) {
    UnsafeRow key = (UnsafeRow) row.getStruct(KEY, layout.keys());
    Integer known = numbers.get(key);
    int number = known == null ? groups.size() : known;
    if (known == null) {
      UnsafeRow kept = key.copy();
      numbers.put(kept, number);
      groups.add(new Group(kept, layout));
    }
    int before = groupOfHash.putIfAbsent(row.getLong(HASH), number);
    if (before < 0) {
      groups.get(number).addRecord(row, TIME);
    } else if (before == number) {
      groups.get(number).addCopy();
    } else {
      unequal.add(row.getLong(HASH));
    }
  }

  /** All groups and hashes, which are then forgotten. */
  private Iterator<InternalRow> drain() {
    List<Group> drained = List.copyOf(groups);
    HashSlices hashes = new HashSlices(slices);
    groupOfHash.keySet().forEach(hashes::add);
    unequal.forEach(hashes::add);
    groups.clear();
    numbers.clear();
    groupOfHash.clear();
    unequal.clear();
    return Iterators.concat(
        Iterators.transform(drained.iterator(), group -> new GenericInternalRow(group.values())),
        hashes.rows(layout));
  }

  private InternalRow single(InternalRow row) {
    Group group = new Group((UnsafeRow) row.getStruct(KEY, layout.keys()), layout);
    group.addRecord(row, TIME);
    Object[] values = group.values();
    values[layout.end() + ID_OUT] = row.getUTF8String(ID);
    return new GenericInternalRow(values).copy();
  }

  private InternalRow passed(InternalRow row) {
    Object[] values = layout.values();
    values[Group.KEY] = row.getStruct(KEY, layout.keys()).copy();
    values[Group.RECORDS] = 0L;
    values[Group.COPIES] = 0L;
    values[layout.end() + REJECT_OUT] = copy(row, REJECT, Scan.REJECT.size());
    values[layout.end() + FACTS_OUT] = copy(row, FACTS, Scan.FACTS.size());
    return new GenericInternalRow(values);
  }

  private static InternalRow copy(InternalRow row, int at, int fields) {
    return row.isNullAt(at) ? null : row.getStruct(at, fields).copy();
  }
}
