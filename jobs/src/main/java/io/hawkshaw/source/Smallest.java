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
 */
final class Smallest extends Aggregator<String, String[], String[]> {
  private static final long serialVersionUID = 1L;
  private static final String[] NONE = {};

  private final int limit;

  private Smallest(int limit) {
    this.limit = limit;
  }

  /** The smallest distinct values of a text column, nulls left out. */
  static Column smallest(int limit, Column text) {
    return functions.udaf(new Smallest(limit), Encoders.STRING()).apply(text);
  }

  @Override
  public String[] zero() {
    return NONE;
  }

  @Override
  public String[] reduce(String[] kept, String text) {
    if (text == null) {
      return kept;
    }
    int at = Arrays.binarySearch(kept, text);
    int place = -at - 1;
    if (at >= 0 || place >= limit) {
      return kept;
    }
    String[] more = new String[Math.min(limit, kept.length + 1)];
    System.arraycopy(kept, 0, more, 0, place);
    more[place] = text;
    System.arraycopy(kept, place, more, place + 1, more.length - place - 1);
    return more;
  }

  @Override
  public String[] merge(String[] one, String[] other) {
    String[] merged = one;
    for (String text : other) {
      merged = reduce(merged, text);
    }
    return merged;
  }

  @Override
  public String[] finish(String[] kept) {
    return kept;
  }

  @Override
  public Encoder<String[]> bufferEncoder() {
    return texts();
  }

  @Override
  public Encoder<String[]> outputEncoder() {
    return texts();
  }

  /** Spark's Java interface has no encoder of arrays; that of Scala erases their type. */
  @SuppressWarnings("unchecked")
  private static Encoder<String[]> texts() {
    Encoder<?> texts =
        new AgnosticEncoders.ArrayEncoder<>(AgnosticEncoders.StringEncoder$.MODULE$, true);
    return (Encoder<String[]>) texts;
  }
}
