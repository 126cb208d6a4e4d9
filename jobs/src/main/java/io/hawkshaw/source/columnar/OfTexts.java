package io.hawkshaw.source.columnar;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.BoundReference;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What follows from one text, or from two: it is computed once for each of them. That pays where a
 * file has dictionaries; where it has none, nobody knows how many texts there are.
 */
final class OfTexts {
  /** Of one text or two there are at most two columns. */
  static final int MOST = 2;

  /** An attacker may invent texts. */
  private static final int MAX_KNOWN = 1 << 20;

  private static final int FALSE = 1;
  private static final int TRUE = 2;

  private final List<TextColumn> columns;
  private final Expression function;
  private final Texts texts;
  private final Long2IntOpenHashMap known = new Long2IntOpenHashMap();

  /**
   * What follows from texts.
   *
   * @param columns of the texts
   * @param function of a row of these texts
   * @param texts where texts are numbered
   */
  OfTexts(List<TextColumn> columns, Expression function, Texts texts) {
    this.columns = columns;
    this.function = function;
    this.texts = texts;
    known.defaultReturnValue(-1);
  }

  /** An expression over leaves of batches, as a function of a row of their values. */
  static Expression function(Expression expression, List<Expression> leaves) {
    return Expressions.replaced(
            List.of(expression),
            part -> {
              int place = leaves.indexOf(part);
              return place < 0 ? null : new BoundReference(place, part.dataType(), true);
            })
        .get(0);
  }

  /** True where the batch has dictionaries of the texts. */
  boolean pays() {
    for (TextColumn column : columns) {
      if (!column.isOfEntries()) {
        return false;
      }
    }
    return true;
  }

  /** The text that follows, as its number. */
  int number(int row) {
    return known(row, false);
  }

  /** Whether what follows is true. */
  boolean holds(int row) {
    return known(row, true) == TRUE;
  }

  private int known(int row, boolean isTruth) {
    long numbers = 0;
    for (TextColumn column : columns) {
      numbers = numbers << Integer.SIZE | column.number(row);
    }
    int number = known.get(numbers);
    if (number < 0) {
      Object found = found(row);
      number = isTruth ? truth(found) : texts.number((UTF8String) found);
      if (known.size() == MAX_KNOWN) {
        known.clear();
      }
      known.put(numbers, number);
    }
    return number;
  }

  private Object found(int row) {
    Object[] values = columns.stream().map(column -> column.text(row)).toArray();
    return function.eval(new GenericInternalRow(values));
  }

  private static int truth(Object found) {
    return Boolean.TRUE.equals(found) ? TRUE : FALSE;
  }

  /** Forgets the texts, whose numbers others will have. */
  void forget() {
    known.clear();
  }
}
