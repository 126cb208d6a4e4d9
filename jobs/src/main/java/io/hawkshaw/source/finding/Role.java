package io.hawkshaw.source.finding;

import java.util.Locale;

/** The part that an entity plays in a finding. */
enum Role {
  /** It was acted on. */
  TARGET,
  /** It acted. */
  ACTOR,
  /** It stood at the other end. */
  REMOTE;

  /** The role that a product wrote; what is unknown or missing was acted on. */
  static Role of(String written) {
    return written != null && written.toUpperCase(Locale.ROOT).equals("ACTOR") ? ACTOR : TARGET;
  }
}
