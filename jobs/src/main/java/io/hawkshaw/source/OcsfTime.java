package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_millis;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * Times of OCSF, in milliseconds since 1970. A record may hold any number, of which Spark could not
 * make microseconds: what lies outside of the years 1 to 9999 becomes the first or last moment of
 * them, and is refused as any absurd time is.
 */
final class OcsfTime {
  private static final long FIRST = -62_135_596_800_000L;
  private static final long LAST = 253_402_300_799_999L;
  private static final long MICROS_PER_MILLI = 1_000;

  private OcsfTime() {}

  /** The time of a column; null for null. */
  static Column of(String millis) {
    Column within = greatest(least(col(millis), lit(LAST)), lit(FIRST));
    return when(col(millis).isNotNull(), timestamp_millis(within));
  }

  /** The microseconds of a time. */
  static long micros(long millis) {
    return Math.max(FIRST, Math.min(LAST, millis)) * MICROS_PER_MILLI;
  }
}
