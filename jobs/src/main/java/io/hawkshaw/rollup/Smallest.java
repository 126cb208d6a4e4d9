package io.hawkshaw.rollup;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * An aggregate of arrays that keeps the few smallest distinct texts of a group, in the order of
 * their bytes. Spark's collect_set would hold all of a group in memory first; and the smallest,
 * unlike the first, are the same in every run.
 *
 * <p>The arrays hold texts, but are of objects: without code generation Spark hands them back so.
 */
public final class Smallest extends Aggregator<Object[], Object[], Object[]> {
  private static final long serialVersionUID = 1L;

  /** As {@link #with} compares, so that the parts of a group and the whole agree. */
  private static final Comparator<Object> BY_BYTES =
      Comparator.comparing(text -> UTF8String.fromString((String) text), UTF8String::binaryCompare);

  private final int limit;

  Smallest(int limit) {
    this.limit = limit;
  }

  /** The smallest distinct values of a column of arrays of texts, nulls left out. */
  public static Column smallest(int limit, Column texts) {
    return functions.udaf(new Smallest(limit), texts()).apply(texts);
  }

  /** The smallest texts with one more, of which a copy is kept if it is among them. */
  static UTF8String[] with(UTF8String[] kept, UTF8String text, int limit) {
    if (kept.length == limit && text.binaryCompare(kept[limit - 1]) >= 0) {
      return kept;
    }
    int at = Arrays.binarySearch(kept, text, UTF8String::binaryCompare);
    return at >= 0 ? kept : insert(kept, -at - 1, text.clone(), limit);
  }

  /** The smallest texts of both. */
  static UTF8String[] with(UTF8String[] kept, ArrayData texts, int limit) {
    UTF8String[] smallest = kept;
    for (int i = 0; i < texts.numElements(); i++) {
      if (!texts.isNullAt(i)) {
        smallest = with(smallest, texts.getUTF8String(i), limit);
      }
    }
    return smallest;
  }

  private static <T> T[] insert(T[] kept, int place, T text, int limit) {
    T[] more = Arrays.copyOf(kept, Math.min(limit, kept.length + 1));
    System.arraycopy(kept, place, more, place + 1, more.length - place - 1);
    more[place] = text;
    return more;
  }

  @Override
  public Object[] zero() {
    return new String[0];
  }

  @Override
  public Object[] reduce(Object[] kept, Object[] texts) {
    return texts == null ? kept : merge(kept, texts);
  }

  @Override
  public Object[] merge(Object[] one, Object[] other) {
    Object[] merged = one;
    for (Object text : other) {
      int at = text == null ? 0 : Arrays.binarySearch(merged, text, BY_BYTES);
      if (at < 0 && -at - 1 < limit) {
        merged = insert(merged, -at - 1, text, limit);
      }
    }
    return merged;
  }

  @Override
  public Object[] finish(Object[] kept) {
    return kept;
  }

  @Override
  public Encoder<Object[]> bufferEncoder() {
    return texts();
  }

  @Override
  public Encoder<Object[]> outputEncoder() {
    return texts();
  }

  /** Spark's Java interface has no encoder of arrays; that of Scala erases their type. */
  @SuppressWarnings("unchecked")
  private static Encoder<Object[]> texts() {
    Encoder<?> texts =
        new AgnosticEncoders.ArrayEncoder<>(AgnosticEncoders.StringEncoder$.MODULE$, true);
    return (Encoder<Object[]>) texts;
  }
}
