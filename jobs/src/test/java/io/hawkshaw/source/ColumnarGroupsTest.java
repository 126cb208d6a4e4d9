package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.rollup.Group;
import io.hawkshaw.source.columnar.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.vectorized.OnHeapColumnVector;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

final class ColumnarGroupsTest {
  private static final Group.Layout LAYOUT =
      new Group.Layout(1, 3, new int[0], PartialGroups.OTHERS);
  private static final StructType KEY = StructType.fromDDL("digit INT");
  private static final GroupLimits NONE = new GroupLimits(1 << 20, 1 << 20, 1 << 20);

  /** Numbers, of which those with the same last digit are alike; a number is its own id. */
  private static final class Digits implements Records {
    private ColumnVector numbers;
    private long last;
    private int forgotten;

    @Override
    public int keys() {
      return 1;
    }

    @Override
    public int measures() {
      return 3;
    }

    @Override
    public void open(ColumnarBatch batch) {
      numbers = batch.column(0);
    }

    @Override
    public long read(int row, int[] key, long[] measures, UTF8String[] samples) {
      last = numbers.getLong(row);
      key[0] = (int) (last % 10);
      measures[0] = last;
      measures[1] = last;
      measures[2] = 1;
      return last;
    }

    @Override
    public UTF8String id() {
      return UTF8String.fromString(Long.toString(last));
    }

    @Override
    public Object[] fields(int[] key) {
      return new Object[] {key[0]};
    }

    @Override
    public boolean isWhole(int[] key) {
      return key[0] > 0;
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public void forget() {
      forgotten++;
    }
  }

  private static ColumnarBatch batch(long from, long to) {
    long[] numbers = LongStream.range(from, to).toArray();
    OnHeapColumnVector vector = new OnHeapColumnVector(numbers.length, DataTypes.LongType);
    vector.putLongs(0, numbers.length, numbers, 0);
    return new ColumnarBatch(new ColumnVector[] {vector}, numbers.length);
  }

  private static GroupRows rows(
      Digits digits, Suspects suspects, GroupLimits limits, ColumnarBatch... batches) {
    List<InternalRow> rows = new ArrayList<>();
    new ColumnarGroups(List.of(batches).iterator(), digits, LAYOUT, KEY, 2, suspects, limits)
        .forEachRemaining(rows::add);
    return new GroupRows(LAYOUT, rows);
  }

  @Test
  void copiesInLaterBatchesAreCountedAndEachIdIsToldOnce() {
    GroupRows rows =
        rows(new Digits(), Suspects.NONE, NONE, batch(0, 25), batch(20, 30), batch(0, 0));

    assertThat(rows.counts())
        .hasSize(10)
        .containsEntry(0, List.of(3L, 4L))
        .containsEntry(5, List.of(3L, 3L));
    assertThat(rows.ids())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 30).boxed().toList());
    InternalRow first = rows.groups().get(0);
    assertThat(first.getLong(Group.FIRST_TIME)).isZero();
    assertThat(first.getLong(Group.LAST_TIME)).isEqualTo(20);
    assertThat(first.getLong(Group.COPIES + 1)).isEqualTo(3);
  }

  @Test
  void whatIsTooMuchToKeepLeavesInParts() {
    Digits digits = new Digits();
    GroupRows rows =
        rows(
            digits,
            Suspects.NONE,
            new GroupLimits(1000, 8, 1000),
            batch(0, 10),
            batch(10, 20),
            batch(20, 22));

    assertThat(digits.forgotten).as("each time that groups have left").isEqualTo(3);
    assertThat(rows.groups()).hasSize(22);
    assertThat(rows.counts()).hasSize(10).containsEntry(0, List.of(3L, 3L));
    assertThat(rows.ids()).hasSize(22);
  }
}
