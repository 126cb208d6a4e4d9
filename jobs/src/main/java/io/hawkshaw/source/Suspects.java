package io.hawkshaw.source;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.io.Serializable;

/**
 * Hashes of ids that more than one record may have, beyond those that are copies for certain.
 * Whether they are copies too, a comparison of the ids tells.
 */
final class Suspects implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nobody is a suspect. */
  static final Suspects NONE = new Suspects(new LongOpenHashSet());

  private final LongOpenHashSet hashes;

  private Suspects(LongOpenHashSet hashes) {
    this.hashes = hashes;
  }

  boolean contains(long hash) {
    return hashes.contains(hash);
  }

  boolean isEmpty() {
    return hashes.isEmpty();
  }

  /** These and others. */
  Suspects and(LongSet others) {
    LongOpenHashSet all = new LongOpenHashSet(hashes);
    all.addAll(others);
    return new Suspects(all);
  }
}
