package io.hawkshaw.source;

import org.apache.spark.sql.catalyst.expressions.Hex;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * {@link Flows#id()}, of values instead of columns, so that a flow has one id whichever way it was
 * read. A value that is null is left out, as Spark does.
 */
final class FlowId {
  /** Where Spark's xxhash64 begins. */
  private static final long SEED = 42;

  private static final long SALTED = with(UTF8String.fromString(Flows.SALT), SEED);

  private long plain;
  private long salted;

  /** Begins with the id of another flow. */
  void start() {
    plain = SEED;
    salted = SALTED;
  }

  void add(UTF8String text) {
    if (text != null) {
      plain = with(text, plain);
      salted = with(text, salted);
    }
  }

  void add(int number) {
    plain = XXH64.hashInt(number, plain);
    salted = XXH64.hashInt(number, salted);
  }

  void add(long number) {
    plain = XXH64.hashLong(number, plain);
    salted = XXH64.hashLong(number, salted);
  }

  UTF8String text() {
    return UTF8String.concat(Hex.hex(plain), Hex.hex(salted));
  }

  /** Spark's hash of the id. */
  long hash() {
    return with(text(), SEED);
  }

  private static long with(UTF8String text, long seed) {
    return XXH64.hashUnsafeBytes(text.getBaseObject(), text.getBaseOffset(), text.numBytes(), seed);
  }
}
