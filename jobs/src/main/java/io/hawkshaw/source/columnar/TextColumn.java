package io.hawkshaw.source.columnar;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.execution.vectorized.ConstantColumnVector;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A column of texts as their numbers. Where the file has a dictionary, each of its entries is
 * looked up once in a batch, however many rows have it; whether the next batch has the same
 * dictionary, Spark does not tell.
 */
public final class TextColumn extends LeafColumn implements Value {
  private final Texts texts;
  private WritableColumnVector entries;
  private boolean isConstant;
  private int constant;
  private int[] numbers = new int[0];
  private int[] batches = new int[0];
  private int batch;

  TextColumn(StructType schema, String path, Texts texts) {
    super(schema, path);
    this.texts = texts;
  }

  TextColumn(List<Integer> places, Texts texts) {
    super(places);
    this.texts = texts;
  }

  @Override
  void opened() {
    isConstant = values() instanceof ConstantColumnVector;
    constant = isConstant && !isNull(0) ? look(0) : Texts.NULL;
    entries =
        values() instanceof WritableColumnVector vector && vector.hasDictionary()
            ? vector.getDictionaryIds()
            : null;
    batch++;
  }

  /** True where many rows share few texts, which are known by their entries. */
  boolean isOfEntries() {
    return isConstant || entries != null || isEmpty();
  }

  @Override
  public UTF8String text(int row) {
    return isNull(row) ? null : values().getUTF8String(row);
  }

  @Override
  public Object value(int number) {
    return texts.text(number);
  }

  @Override
  public int number(int row) {
    if (isConstant) {
      return constant;
    }
    if (isNull(row)) {
      return Texts.NULL;
    }
    return entries == null ? look(row) : ofEntry(entries.getDictId(row), row);
  }

  private int ofEntry(int entry, int row) {
    if (entry >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(2 * numbers.length, entry + 1));
      batches = Arrays.copyOf(batches, numbers.length);
    }
    if (batches[entry] != batch) {
      batches[entry] = batch;
      numbers[entry] = look(row);
    }
    return numbers[entry];
  }

  private int look(int row) {
    return texts.number(values().getUTF8String(row));
  }
}
