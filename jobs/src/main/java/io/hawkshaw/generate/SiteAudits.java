package io.hawkshaw.generate;

import io.hawkshaw.generate.Cluster.Client;
import io.hawkshaw.generate.Cluster.Target;
import java.time.Instant;
import java.util.List;

/** What is asked of a site's cluster in a quarter of an hour: by its own parts, by far. */
final class SiteAudits {
  private static final String CONTROLLER = "kube-controller-manager/v1.30.4 (linux/amd64)";
  private static final String KUBELET = "kubelet/v1.30.4 (linux/amd64) kubernetes/a51b3b7";
  private static final Zipf<String> CONTROLLERS =
      Zipf.of(
          List.of(
              "kube-controller-manager",
              "kube-scheduler",
              "cloud-controller-manager",
              "eks-authenticator",
              "horizontal-pod-autoscaler"));
  private static final Zipf<String> WATCHED =
      Zipf.of(
          List.of(
              "leases",
              "endpoints",
              "pods",
              "configmaps",
              "services",
              "nodes",
              "replicasets",
              "secrets",
              "events",
              "deployments",
              "serviceaccounts",
              "jobs"));
  private static final Zipf<String> VERBS =
      Zipf.of(List.of("get", "update", "watch", "list", "patch"));

  private final Quarter quarter;
  private final Site site;
  private final Dice dice;
  private final Cluster cluster;

  SiteAudits(Quarter quarter, Events events, Dice dice) {
    this.quarter = quarter;
    this.site = quarter.site();
    this.dice = dice;
    this.cluster = new Cluster(events, dice, site.place(), site.cluster());
  }

  /** Tells so many requests. */
  void tell(long count) {
    for (long request = 0; request < count; request++) {
      Instant time = quarter.moment(dice, 1);
      double chance = dice.share();
      if (chance < 0.45) {
        control(time);
      } else if (chance < 0.7) {
        node(time);
      } else if (chance < 0.97 - 0.02 * quarter.busy()) {
        workload(time);
      } else {
        person(time);
      }
    }
  }

  private void control(Instant time) {
    String name = CONTROLLERS.pick(dice);
    Client client =
        Client.of(
            "system:" + name,
            "system:masters",
            site.stock("privateIp").choices().get(0),
            CONTROLLER);
    Target target = new Target("kube-system", WATCHED.pick(dice), name);
    cluster.ask(client, VERBS.pick(dice), target, 200, time);
  }

  private void node(Instant time) {
    Host host = site.hosts().pick(dice);
    String node = "ip-" + host.ip().replace('.', '-') + ".ec2.internal";
    Client client = Client.of("system:node:" + node, "system:nodes", host.ip(), KUBELET);
    Target target = new Target("", dice.chance(0.5) ? "nodes" : "nodes/status", node);
    cluster.ask(client, dice.chance(0.5) ? "get" : "patch", target, 200, time);
  }

  private void workload(Instant time) {
    String name = site.stock("function").pick(dice);
    String namespace = name.substring(0, name.indexOf('-'));
    Client client =
        Client.of(
            "system:serviceaccount:" + namespace + ":" + name,
            "system:serviceaccounts",
            site.hosts().pick(dice).ip(),
            name + "/2.4");
    boolean isAllowed = !dice.chance(0.02);
    Target target = new Target(namespace, isAllowed ? "configmaps" : "secrets", name);
    cluster.ask(client, isAllowed ? "get" : "list", target, isAllowed ? 200 : 403, time);
  }

  private void person(Instant time) {
    Colleague colleague = site.people().pick(dice);
    if (colleague.isUser() || !colleague.works(quarter.day())) {
      node(time);
      return;
    }
    Client client =
        Client.of(
            colleague.session(quarter.day(), quarter.number()),
            "operators",
            colleague.address(quarter.day()),
            Agents.KUBECTL);
    String name = site.stock("function").pick(dice);
    String namespace = name.substring(0, name.indexOf('-'));
    boolean isLog = dice.chance(0.2);
    Target target = new Target(namespace, isLog ? "pods/log" : "pods", isLog ? name : "");
    cluster.ask(client, isLog ? "get" : "list", target, 200, time);
  }
}
