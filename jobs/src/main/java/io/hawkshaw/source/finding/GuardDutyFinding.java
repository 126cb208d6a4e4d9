package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.lake.Role;
import io.hawkshaw.lake.Tactic;
import java.time.Instant;
import java.util.Set;

/**
 * Reads a finding of GuardDuty as its export, EventBridge and its API give it, in camelCase or
 * PascalCase.
 */
public final class GuardDutyFinding {
  private static final String PRODUCT = "GuardDuty";

  private final View finding;
  private final GuardDutyService service;
  private final AttackSequence sequence;

  private GuardDutyFinding(View finding) {
    this.finding = finding;
    this.service = new GuardDutyService(finding.at("service"));
    this.sequence = new AttackSequence(finding.at("service", "detection", "sequence"));
  }

  /** The one finding in this JSON, with or without the envelope of EventBridge. */
  public static Finding of(JsonNode json) throws RefusedFinding {
    return new GuardDutyFinding(View.of(FindingEnvelope.only(json))).read();
  }

  private Finding read() throws RefusedFinding {
    String id = View.first(finding.text("arn"), finding.text("id"));
    if (id == null) {
      throw new RefusedFinding("A GuardDuty finding needs an arn or an id; this has neither.");
    }
    String type = finding.text("type");
    if (type == null) {
      throw new RefusedFinding("A GuardDuty finding needs a type; this has none.");
    }
    Seen seen = seen();
    Place place = place();
    Roster roster = roster(place);
    Double score = Severity.ofGuardDuty(finding.number("severity"));
    return new Finding(
        id,
        PRODUCT,
        type,
        finding.text("title"),
        finding.text("description"),
        score == null ? null : Severity.of(score).name(),
        score,
        finding.isTrue("service", "archived") ? "ARCHIVED" : "NEW",
        place.account(),
        place.region(),
        Tactics.names(tactics(type)),
        roster.entities(),
        roster.ips(),
        seen.first(),
        seen.last(),
        seen.updated(),
        service.count(),
        DetailText.of(finding.node()));
  }

  private Seen seen() throws RefusedFinding {
    View events = finding.at("service");
    Instant created = Times.first(finding.at("createdAt"));
    Instant updated = Times.first(finding.at("updatedAt"));
    return Seen.of(
        Times.first(events.at("eventFirstSeen")),
        Times.first(events.at("eventLastSeen")),
        created,
        updated);
  }

  private Place place() {
    String partition = finding.text("partition");
    return Place.of(partition, finding.text("region"), finding.text("accountId"))
        .orOf(finding.text("arn"));
  }

  private Roster roster(Place place) {
    Roster roster = new Roster();
    roster.addAccount(place.account(), Role.TARGET);
    GuardDutyResource resource =
        new GuardDutyResource(place, place.in(service.networkOwner()), service.role());
    View details = finding.at("resource");
    resource.collect(details, roster);
    service.collect(roster, resource, Kubernetes.of(details.at("eksClusterDetails"), place));
    sequence.collect(roster, place);
    return roster;
  }

  private Set<Tactic> tactics(String type) {
    Set<Tactic> tactics = Tactics.ofGuardDuty(type);
    if (type.startsWith("AttackSequence:")) {
      tactics.addAll(sequence.tactics(finding.text("description")));
    }
    return tactics;
  }
}
