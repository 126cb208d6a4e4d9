package io.hawkshaw.rule;

/**
 * A rule that is refused.
 *
 * @param file the file that it stands in
 * @param line line of the fault, from 1
 * @param reason why
 */
public record RuleProblem(String file, int line, String reason) {
  @Override
  public String toString() {
    return "%s:%d: %s".formatted(file, line, reason);
  }
}
