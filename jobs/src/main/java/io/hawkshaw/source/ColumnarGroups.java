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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

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
  private final UTF8String[] samples;
  private final UnsafeProjection keyRow;
  private Groups groups;
  private Iterator<InternalRow> ready = Collections.emptyIterator();
  private boolean isDrained;
  private boolean isInParts;

  /**
   * The groups of some batches.
   *
   * @param keyType what a key looks like
   * @param slices into how many parts the hashes of ids are divided
   * @param suspects hashes of records that come out single
   */
  ColumnarGroups(
      Iterator<ColumnarBatch> batches,
      Records records,
      Group.Layout layout,
      StructType keyType,
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
    this.samples = new UTF8String[layout.texts().length];
    this.keyRow = UnsafeProjection.create(keyType);
    this.groups = noGroups();
  }

  private Groups noGroups() {
    return new Groups(key.length, measures.length, layout.texts());
  }

  @Override
  protected InternalRow computeNext() {
    while (!ready.hasNext()) {
      if (isDrained) {
        records.forget();
        groups = noGroups();
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
        || records.bytes() + groups.bytes() >= limits.bytes();
  }

  /** Adds the records of a batch, but for the suspects, which are handed back. */
  private Iterator<InternalRow> add(ColumnarBatch batch) {
    List<InternalRow> singles = new ArrayList<>();
    records.open(batch);
    for (int row = 0; row < batch.numRows(); row++) {
      long hash = records.read(row, key, measures, samples);
      if (suspects.contains(hash)) {
        singles.add(single());
      } else {
        groups.add(key, hash, measures, samples);
      }
    }
    return singles.iterator();
  }

  private InternalRow single() {
    Object[] values = row(keyRow(key).copy(), 1, 1, number -> measures[number]);
    for (int i = 0; i < samples.length; i++) {
      Object[] one = samples[i] == null ? new Object[0] : new Object[] {samples[i].clone()};
      values[samplesAt() + i] = new GenericArrayData(one);
    }
    values[layout.end() + PartialGroups.ID_OUT] = records.id();
    return new GenericInternalRow(values);
  }

  private Iterator<InternalRow> rows() {
    long[] keyHashes = new long[groups.size()];
    Stream<Supplier<Iterator<InternalRow>>> parts =
        Stream.of(() -> groupRows(keyHashes), () -> hashRows(keyHashes));
    return Iterators.concat(parts.map(Supplier::get).iterator());
  }

  /** The groups; the hashes of their keys are known when they are made. */
  private Iterator<InternalRow> groupRows(long[] keyHashes) {
    return IntStream.range(0, groups.size())
        .filter(group -> groups.records(group) > 0)
        .mapToObj(group -> row(group, keyHashes))
        .iterator();
  }

  /** A group without records has no hash: all of its ids are those of unlike records. */
  private Iterator<InternalRow> hashRows(long[] keyHashes) {
    HashSlices hashes = new HashSlices(slices);
    groups.forEachId((id, group) -> hashes.add(id, keyHashes[group]));
    return hashes.rows(layout);
  }

  private InternalRow row(int group, long[] keyHashes) {
    int[] ofGroup = groups.key(group);
    UnsafeRow ofKey = keyRow(ofGroup).copy();
    Object[] values =
        row(
            ofKey,
            groups.records(group),
            groups.copies(group),
            number -> groups.measure(group, number));
    for (int i = 0; i < samples.length; i++) {
      values[samplesAt() + i] = new GenericArrayData(groups.samples(group, i));
    }
    keyHashes[group] = PartialGroups.hash(ofKey);
    values[layout.end() + PartialGroups.KEY_HASH_OUT] = keyHashes[group];
    values[layout.end() + PartialGroups.WHOLE_OUT] = !isInParts && records.isWhole(ofGroup);
    return new GenericInternalRow(values);
  }

  private UnsafeRow keyRow(int[] ofKey) {
    return keyRow.apply(new GenericInternalRow(records.fields(ofKey)));
  }

  private int samplesAt() {
    return layout.end() - samples.length;
  }

  private Object[] row(UnsafeRow ofKey, long count, long copies, IntToLongFunction measured) {
    Object[] values = layout.values();
    values[Group.KEY] = ofKey;
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
