package io.hawkshaw.source.columnar;

import org.apache.spark.unsafe.types.UTF8String;

/**
 * A text that follows from another.
 *
 * @param ofTexts what follows from each text of a dictionary
 * @param otherwise the same, computed of each record
 */
record TextFunction(OfTexts ofTexts, ComputedText otherwise) implements Value {
  @Override
  public int number(int row) {
    return ofTexts.pays() ? ofTexts.number(row) : otherwise.number(row);
  }

  @Override
  public UTF8String text(int row) {
    return ofTexts.pays() ? (UTF8String) value(ofTexts.number(row)) : otherwise.text(row);
  }

  @Override
  public Object value(int number) {
    return otherwise.value(number);
  }
}
