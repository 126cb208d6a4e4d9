package io.hawkshaw.rollup;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The measures of records with the same key, in memory. It works on Spark's own rows; what it keeps
 * of a row it copies, since Spark uses the same row for the next one.
 */
public final class Group {
  /** Positions of the columns in which a group is told; the sums follow, then the texts. */
  public static final int KEY = 0;

  public static final int FIRST_TIME = 1;
  public static final int LAST_TIME = 2;
  public static final int SUMS = 3;

  /** The first two sums: how many records, and how many with all copies. */
  public static final int RECORDS = SUMS;

  public static final int COPIES = SUMS + 1;

  /**
   * What the rows look like.
   *
   * @param keys number of fields of the key
   * @param sums number of sums, the records and copies among them
   * @param texts how many values are kept of each text: the smallest
   * @param others number of columns behind those of a group
   * @param areEarliest texts are kept of the earliest row instead, all that it has
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Layout(int keys, int sums, int[] texts, int others, boolean areEarliest)
      implements Serializable {

    /** A layout whose texts are the smallest. */
    public Layout(int keys, int sums, int[] texts, int others) {
      this(keys, sums, texts, others, false);
    }

    /** Position of the first column that is none of a group. */
    public int end() {
      return SUMS + sums + texts.length;
    }

    /** The columns of a row, all null. */
    public Object[] values() {
      return new Object[end() + others];
    }
  }

  private static final ArrayData NO_TEXT = new GenericArrayData(new Object[0]);

  private final UnsafeRow key;
  private final Layout layout;
  private final long[] sums;
  private final boolean[] hasSum;
  private final UTF8String[][] texts;
  private boolean hasText;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** A group of nothing yet; the key is not copied. */
  public Group(UnsafeRow key, Layout layout) {
    this.key = key;
    this.layout = layout;
    this.sums = new long[layout.sums()];
    this.hasSum = new boolean[layout.sums()];
    this.texts = new UTF8String[layout.texts().length][0];
  }

  /**
   * Adds a record.
   *
   * @param at position of its time; its last time, its sums but for the two counts, and its texts
   *     follow
   */
  public void addRecord(InternalRow row, int at) {
    add(0, 1);
    add(1, 1);
    addTimes(row, at);
    int counts = COPIES + 1 - SUMS;
    addSums(row, at + 2, counts);
    int ofTexts = at + 2 + sums.length - counts;
    for (int i = 0; i < texts.length; i++) {
      if (!row.isNullAt(ofTexts + i)) {
        texts[i] = Smallest.with(texts[i], row.getUTF8String(ofTexts + i), layout.texts()[i]);
      }
    }
  }

  /** Adds a copy of a record that was added, if perhaps to another group of the same key. */
  public void addCopy(InternalRow row, int at) {
    add(0, 0);
    add(1, 1);
    addTimes(row, at);
  }

  /** Takes records off that were copies of others. */
  public void subtract(int records) {
    add(0, -records);
  }

  /** True where there is no record yet, nor a copy of one. */
  public boolean isEmpty() {
    return sums[1] == 0;
  }

  /** Adds a group with the same key. */
  public void addGroup(InternalRow row) {
    if (layout.areEarliest()) {
      addEarliest(row);
    } else {
      addSmallest(row);
    }
    addTimes(row, FIRST_TIME);
    addSums(row, SUMS, 0);
  }

  /** Of rows of the same time those texts are kept that come first in the order of their bytes. */
  private void addEarliest(InternalRow row) {
    long time = row.isNullAt(FIRST_TIME) ? Long.MAX_VALUE : row.getLong(FIRST_TIME);
    if (hasText && (time > first || (time == first && compareTexts(row) >= 0))) {
      return;
    }
    hasText = true;
    for (int i = 0; i < texts.length; i++) {
      ArrayData array = text(row, i);
      texts[i] = new UTF8String[array.numElements()];
      for (int j = 0; j < texts[i].length; j++) {
        texts[i][j] = array.getUTF8String(j).clone();
      }
    }
  }

  private int compareTexts(InternalRow row) {
    int order = 0;
    for (int i = 0; i < texts.length && order == 0; i++) {
      ArrayData array = text(row, i);
      int common = Math.min(array.numElements(), texts[i].length);
      for (int j = 0; j < common && order == 0; j++) {
        order = array.getUTF8String(j).binaryCompare(texts[i][j]);
      }
      order = order == 0 ? Integer.compare(array.numElements(), texts[i].length) : order;
    }
    return order;
  }

  private ArrayData text(InternalRow row, int text) {
    int at = SUMS + sums.length + text;
    return row.isNullAt(at) ? NO_TEXT : row.getArray(at);
  }

  private void addSmallest(InternalRow row) {
    int ofTexts = SUMS + sums.length;
    for (int i = 0; i < texts.length; i++) {
      if (!row.isNullAt(ofTexts + i)) {
        texts[i] = Smallest.with(texts[i], row.getArray(ofTexts + i), layout.texts()[i]);
      }
    }
  }

  private void addTimes(InternalRow row, int at) {
    if (!row.isNullAt(at)) {
      first = Math.min(first, row.getLong(at));
    }
    if (!row.isNullAt(at + 1)) {
      last = Math.max(last, row.getLong(at + 1));
    }
  }

  private void addSums(InternalRow row, int at, int from) {
    for (int i = from; i < sums.length; i++) {
      if (!row.isNullAt(at + i - from)) {
        add(i, row.getLong(at + i - from));
      }
    }
  }

  private void add(int sum, long more) {
    sums[sum] += more;
    hasSum[sum] = true;
  }

  /** The columns of a row that tells the group; those behind it are null. */
  public Object[] values() {
    Object[] values = layout.values();
    values[KEY] = key;
    values[FIRST_TIME] = first == Long.MAX_VALUE ? null : first;
    values[LAST_TIME] = last == Long.MIN_VALUE ? null : last;
    for (int i = 0; i < sums.length; i++) {
      values[SUMS + i] = hasSum[i] ? sums[i] : null;
    }
    for (int i = 0; i < texts.length; i++) {
      values[SUMS + sums.length + i] = new GenericArrayData(texts[i]);
    }
    return values;
  }
}
