package io.hawkshaw.rule;

/** A rule that cannot be evaluated as it is written: at which line, and why. */
final class BrokenRule extends Exception {
  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * A rule that is refused.
   *
   * @param line from 1
   */
  BrokenRule(int line, String reason) {
    super(reason);
    this.line = line;
  }

  int line() {
    return line;
  }
}
