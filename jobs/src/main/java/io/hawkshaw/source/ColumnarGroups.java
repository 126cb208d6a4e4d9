package io.hawkshaw.source;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import io.hawkshaw.rollup.Group;
import io.hawkshaw.source.columnar.Groups;
import io.hawkshaw.source.columnar.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The groups of one task, as {@link PartialGroups}, but of batches of columns: records go in,
 * groups come out, once at the end or whenever there are too many to keep.
 */
final class ColumnarGroups extends AbstractIterator<InternalRow> {
  /** The first two measures. */
  private static final int TIMES = 2;

  private final Iterator<ColumnarBatch> batches;
  private final Records records;
  private final Group.Layout layout;
  private final int slices;
  private final Suspects suspects;
  private final GroupLimits limits;
  private final int[] key;
  private final long[] measures;
  private Groups groups;
  private Iterator<InternalRow> ready = Collections.emptyIterator();
  private boolean isDrained;
  private boolean isInParts;

  /**
   * The groups of some batches.
   *
   * @param slices into how many parts the hashes of ids are divided
   * @param suspects hashes of records that come out single
   */
  ColumnarGroups(
      Iterator<ColumnarBatch> batches,
      Records records,
      Group.Layout layout,
      int slices,
      Suspects suspects,
      GroupLimits limits) {
    this.batches = batches;
    this.records = records;
    this.layout = layout;
    this.slices = slices;
    this.suspects = suspects;
    this.limits = limits;
    this.key = new int[records.keys()];
    this.measures = new long[records.measures()];
    this.groups = new Groups(key.length, measures.length);
  }

  @Override
  protected InternalRow computeNext() {
    while (!ready.hasNext()) {
      if (isDrained) {
        records.forget();
        groups = new Groups(key.length, measures.length);
        isDrained = false;
      }
      if (batches.hasNext() && !isFull()) {
        ready = add(batches.next());
      } else if (batches.hasNext() || groups.size() > 0) {
        isInParts |= batches.hasNext();
        ready = rows();
        isDrained = true;
      } else {
        return endOfData();
      }
    }
    return ready.next();
  }

  private boolean isFull() {
    return groups.ids() >= limits.ids()
        || groups.size() >= limits.groups()
        || records.bytes() >= limits.bytes();
  }

  /** Adds the records of a batch, but for the suspects, which are handed back. */
  private Iterator<InternalRow> add(ColumnarBatch batch) {
    List<InternalRow> singles = new ArrayList<>();
    records.open(batch);
    for (int row = 0; row < batch.numRows(); row++) {
      long hash = records.read(row, key, measures);
      if (suspects.contains(hash)) {
        singles.add(single());
      } else {
        groups.add(key, hash, measures);
      }
    }
    return singles.iterator();
  }

  private InternalRow single() {
    Object[] values = row(key, 1, 1, number -> measures[number]);
    values[layout.end() + PartialGroups.ID_OUT] = records.id();
    return new GenericInternalRow(values);
  }

  private Iterator<InternalRow> rows() {
    HashSlices hashes = new HashSlices(slices);
    groups.forEachId(id -> hashes.add(id, 0)); // Sums of bytes cannot be taken off again.
    return Iterators.concat(
        IntStream.range(0, groups.size())
            .filter(group -> groups.records(group) > 0)
            .mapToObj(this::row)
            .iterator(),
        hashes.rows(layout));
  }

  private InternalRow row(int group) {
    int[] ofGroup = groups.key(group);
    Object[] values =
        row(
            ofGroup,
            groups.records(group),
            groups.copies(group),
            number -> groups.measure(group, number));
    values[layout.end() + PartialGroups.WHOLE_OUT] = !isInParts && records.isWhole(ofGroup);
    return new GenericInternalRow(values);
  }

  private Object[] row(int[] ofKey, long count, long copies, IntToLongFunction measured) {
    Object[] values = layout.values();
    values[Group.KEY] = new GenericInternalRow(records.fields(ofKey));
    values[Group.FIRST_TIME] = measured.applyAsLong(0);
    values[Group.LAST_TIME] = measured.applyAsLong(1);
    values[Group.RECORDS] = count;
    values[Group.COPIES] = copies;
    for (int i = TIMES; i < measures.length; i++) {
      values[Group.COPIES + 1 + i - TIMES] = measured.applyAsLong(i);
    }
    return values;
  }
}
