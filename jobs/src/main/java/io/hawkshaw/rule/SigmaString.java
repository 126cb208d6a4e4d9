package io.hawkshaw.rule;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A text with wildcards: {@code *} for any characters, {@code ?} for one. A backslash before a
 * wildcard or a backslash takes its meaning away, and before anything else is itself.
 *
 * @param literals what stands before, between and behind the wildcards: one more than these
 * @param wildcards the wildcards, in their order
 */
record SigmaString(List<String> literals, String wildcards) implements Serializable {

  static SigmaString parse(String text) {
    List<String> literals = new ArrayList<>();
    StringBuilder wildcards = new StringBuilder();
    StringBuilder literal = new StringBuilder();
    boolean isEscaped = false;
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      boolean isSpecial = character == '*' || character == '?' || character == '\\';
      if (isEscaped) {
        literal.append(isSpecial ? "" : "\\").append(character);
        isEscaped = false;
      } else if (character == '\\') {
        isEscaped = true;
      } else if (isSpecial) {
        literals.add(literal.toString());
        wildcards.append(character);
        literal.setLength(0);
      } else {
        literal.append(character);
      }
    }
    literals.add(literal.append(isEscaped ? "\\" : "").toString());
    return new SigmaString(List.copyOf(literals), wildcards.toString());
  }

  /** A text without wildcards. */
  static SigmaString plain(String text) {
    return new SigmaString(List.of(text), "");
  }

  boolean isPlain() {
    return wildcards.isEmpty();
  }

  /** The text of one without wildcards. */
  String text() {
    return literals.get(0);
  }

  /** The same with any characters before it. */
  SigmaString withAnyBefore() {
    if (startsWithAny()) {
      return this;
    }
    List<String> longer = new ArrayList<>(List.of(""));
    longer.addAll(literals);
    return new SigmaString(longer, "*" + wildcards);
  }

  /** The same with any characters behind it. */
  SigmaString withAnyBehind() {
    if (endsWithAny()) {
      return this;
    }
    List<String> longer = new ArrayList<>(literals);
    longer.add("");
    return new SigmaString(longer, wildcards + "*");
  }

  boolean startsWithAny() {
    return wildcards.startsWith("*") && literals.get(0).isEmpty();
  }

  boolean endsWithAny() {
    return wildcards.endsWith("*") && literals.get(literals.size() - 1).isEmpty();
  }

  SigmaString toLowerCase() {
    return new SigmaString(
        literals.stream().map(literal -> literal.toLowerCase(Locale.ROOT)).toList(), wildcards);
  }

  /** A regular expression that the whole of a value has to match. */
  String regex() {
    StringBuilder regex = new StringBuilder("(?s)\\A");
    for (int i = 0; i < literals.size(); i++) {
      if (!literals.get(i).isEmpty()) {
        regex.append(Pattern.quote(literals.get(i)));
      }
      if (i < wildcards.length()) {
        regex.append(wildcards.charAt(i) == '*' ? ".*" : ".");
      }
    }
    return regex.append("\\z").toString();
  }
}
