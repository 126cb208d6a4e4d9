package io.hawkshaw.group;

import io.hawkshaw.lake.Tactic;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The tactics of ATT&amp;CK in the order of an attack, as Amazon Detective lists them. */
final class TacticChain {
  static final String OTHER = "Other";

  private static final List<String> ORDER =
      Stream.concat(Tactic.titles().stream(), Stream.of(OTHER)).toList();

  private TacticChain() {}

  /** Distinct tactics from early to late. */
  static List<String> of(Collection<String> tactics) {
    return tactics.stream()
        .map(tactic -> ORDER.contains(tactic) ? tactic : OTHER)
        .distinct()
        .sorted(Comparator.comparingInt(ORDER::indexOf))
        .toList();
  }

  /** The earliest of the tactics of a member, or Other. */
  static String first(List<String> tactics) {
    return of(tactics).stream().findFirst().orElse(OTHER);
  }
}
