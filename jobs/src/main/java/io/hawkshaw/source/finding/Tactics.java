package io.hawkshaw.source.finding;

import io.hawkshaw.lake.Tactic;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Gathers the tactics of a finding from all that tells of them. */
final class Tactics {
  private Tactics() {}

  /** The tactics of a GuardDuty finding, native or through Security Hub. */
  static Set<Tactic> ofGuardDuty(String type) {
    Set<Tactic> tactics = EnumSet.noneOf(Tactic.class);
    FindingType.parse(type).flatMap(FindingType::tactic).ifPresent(tactics::add);
    return tactics;
  }

  /**
   * The tactics in the types of an ASFF finding, {@code namespace/category/classifier}. In the
   * namespace TTPs the categories are the names of tactics. Of the namespace Effects those have one
   * that ATT&amp;CK lists under it: Data Exfiltration is Exfiltration; Data Destruction (T1485),
   * Denial of Service (T1498, T1499) and Resource Consumption (T1496) are Impact.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format-type-taxonomy.html">
   *     Types taxonomy for ASFF</a>
   */
  static Set<Tactic> ofTaxonomy(Collection<String> types) {
    Set<Tactic> tactics = EnumSet.noneOf(Tactic.class);
    for (String type : types) {
      String[] parts = type.split("/", 3);
      if (parts.length > 1) {
        ofCategory(parts[0].trim(), parts[1].trim()).ifPresent(tactics::add);
      }
    }
    return tactics;
  }

  private static Optional<Tactic> ofCategory(String namespace, String category) {
    if (namespace.equalsIgnoreCase("TTPs")) {
      return Tactic.named(category);
    }
    if (!namespace.equalsIgnoreCase("Effects")) {
      return Optional.empty();
    }
    return switch (category.toLowerCase(Locale.ROOT)) {
      case "data exfiltration" -> Optional.of(Tactic.EXFILTRATION);
      case "data destruction", "denial of service", "resource consumption" ->
          Optional.of(Tactic.IMPACT);
      default -> Optional.empty();
    };
  }

  /** Their names in the order of an attack. */
  static List<String> names(Set<Tactic> tactics) {
    return tactics.stream().sorted().map(Tactic::title).toList();
  }
}
