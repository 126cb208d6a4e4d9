package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.lake.Role;
import io.hawkshaw.lake.Tactic;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a finding of Security Hub in the AWS Security Finding Format (ASFF), of any product. */
public final class SecurityHubFinding {
  private final View finding;
  private final GuardDutyService service;

  private SecurityHubFinding(View finding) {
    this.finding = finding;
    this.service =
        new GuardDutyService(ProductFields.guardDuty(finding.at("ProductFields")).at("service"));
  }

  /**
   * The one finding in this JSON, with or without the envelope of EventBridge. A finding in OCSF,
   * as Security Hub sends them since 2025, is understood as such.
   */
  public static Finding of(JsonNode json) throws RefusedFinding {
    JsonNode finding = FindingEnvelope.only(json);
    if (View.of(finding).text("class_uid") != null) {
      return OcsfFinding.of(finding);
    }
    if (View.of(finding).text("ProductArn") == null) {
      throw new RefusedFinding("A Security Hub finding needs a ProductArn; this has none.");
    }
    return of(finding, finding);
  }

  /** A finding in ASFF whose product wrote it in another form. */
  static Finding of(JsonNode asff, JsonNode written) throws RefusedFinding {
    return new SecurityHubFinding(View.of(asff)).read(written);
  }

  private Finding read(JsonNode written) throws RefusedFinding {
    String id = finding.text("Id");
    if (id == null) {
      throw new RefusedFinding("A Security Hub finding needs an id; this has none.");
    }
    Seen seen = seen();
    Place place = place(id);
    Roster roster = roster(place);
    AsffSeverity severity =
        new AsffSeverity(finding.at("Severity"), finding.at("FindingProviderFields"));
    Double score = isGuardDuty() ? severity.guardDutyScore() : severity.score();
    String type = type();
    return new Finding(
        id,
        product(),
        type,
        finding.text("Title"),
        finding.text("Description"),
        severity.label(score),
        score,
        status(),
        place.account(),
        place.region(),
        Tactics.names(tactics(type)),
        roster.entities(),
        roster.ips(),
        seen.first(),
        seen.last(),
        seen.updated(),
        service.count(),
        DetailText.of(written));
  }

  private Seen seen() throws RefusedFinding {
    return Seen.of(
        Times.first(finding.at("FirstObservedAt")),
        Times.first(finding.at("LastObservedAt")),
        Times.first(finding.at("CreatedAt")),
        Times.first(finding.at("UpdatedAt"), finding.at("ProcessedAt")));
  }

  /** The name that the product gives itself, else the end of its ARN. */
  private String product() {
    if (isGuardDuty()) {
      return "GuardDuty";
    }
    String arn = View.first(finding.text("ProductArn"), "");
    String last = arn.substring(arn.lastIndexOf('/') + 1);
    return View.first(finding.text("ProductName"), View.notEmpty(last), "unknown");
  }

  private boolean isGuardDuty() {
    String arn = View.first(finding.text("ProductArn"), "").toLowerCase(Locale.ROOT);
    return arn.endsWith("product/aws/guardduty")
        || "GuardDuty".equalsIgnoreCase(finding.text("ProductName"));
  }

  private List<String> types() {
    List<String> types = finding.texts("Types");
    return types.isEmpty() ? finding.texts("FindingProviderFields", "Types") : types;
  }

  private String type() {
    List<String> types = types();
    if (isGuardDuty()) {
      for (String type : types) {
        if (FindingType.parse(type).isPresent()) {
          return FindingType.parse(type).get().text();
        }
      }
    }
    return types.isEmpty() ? finding.text("GeneratorId") : types.get(0);
  }

  /**
   * A record that is archived is so whatever its workflow says: Security Lake writes only one of
   * the two, and the finding must read the same by both ways. The older WorkflowState has other
   * words.
   */
  private String status() {
    if ("ARCHIVED".equalsIgnoreCase(finding.text("RecordState"))) {
      return "ARCHIVED";
    }
    String status =
        View.first(finding.text("Workflow", "Status"), finding.text("WorkflowState"), "");
    return switch (status.trim().toUpperCase(Locale.ROOT).replace(' ', '_')) {
      case "NOTIFIED", "ASSIGNED", "IN_PROGRESS" -> "NOTIFIED";
      case "RESOLVED" -> "RESOLVED";
      case "SUPPRESSED", "DEFERRED" -> "SUPPRESSED";
      case "ARCHIVED" -> "ARCHIVED";
      default -> "NEW";
    };
  }

  private Place place(String id) {
    return Place.of(null, finding.text("Region"), finding.text("AwsAccountId")).orOf(id);
  }

  private Roster roster(Place place) {
    Roster roster = new Roster();
    roster.addAccount(place.account(), Role.TARGET);
    AsffResource resources = new AsffResource(roster, place, service.role());
    finding.items("Resources").forEach(resources::collect);
    GuardDutyResource names = new GuardDutyResource(place, place, service.role());
    Kubernetes kubernetes = kubernetes();
    service.collect(roster, names, kubernetes);
    new Action(roster, names, kubernetes).collect(finding.at("Action"));
    new AsffThreats(roster).collect(finding);
    new AttackSequence(finding.at("Detection", "Sequence")).collect(roster, place);
    return roster;
  }

  /** The cluster of what a Kubernetes call names is a resource of its own here. */
  private Kubernetes kubernetes() {
    for (View resource : finding.items("Resources")) {
      if ("AwsEksCluster".equals(resource.text("Type"))) {
        return new Kubernetes(resource.text("Id"));
      }
    }
    return new Kubernetes(null);
  }

  /**
   * GuardDuty's own purpose goes before Security Hub's category, so that both ways say the same.
   */
  private Set<Tactic> tactics(String type) {
    Set<Tactic> tactics = isGuardDuty() ? Tactics.ofGuardDuty(type) : Tactics.ofTaxonomy(types());
    for (String name : finding.texts(OcsfAttributes.TACTICS)) {
      Tactic.named(name).ifPresent(tactics::add);
    }
    View sequence = finding.at("Detection", "Sequence");
    tactics.addAll(new AttackSequence(sequence).tactics(sequenceDescription(type)));
    return tactics.isEmpty() ? Tactics.ofTaxonomy(types()) : tactics;
  }

  private String sequenceDescription(String type) {
    return type != null && type.startsWith("AttackSequence:") ? finding.text("Description") : null;
  }
}
