package io.hawkshaw.source.columnar;

import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What a source makes of its columns: the key of each record, in numbers, and what is measured of
 * it. Each task has its own.
 */
public interface Records {
  /** How many numbers a key has. */
  int keys();

  /** How many numbers are measured of a record: its first and last time, and its sums. */
  int measures();

  /** Goes on to the records of a batch. */
  void open(ColumnarBatch batch);

  /**
   * Reads a record of the batch.
   *
   * @param key where its key goes
   * @param measures where its measures go: times in microseconds, then sums
   * @param samples where texts go of which a few are kept; they may be gone with the next record
   * @return hash of its id
   */
  long read(int row, int[] key, long[] measures, UTF8String[] samples);

  /** The id of the record that was read last. */
  UTF8String id();

  /** The fields of a key that was read, as Spark has them inside of rows. */
  Object[] fields(int[] key);

  /** True where no other task reads records with this key. */
  boolean isWhole(int[] key);

  /** Bytes that are kept of the texts of keys. */
  long bytes();

  /** Forgets all keys that were read. */
  void forget();
}
