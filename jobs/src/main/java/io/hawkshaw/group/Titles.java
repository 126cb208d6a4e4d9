package io.hawkshaw.group;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a group is called. */
final class Titles {
  private static final int NAMED = 2;
  private static final int TACTICS = 5;

  private Titles() {}

  /**
   * The title in the form of Amazon Detective: {@code Group with: TTP (2), Effect (1), and Unusual
   * behavior (2)}, counts of findings by namespace of their ASFF type.
   */
  static String byNamespace(List<Member> told) {
    List<String> counts =
        told.stream()
            .collect(groupingBy(Titles::namespace, TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .sorted((one, other) -> Long.compare(other.getValue(), one.getValue()))
            .map(entry -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
            .toList();
    return "Group with: " + listed(counts, ", and ");
  }

  /**
   * The namespace of the ASFF type. GuardDuty's own types carry none; Security Hub gives them TTPs,
   * and Effects where data left.
   */
  private static String namespace(Member member) {
    String type = member.type() == null ? "" : member.type();
    if (member.isAnomaly()
        || type.startsWith("Unusual Behaviors")
        || type.startsWith("Behavior:")) {
      return "Unusual behavior";
    }
    if (type.startsWith("Effects")
        || type.contains("DNSDataExfiltration")
        || type.startsWith("Exfiltration:")
        || type.startsWith("Impact:")) {
      return "Effect";
    }
    if (type.startsWith("Software and Configuration Checks")) {
      return "Software and configuration check";
    }
    return type.startsWith("Sensitive Data") ? "Sensitive data identification" : "TTP";
  }

  /**
   * Who did what: the principals or machines that most members are about, and the tactics from
   * early to late.
   */
  static String headline(List<Member> told, List<Entity> entities, List<String> tactics) {
    Stream<Entity> actors =
        entities.stream()
            .filter(
                entity ->
                    List.of(
                            "IAM_USER",
                            "IAM_ROLE",
                            "ROOT",
                            "FEDERATED_USER",
                            "EC2_INSTANCE",
                            "ECS_TASK",
                            "KUBERNETES_POD",
                            "LAMBDA_FUNCTION")
                        .contains(entity.type()));
    List<String> all = actors.map(entity -> Names.of(entity.type(), entity.id())).toList();
    List<String> who =
        all.size() > NAMED + 1
            ? Stream.concat(
                    all.stream().limit(NAMED), Stream.of("%d more".formatted(all.size() - NAMED)))
                .toList()
            : all;
    List<String> named = tactics.stream().filter(t -> !t.equals(TacticChain.OTHER)).toList();
    String what =
        named.isEmpty()
            ? Phrases.title(told.get(0))
            : listed(
                    named.stream().limit(TACTICS).map(t -> t.toLowerCase(Locale.ROOT)).toList(),
                    " and ")
                + (named.size() > TACTICS ? " and more" : "");
    String subject = who.isEmpty() ? "Somebody" : listed(who, " and ");
    return "%s%s: %s"
        .formatted(Character.toUpperCase(subject.charAt(0)), subject.substring(1), what);
  }

  private static String listed(List<String> parts, String last) {
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    return String.join(", ", parts.subList(0, parts.size() - 1))
        + last
        + parts.get(parts.size() - 1);
  }
}
