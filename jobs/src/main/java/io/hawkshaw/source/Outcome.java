package io.hawkshaw.source;

import java.time.Instant;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/** What became of one raw record: a row, or the reason why not; or that it was none. */
sealed interface Outcome {

  /**
   * A record that was understood.
   *
   * @param position its number in the file, from 0
   * @param id what its copies share, and no other record of the same table has; null where that is
   *     made of the columns of the row
   * @param time when it happened
   * @param account account that owns the record, or null
   * @param region Region, or null
   * @param row the record in the schema of its format
   * @param raw its text, for the case that it is refused after all; only valid until the next
   *     record is asked for
   */
  record Parsed(
      long position,
      String id,
      Instant time,
      String account,
      String region,
      Row row,
      Supplier<String> raw)
      implements Outcome {}

  /**
   * A record that was refused.
   *
   * @param position its number in the file, from 0; -1 for the file as a whole
   * @param reason why
   * @param raw its text, as far as it is known
   */
  record Refused(long position, String reason, String raw) implements Outcome {}

  /**
   * An entry of the file that is no record of its log: a message of another stream, a health check.
   * It is counted, so that what a file holds stays known, but it is no fault.
   *
   * @param position its number in the file, from 0
   */
  record Skipped(long position) implements Outcome {}
}
