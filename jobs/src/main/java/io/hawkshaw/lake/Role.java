package io.hawkshaw.lake;

import java.util.Locale;

/** The part that an entity plays in a finding: what stands in columns entities, as role. */
public enum Role {
  /** It was acted on. */
  TARGET,
  /** It acted. */
  ACTOR,
  /** It stood at the other end. */
  REMOTE;

  /** The role that a product wrote; what is unknown or missing was acted on. */
  public static Role of(String written) {
    return written != null && written.toUpperCase(Locale.ROOT).equals(ACTOR.name())
        ? ACTOR
        : TARGET;
  }
}
