package io.hawkshaw.group;

/** What a finding or a piece of evidence can do for a group. */
enum Standing {
  /** It says that something happened, and links others through itself. */
  ANCHOR,
  /** A weak sign that something happened: it joins a group, but joins no two others. */
  SIGN,
  /**
   * It says what a resource is like and not what happened: a failed check, a vulnerability. It
   * joins a group and counts neither for its size nor for its time.
   */
  POSTURE
}
