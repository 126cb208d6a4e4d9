package io.hawkshaw.source.columnar;

import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/** The first of some values that a record has: those behind it are not looked at. */
record FirstOf(List<Value> values) implements Value {
  @Override
  public int number(int row) {
    int number = Texts.NULL;
    for (int i = 0; i < values.size() && number == Texts.NULL; i++) {
      number = values.get(i).number(row);
    }
    return number;
  }

  @Override
  public UTF8String text(int row) {
    UTF8String text = null;
    for (int i = 0; i < values.size() && text == null; i++) {
      text = values.get(i).text(row);
    }
    return text;
  }

  @Override
  public Object value(int number) {
    return values.get(0).value(number);
  }
}
