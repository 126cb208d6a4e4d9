package io.hawkshaw.source.columnar;

import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The value of the first case that holds: those of others are not looked at.
 *
 * @param cases all cases, in their order
 * @param otherwise the value where none holds
 */
record Choice(List<Case> cases, Value otherwise) implements Value {

  /** A value that holds under a condition. */
  record Case(Condition condition, Value value) {}

  private Value chosen(int row) {
    for (Case each : cases) {
      if (each.condition().holds(row)) {
        return each.value();
      }
    }
    return otherwise;
  }

  @Override
  public int number(int row) {
    return chosen(row).number(row);
  }

  @Override
  public UTF8String text(int row) {
    return chosen(row).text(row);
  }

  @Override
  public Object value(int number) {
    return cases.get(0).value().value(number);
  }
}
