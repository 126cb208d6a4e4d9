package io.hawkshaw.source;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import io.hawkshaw.rollup.Group;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
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
import org.apache.spark.sql.catalyst.expressions.XXH64;

/**
 * The groups of one task, in the memory of that task: records go in, groups come out, once at the
 * end or whenever there are too many to keep. Ids are remembered longer than groups, so that a copy
 * is known for one when its record has gone out already.
 */
final class PartialGroups extends AbstractIterator<InternalRow> {
  /** Of an id that was not there before. */
  private static final long NO_KEY = 0;

  /** Positions of the columns that come in; the last time, sums and texts follow. */
  private static final int HASH = 0;

  static final int ID = 1;
  static final int KEY = 2;
  private static final int IS_RECORD = 3;
  private static final int REJECT = 4;
  private static final int FACTS = 5;
  static final int TIME = 6;

  /** Positions of the columns that go out, behind those of a group. */
  private static final int REJECT_OUT = 0;

  private static final int FACTS_OUT = 1;
  static final int ID_OUT = 2;
  static final int SLICE_OUT = 3;
  static final int HASHES_OUT = 4;
  static final int WHOLE_OUT = 5;
  static final int KEY_HASH_OUT = 6;

  /** Number of columns behind those of a group. */
  static final int OTHERS = 7;

  private final Iterator<InternalRow> rows;
  private final Group.Layout layout;
  private final int slices;
  private final Suspects suspects;
  private final GroupLimits limits;

  private final Map<UnsafeRow, Integer> numbers = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final LongArrayList keyHashes = new LongArrayList();
  private final Long2LongOpenHashMap keyOfId = new Long2LongOpenHashMap();
  private final LongArrayList unequal = new LongArrayList();
  private Iterator<InternalRow> ready = Collections.emptyIterator();

  /**
   * The groups of some rows.
   *
   * @param slices into how many parts the hashes are divided
   * @param suspects hashes of records that come out single
   */
  PartialGroups(
      Iterator<InternalRow> rows,
      Group.Layout layout,
      int slices,
      Suspects suspects,
      GroupLimits limits) {
    this.rows = rows;
    this.layout = layout;
    this.slices = slices;
    this.suspects = suspects;
    this.limits = limits;
    keyOfId.defaultReturnValue(NO_KEY);
  }

  @Override
  protected InternalRow computeNext() {
    while (true) {
      if (ready.hasNext()) {
        return ready.next();
      }
      if (!rows.hasNext()) {
        if (groups.isEmpty() && keyOfId.isEmpty()) {
          return endOfData();
        }
        ready = Iterators.concat(drainGroups(), drainHashes());
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
      if (keyOfId.size() >= limits.ids()) {
        ready = Iterators.concat(drainGroups(), drainHashes());
      } else if (groups.size() >= limits.groups()) {
        ready = drainGroups();
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
      keyHashes.add(hash(kept));
    }
    long keyHash = keyHashes.getLong(number);
    long before = keyOfId.putIfAbsent(row.getLong(HASH), keyHash);
    if (before == NO_KEY) {
      groups.get(number).addRecord(row, TIME);
    } else if (before == keyHash) {
      groups.get(number).addCopy(row, TIME);
    } else {
      unequal.add(row.getLong(HASH));
      unequal.add(keyHash);
    }
  }

  /** A hash of a key, the same in all tasks. */
  static long hash(UnsafeRow key) {
    long hash =
        XXH64.hashUnsafeBytes(key.getBaseObject(), key.getBaseOffset(), key.getSizeInBytes(), 42);
    return hash == NO_KEY ? 1 : hash;
  }

  /** All groups, which are then forgotten; what an id alone left of one that is unlike is none. */
  private Iterator<InternalRow> drainGroups() {
    List<InternalRow> drained = new ArrayList<>(groups.size());
    for (int number = 0; number < groups.size(); number++) {
      if (!groups.get(number).isEmpty()) {
        Object[] values = groups.get(number).values();
        values[layout.end() + KEY_HASH_OUT] = keyHashes.getLong(number);
        drained.add(new GenericInternalRow(values));
      }
    }
    groups.clear();
    keyHashes.clear();
    numbers.clear();
    return drained.iterator();
  }

  /** All hashes, which are then forgotten. */
  private Iterator<InternalRow> drainHashes() {
    HashSlices hashes = new HashSlices(slices);
    keyOfId.long2LongEntrySet().fastForEach(e -> hashes.add(e.getLongKey(), e.getLongValue()));
    for (int i = 0; i < unequal.size(); i += 2) {
      hashes.add(unequal.getLong(i), unequal.getLong(i + 1));
    }
    keyOfId.clear();
    unequal.clear();
    return hashes.rows(layout);
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
