package io.hawkshaw.source.columnar;

import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** A text that Spark computes, or an array, which is numbered by its bytes. */
final class ComputedText implements Value {
  private final Computed computed;
  private final int place;
  private final Texts texts;
  private final boolean isArray;

  ComputedText(Computed computed, int place, Texts texts, boolean isArray) {
    this.computed = computed;
    this.place = place;
    this.texts = texts;
    this.isArray = isArray;
  }

  @Override
  public int number(int row) {
    return texts.number(text(row));
  }

  @Override
  public UTF8String text(int row) {
    UnsafeRow columns = computed.row(row);
    if (columns.isNullAt(place)) {
      return null;
    }
    if (!isArray) {
      return columns.getUTF8String(place);
    }
    UnsafeArrayData array = columns.getArray(place);
    return UTF8String.fromAddress(
        array.getBaseObject(), array.getBaseOffset(), array.getSizeInBytes());
  }

  @Override
  public Object value(int number) {
    UTF8String text = texts.text(number);
    if (text == null || !isArray) {
      return text;
    }
    byte[] bytes = text.getBytes();
    UnsafeArrayData array = new UnsafeArrayData();
    array.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length);
    return array;
  }
}
