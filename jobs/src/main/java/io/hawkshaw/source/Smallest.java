package io.hawkshaw.source;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoders;
import org.apache.spark.sql.expressions.Aggregator;
import org.apache.spark.sql.functions;

/**
 * An aggregate that keeps the few smallest distinct texts of a group, in order. Spark's collect_set
 * would hold all of a group in memory first; and the smallest, unlike the first, are the same in
 * every run.
 *
 * <p>The arrays hold texts, but are of objects: without code generation Spark hands them back so.
 */
final class Smallest extends Aggregator<String, Object[], Object[]> {
  private static final long serialVersionUID = 1L;

  private final int limit;

  Smallest(int limit) {
    this.limit = limit;
  }

  /** The smallest distinct values of a text column, nulls left out. */
  static Column smallest(int limit, Column text) {
    return functions.udaf(new Smallest(limit), Encoders.STRING()).apply(text);
  }

  @Override
  public Object[] zero() {
    return new String[0];
  }

  @Override
  public Object[] reduce(Object[] kept, String text) {
    if (text == null) {
      return kept;
    }
    int at = Arrays.binarySearch(kept, text);
    int place = -at - 1;
    if (at >= 0 || place >= limit) {
      return kept;
    }
    Object[] more = Arrays.copyOf(kept, Math.min(limit, kept.length + 1));
    System.arraycopy(kept, place, more, place + 1, more.length - place - 1);
    more[place] = text;
    return more;
  }

  @Override
  public Object[] merge(Object[] one, Object[] other) {
    Object[] merged = one;
    for (Object text : other) {
      merged = reduce(merged, (String) text);
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
