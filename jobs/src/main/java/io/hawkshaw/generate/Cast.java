package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Who and what plays a part in one incident: the entities that an investigation should name. */
record Cast(
    List<Account> accounts,
    List<String> regions,
    List<String> principals,
    List<String> accessKeys,
    List<String> addresses,
    List<String> names,
    List<String> resources) {

  private static final Cast LEAKED_KEY =
      new Cast(
          List.of(Account.DEVELOPMENT, Account.PRODUCTION),
          List.of("us-east-1", Hosts.FAR.region()),
          List.of(Users.JONAS.arn(), Roles.DEPLOYMENT.arn(), Users.BACKDOOR.arn()),
          List.of(
              Users.JONAS.accessKey(),
              LeakedKey.DEPLOYMENT.accessKey(),
              Users.BACKDOOR.accessKey()),
          List.of(Addresses.INTRUDER, Addresses.COMMAND_SERVER, Addresses.MINING_POOL),
          List.of(Addresses.COMMAND_DOMAIN, Addresses.MINING_DOMAIN),
          List.of(
              Hosts.WEB_2.instance(),
              Hosts.MINERS.get(0).instance(),
              Hosts.MINERS.get(1).instance(),
              Hosts.MINERS.get(2).instance(),
              Hosts.MINERS.get(3).instance(),
              "prod-customer-exports",
              Cluster.NAME,
              "kube-system/" + ClusterIntrusion.POD,
              "prod-batch"));

  private static final Cast INSIDER =
      new Cast(
          List.of(Account.DATA),
          List.of(Account.DATA.home().region()),
          List.of(Roles.DATA_STEWARD.arn()),
          List.of(InsiderCopy.SESSION.accessKey()),
          List.of(Addresses.OFFICE),
          List.of(),
          List.of(InsiderCopy.BUCKET, InsiderCopy.SNAPSHOT, "ruben-scratch"));

  static ObjectNode of(Story story) {
    Cast cast = story.name().equals("leaked-key") ? LEAKED_KEY : INSIDER;
    return cast.document();
  }

  private ObjectNode document() {
    ObjectNode cast = Json.object();
    list(cast, "accounts", accounts.stream().map(Account::id).toList());
    list(cast, "regions", regions);
    list(cast, "principals", principals);
    list(cast, "access_keys", accessKeys);
    list(cast, "addresses", addresses);
    list(cast, "domains", names);
    list(cast, "resources", resources);
    List<String> findings =
        Findings.all().stream()
            .filter(finding -> accounts.contains(finding.place().account()))
            .filter(finding -> !finding.type().startsWith("Recon:"))
            .map(finding -> finding.type() + " " + finding.id())
            .distinct()
            .toList();
    list(cast, "guardduty_findings", findings);
    return cast;
  }

  private static void list(ObjectNode parent, String name, List<String> values) {
    values.forEach(parent.putArray(name)::add);
  }
}
