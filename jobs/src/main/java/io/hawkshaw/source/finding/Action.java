package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import java.util.Locale;
import java.util.Map;

/**
 * Names what stands in the action of a finding. The bodies of the actions (API call, connection,
 * port probe, DNS request, Kubernetes call, login to a database) are made of the same few members;
 * these are taken wherever they stand, so that an action which AWS adds later is understood too.
 */
final class Action {
  private static final int DEEPEST = 16;

  private final Roster roster;
  private final GuardDutyResource resource;
  private final Kubernetes kubernetes;

  Action(Roster roster, GuardDutyResource resource, Kubernetes kubernetes) {
    this.roster = roster;
    this.resource = resource;
    this.kubernetes = kubernetes;
  }

  void collect(View action) {
    collect(action, 0);
  }

  private void collect(View view, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : view.members()) {
      take(entry.getKey().toLowerCase(Locale.ROOT), View.of(entry.getValue()), depth);
    }
    if (view.node().isArray()) {
      view.items().forEach(item -> collect(item, depth + 1));
    }
  }

  private void take(String key, View value, int depth) {
    switch (key) {
      case "remoteipdetails" -> value.items().forEach(this::remote);
      case "sourceips" -> value.texts().forEach(roster::addRemoteIp);
      case "localipdetails" -> local(value);
      case "localnetworkinterface" -> resource.networkInterface(value.text(), roster);
      case "dnsrequestaction", "domaindetails" -> domain(value);
      case "remoteaccountdetails" -> roster.addAccount(value.text("accountId"), Role.REMOTE);
      case "affectedresources" -> affected(value);
      case "kubernetesapicallaction" -> {
        kubernetes(value);
        collect(value, depth + 1);
      }
      default -> collect(value, depth + 1);
    }
  }

  private void remote(View details) {
    roster.addRemoteIp(details.text("ipAddressV4"));
    roster.addRemoteIp(details.text("ipAddressV6"));
    roster.add(EntityType.ASO, details.text("organization", "asnOrg"), Role.REMOTE);
  }

  private void local(View details) {
    roster.addOwnIp(details.text("ipAddressV4"), resource.role());
    roster.addOwnIp(details.text("ipAddressV6"), resource.role());
  }

  /** GuardDuty gives the name asked for and, since 2023, the registered domain above it. */
  private void domain(View details) {
    roster.addDomain(details.text("domain"), Role.REMOTE);
    roster.addDomain(details.text("domainWithSuffix"), Role.REMOTE);
  }

  /** A map from the type of a resource to its ARN or name. */
  private void affected(View resources) {
    Place place = resource.place();
    for (Map.Entry<String, JsonNode> entry : resources.members()) {
      String id = View.of(entry.getValue()).text();
      if (id != null && id.startsWith("arn:")) {
        roster.addArn(id, Role.TARGET);
        continue;
      }
      switch (entry.getKey()) {
        case "AWS::S3::Bucket" -> roster.add(EntityType.S3_BUCKET, id, Role.TARGET);
        case "AWS::EC2::Instance" -> roster.add(EntityType.EC2_INSTANCE, id, Role.TARGET);
        case "AWS::IAM::AccessKey" -> roster.add(EntityType.ACCESS_KEY, id, Role.TARGET);
        case "AWS::IAM::Role" ->
            roster.add(EntityType.IAM_ROLE, place.iam("role", id), Role.TARGET);
        case "AWS::IAM::User" ->
            roster.add(EntityType.IAM_USER, place.iam("user", id), Role.TARGET);
        default -> {
          // Trails, policies and the like are not among our kinds.
        }
      }
    }
  }

  private void kubernetes(View call) {
    String namespace = call.text("namespace");
    String name = call.text("resourceName");
    kubernetes.addWorkload(roster, call.text("resource"), namespace, name, Role.TARGET);
  }
}
