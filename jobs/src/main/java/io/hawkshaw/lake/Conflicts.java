package io.hawkshaw.lake;

import java.util.ConcurrentModificationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Writes that another writer of the same table gets ahead of: Delta refuses the later one. */
final class Conflicts {
  /** Compaction commits a few times a table and then is done: it cannot get ahead for long. */
  private static final int ATTEMPTS = 6;

  private static final long FIRST_PAUSE_MILLIS = 500;

  private Conflicts() {}

  /**
   * Writes, and again after a pause that doubles each time, as long as another writer was faster.
   *
   * @throws LakeBusy where another was faster each time
   */
  static <T> T retried(Table table, Supplier<T> write) {
    for (int attempt = 1; ; attempt++) {
      try {
        return write.get();
      } catch (ConcurrentModificationException e) { // All of Delta's conflicts are of this kind.
        if (attempt == ATTEMPTS) {
          throw LakeBusy.contended(table, e);
        }
        pause(FIRST_PAUSE_MILLIS << attempt);
      }
    }
  }

  private static void pause(long millis) {
    try {
      // Two that met must not meet again.
      TimeUnit.MILLISECONDS.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting to write again", e);
    }
  }
}
