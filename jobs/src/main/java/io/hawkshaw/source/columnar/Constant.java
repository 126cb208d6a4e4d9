package io.hawkshaw.source.columnar;

import org.apache.spark.unsafe.types.UTF8String;

/**
 * The same text of all records.
 *
 * @param constant the text, or null
 */
record Constant(UTF8String constant, Texts texts) implements Value {
  @Override
  public int number(int row) {
    return texts.number(constant);
  }

  @Override
  public UTF8String text(int row) {
    return constant;
  }

  @Override
  public Object value(int number) {
    return texts.text(number);
  }
}
