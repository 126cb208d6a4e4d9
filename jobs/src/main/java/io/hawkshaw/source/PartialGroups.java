package io.hawkshaw.source;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The groups of one task, in the memory of that task: records go in, groups come out, once at the
 * end or whenever there are too many to keep. It works on Spark's own rows, whose keys compare by
 * their bytes; what it keeps of a row it copies, since Spark uses the same row for the next one.
 */
final class PartialGroups extends AbstractIterator<InternalRow> {
  /** About 100 MB of ids' hashes, or of groups. */
  private static final int MAX_HASHES = 1 << 22;

  private static final int MAX_GROUPS = 1 << 17;

  /** Positions of the columns that come in; sums and texts follow. */
  private static final int HASH = 0;

  private static final int ID = 1;
  private static final int KEY = 2;
  private static final int IS_RECORD = 3;
  private static final int REJECT = 4;
  private static final int FACTS = 5;
  private static final int FIRST_TIME = 6;
  private static final int LAST_TIME = 7;
  private static final int MEASURES = 8;

  /** Positions of the columns that go out, before the times, sums and texts. */
  private static final int KEY_OUT = 0;

  private static final int REJECT_OUT = 1;
  private static final int FACTS_OUT = 2;
  private static final int RECORDS_OUT = 3;

  /** And behind them, from the end. */
  private static final int COPIES_FROM_END = 3;

  private static final int SLICE_FROM_END = 2;
  private static final int HASHES_FROM_END = 1;

  /**
   * What the rows look like.
   *
   * @param keys number of keys
   * @param sums number of sums
   * @param texts how many values are kept of each text
   * @param slices into how many parts the hashes are divided
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Layout(int keys, int sums, int[] texts, int slices) implements Serializable {}

  private final Iterator<InternalRow> rows;
  private final Layout layout;
  private final Suspects suspects;

  private final Map<UnsafeRow, Integer> numbers = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();
  private final Long2IntOpenHashMap groupOfHash = new Long2IntOpenHashMap();
  private final LongArrayList unequal = new LongArrayList();
  private Iterator<InternalRow> ready = Collections.emptyIterator();

  PartialGroups(Iterator<InternalRow> rows, Layout layout, Suspects suspects) {
    this.rows = rows;
    this.layout = layout;
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
      groups.get(number).add(row);
    } else if (before == number) {
      groups.get(number).copies++;
    } else {
      unequal.add(row.getLong(HASH));
    }
  }

  /** All groups and hashes, which are then forgotten. */
  private Iterator<InternalRow> drain() {
    List<Group> drained = List.copyOf(groups);
    LongArrayList[] slices = slices();
    groups.clear();
    numbers.clear();
    groupOfHash.clear();
    unequal.clear();
    return Iterators.concat(
        Iterators.transform(drained.iterator(), group -> group.row(null)),
        IntStream.range(0, slices.length)
            .filter(slice -> !slices[slice].isEmpty())
            .mapToObj(slice -> hashes(slice, slices[slice]))
            .iterator());
  }

  private LongArrayList[] slices() {
    LongArrayList[] slices = new LongArrayList[layout.slices()];
    for (int i = 0; i < slices.length; i++) {
      slices[i] = new LongArrayList();
    }
    groupOfHash.keySet().forEach(hash -> slices[Math.floorMod(hash, slices.length)].add(hash));
    unequal.forEach(hash -> slices[Math.floorMod(hash, slices.length)].add(hash));
    return slices;
  }

  private InternalRow hashes(int slice, LongArrayList hashes) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * hashes.size());
    hashes.forEach(bytes::putLong);
    Object[] values = values();
    values[values.length - SLICE_FROM_END] = slice;
    values[values.length - HASHES_FROM_END] = bytes.array();
    return new GenericInternalRow(values);
  }

  private InternalRow single(InternalRow row) {
    Group group = new Group((UnsafeRow) row.getStruct(KEY, layout.keys()), layout);
    group.add(row);
    return group.row(row.getUTF8String(ID)).copy();
  }

  private InternalRow passed(InternalRow row) {
    Object[] values = values();
    values[KEY_OUT] = row.getStruct(KEY, layout.keys()).copy();
    values[REJECT_OUT] = copy(row, REJECT, Scan.REJECT.size());
    values[FACTS_OUT] = copy(row, FACTS, Scan.FACTS.size());
    values[RECORDS_OUT] = 0L;
    values[values.length - COPIES_FROM_END] = 1L;
    return new GenericInternalRow(values);
  }

  private static InternalRow copy(InternalRow row, int at, int fields) {
    return row.isNullAt(at) ? null : row.getStruct(at, fields).copy();
  }

  private Object[] values() {
    return new Object[6 + layout.sums() + layout.texts().length + 4];
  }

  /** The measures of records with the same key. */
  private final class Group {
    private final UnsafeRow key;
    private final long[] sums;
    private final boolean[] hasSum;
    private final UTF8String[][] texts;
    private long records;
    private long copies;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    Group(UnsafeRow key, Layout layout) {
      this.key = key;
      this.sums = new long[layout.sums()];
      this.hasSum = new boolean[layout.sums()];
      this.texts = new UTF8String[layout.texts().length][0];
    }

    void add(InternalRow row) {
      records++;
      copies++;
      if (!row.isNullAt(FIRST_TIME)) {
        first = Math.min(first, row.getLong(FIRST_TIME));
      }
      if (!row.isNullAt(LAST_TIME)) {
        last = Math.max(last, row.getLong(LAST_TIME));
      }
      for (int i = 0; i < sums.length; i++) {
        if (!row.isNullAt(MEASURES + i)) {
          sums[i] += row.getLong(MEASURES + i);
          hasSum[i] = true;
        }
      }
      for (int i = 0; i < texts.length; i++) {
        int at = MEASURES + sums.length + i;
        if (!row.isNullAt(at)) {
          texts[i] = Smallest.with(texts[i], row.getUTF8String(at), layout.texts()[i]);
        }
      }
    }

    InternalRow row(UTF8String id) {
      Object[] values = values();
      values[KEY_OUT] = key;
      int at = RECORDS_OUT;
      values[at++] = records;
      values[at++] = first == Long.MAX_VALUE ? null : first;
      values[at++] = last == Long.MIN_VALUE ? null : last;
      for (int i = 0; i < sums.length; i++) {
        values[at++] = hasSum[i] ? sums[i] : null;
      }
      for (UTF8String[] kept : texts) {
        values[at++] = new GenericArrayData(kept);
      }
      values[at++] = id;
      values[at] = copies;
      return new GenericInternalRow(values);
    }
  }
}
