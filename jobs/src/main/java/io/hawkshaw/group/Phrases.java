package io.hawkshaw.group;

import io.hawkshaw.group.Member.Named;
import io.hawkshaw.lake.Role;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a finding says, as a sentence without its end. The families of GuardDuty that tell of two
 * sides are put in words here; for the rest the title that the product gave is the sentence.
 */
final class Phrases {
  private static final String[] RESOURCES = {
    "EC2_INSTANCE",
    "KUBERNETES_POD",
    "ECS_TASK",
    "ECS_CLUSTER",
    "EKS_CLUSTER",
    "LAMBDA_FUNCTION",
    "RDS_INSTANCE",
    "S3_BUCKET",
    "CONTAINER",
    "IAM_ROLE",
    "IAM_USER",
    "ROOT"
  };

  private Phrases() {}

  static String of(Member member) {
    String type = member.type() == null ? "" : member.type();
    Named resource = resource(member);
    String remotes = remotes(member);
    if (resource == null || remotes.isEmpty()) {
      return title(member);
    }
    String own = Names.of(resource.type(), resource.id());
    boolean isActor = resource.role() == Role.ACTOR;
    if (type.contains("BruteForce")) {
      String way = type.contains("RDP") ? "RDP" : type.contains("SSH") ? "SSH" : "logins";
      return isActor
          ? "%s guessed passwords over %s on %s".formatted(own, way, remotes)
          : "%s guessed passwords over %s on %s".formatted(remotes, way, own);
    }
    if (type.contains("Portscan") || type.contains("PortSweep")) {
      return isActor
          ? "%s scanned ports of %s".formatted(own, remotes)
          : "%s scanned ports of %s".formatted(remotes, own);
    }
    if (type.contains("PortProbe")) {
      return "%s probed open ports of %s".formatted(remotes, own);
    }
    if (type.contains("DNSDataExfiltration")) {
      return "%s sent DNS queries that look like data being carried out, to %s"
          .formatted(own, remotes);
    }
    if (type.contains("C&CActivity")) {
      return "%s turned to %s, known for command and control".formatted(own, remotes);
    }
    if (type.startsWith("CryptoCurrency")) {
      return "%s turned to %s, known for mining cryptocurrency".formatted(own, remotes);
    }
    return title(member);
  }

  private static Named resource(Member member) {
    Named acting = member.entity(Role.ACTOR, RESOURCES);
    return acting == null ? member.entity(Role.TARGET, RESOURCES) : acting;
  }

  /** The other side: three at most are named. */
  private static String remotes(Member member) {
    List<Named> all =
        member.entities().stream()
            .filter(
                one ->
                    one.role() == Role.REMOTE
                        && List.of("IP_ADDRESS", "DOMAIN", "EC2_INSTANCE").contains(one.type()))
            .toList();
    String named =
        all.stream()
            .limit(3)
            .map(one -> Names.of(one.type(), one.id()))
            .collect(Collectors.joining(", "));
    return all.size() > 3 ? named + " and %d more".formatted(all.size() - 3) : named;
  }

  /** The product's own words, without the final stop. */
  static String title(Member member) {
    String title = member.title() == null ? member.type() : member.title();
    return title == null ? "Something was found" : title.replaceAll("\\.\\s*$", "");
  }
}
