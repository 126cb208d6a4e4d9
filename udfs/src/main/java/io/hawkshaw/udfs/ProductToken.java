package io.hawkshaw.udfs;

/** The name that a user agent begins with: {@code Name} of {@code Name/1.2 (system)}. */
final class ProductToken {
  static final String NONE = "Other";

  /** Longer names would let a caller write pages into every report that shows families. */
  static final int LONGEST = 64;

  private ProductToken() {}

  static String of(String agent) {
    int end = 0;
    while (end < agent.length() && end < LONGEST && isNameCharacter(agent.charAt(end))) {
      end++;
    }
    return end > 0 && Character.isLetter(agent.charAt(0)) ? agent.substring(0, end) : NONE;
  }

  private static boolean isNameCharacter(char character) {
    return Character.isLetterOrDigit(character) || "._-+".indexOf(character) >= 0;
  }
}
