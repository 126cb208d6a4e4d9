package io.hawkshaw.source.columnar;

import org.apache.spark.unsafe.types.UTF8String;

/** What records have at one place: alike where their numbers are alike. */
interface Value {
  /** The number of what a record has; {@link Texts#NULL} for null. */
  int number(int row);

  /** What has a number, as Spark has it inside of rows. */
  Object value(int number);

  /** The text that a record has; it is gone with the batch. */
  default UTF8String text(int row) {
    return (UTF8String) value(number(row));
  }
}
