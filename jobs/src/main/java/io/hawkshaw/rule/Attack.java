package io.hawkshaw.rule;

import io.hawkshaw.lake.Tactic;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a rule's tags say of MITRE ATT&CK, in the names and numbers of version 18; version 19
 * divided Defense Evasion into Stealth and Defense Impairment and gave some techniques new numbers,
 * and rules may use either.
 *
 * <p>https://attack.mitre.org/resources/updates/
 *
 * @param tactics names of the tactics
 * @param techniques ids of techniques, as T1078.004, of version 18
 */
record Attack(List<String> tactics, List<String> techniques) implements Serializable {
  private static final String NAMESPACE = "attack.";
  private static final Pattern TECHNIQUE = Pattern.compile("t[0-9]{4}([.][0-9]{3})?");

  /** Numbers that version 19 gave, and those of version 18. */
  private static final Map<String, String> BEFORE_19 =
      Map.of(
          "T1685", "T1562.001",
          "T1685.002", "T1562.008",
          "T1686", "T1562.004",
          "T1686.001", "T1562.007",
          "T1689", "T1562.010");

  static Attack of(List<String> tags) {
    List<String> own =
        tags.stream()
            .map(tag -> tag.toLowerCase(Locale.ROOT))
            .filter(tag -> tag.startsWith(NAMESPACE))
            .map(tag -> tag.substring(NAMESPACE.length()))
            .distinct()
            .toList();
    return new Attack(
        own.stream()
            .map(Tactic::named)
            .flatMap(Optional::stream)
            .map(Tactic::title)
            .distinct()
            .toList(),
        own.stream()
            .filter(tag -> TECHNIQUE.matcher(tag).matches())
            .map(tag -> tag.toUpperCase(Locale.ROOT))
            .map(id -> BEFORE_19.getOrDefault(id, id))
            .distinct()
            .toList());
  }
}
