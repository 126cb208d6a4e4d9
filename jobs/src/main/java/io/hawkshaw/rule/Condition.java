package io.hawkshaw.rule;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a rule asks of one event, true or false and never unknown. A field has any number of values:
 * those at its path and below it, through all arrays.
 */
sealed interface Condition extends Serializable {
  /** The name under which keywords ask all values of an event. */
  String WHOLE_EVENT = "*";

  /** True where all parts are; true of none. */
  record And(List<Condition> parts) implements Condition {}

  /** True where any part is; false of none. */
  record Or(List<Condition> parts) implements Condition {}

  /** True where its part is not. */
  record Not(Condition part) implements Condition {}

  /** True where any value of a field passes any of the tests. */
  record Any(String field, List<ValueTest> tests) implements Condition {}

  /** True where a field has no value. */
  record Absent(String field) implements Condition {}

  /** The fields that are named, with repetitions. */
  default Stream<String> fields() {
    if (this instanceof And and) {
      return and.parts().stream().flatMap(Condition::fields);
    } else if (this instanceof Or or) {
      return or.parts().stream().flatMap(Condition::fields);
    } else if (this instanceof Not not) {
      return not.part().fields();
    } else if (this instanceof Absent absent) {
      return Stream.of(absent.field());
    }
    Any any = (Any) this;
    return Stream.concat(
        Stream.of(any.field()), any.tests().stream().flatMap(ValueTest::otherFields));
  }
}
