package io.hawkshaw.source;

/**
 * How much of its groups a task keeps at most, before it hands them on.
 *
 * @param ids hashes of ids
 * @param groups groups
 * @param bytes bytes of texts
 */
record GroupLimits(int ids, int groups, long bytes) {
  /** Some 100 MB each of ids and groups, whose keys and texts are rows. */
  static final GroupLimits OF_ROWS = new GroupLimits(1 << 22, 1 << 17, Long.MAX_VALUE);

  /** Some 200 MB of groups, whose keys are numbers, and 100 MB each of ids and texts. */
  static final GroupLimits OF_BATCHES = new GroupLimits(1 << 22, 1 << 20, 100L << 20);
}
