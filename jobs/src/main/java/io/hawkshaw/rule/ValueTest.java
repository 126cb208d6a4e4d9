package io.hawkshaw.rule;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** What one value of a field is held against. */
sealed interface ValueTest extends Serializable {

  /**
   * The value is a text, which may have wildcards.
   *
   * @param isCased whether upper and lower case differ
   */
  record Text(SigmaString text, boolean isCased) implements ValueTest {}

  /**
   * A part of the value matches a regular expression.
   *
   * @param pattern with its flags at its beginning
   */
  record Regex(String pattern) implements ValueTest {}

  /** The value is an address of a block; {@code 10.0.0.0/8}. */
  record InBlock(String block) implements ValueTest {}

  /** The value is a number, and beyond or at another. */
  record Compared(Order order, BigDecimal number) implements ValueTest {}

  /**
   * The value holds any value of another field.
   *
   * @param place where in the value
   * @param isCased whether upper and lower case differ
   */
  record SameAs(String field, Place place, boolean isCased) implements ValueTest {}

  /** How numbers compare, as the modifiers are called. */
  enum Order {
    GT,
    GTE,
    LT,
    LTE
  }

  /** Where in a value another stands. */
  enum Place {
    WHOLE,
    START,
    END,
    ANYWHERE
  }

  /** The fields that the test looks at besides the one that it is of. */
  default Stream<String> otherFields() {
    return this instanceof SameAs same ? Stream.of(same.field()) : Stream.empty();
  }
}
