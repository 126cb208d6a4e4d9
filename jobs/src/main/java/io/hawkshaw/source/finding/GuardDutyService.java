package io.hawkshaw.source.finding;

import io.hawkshaw.lake.Role;

/**
 * What stands under {@code service} of a GuardDuty finding. Security Hub passes on the same, as
 * product fields whose names are the paths.
 */
record GuardDutyService(View service) {

  Role role() {
    return Role.of(service.text("resourceRole"));
  }

  /** The account whose VPC it is, where another account shares it. */
  String networkOwner() {
    return service.text("action", "dnsRequestAction", "vpcOwnerAccountId");
  }

  long count() {
    Double count = service.number("count");
    return count == null || count < 1 ? 1 : count.longValue();
  }

  void collect(Roster roster, GuardDutyResource resource, Kubernetes kubernetes) {
    new RuntimeDetails(roster).collect(service.at("runtimeDetails"));
    Action action = new Action(roster, resource, kubernetes);
    action.collect(service.at("action"));
    action.collect(service.at("runtimeDetails", "context"));
    new MalwareScan(roster).collect(service);
  }
}
