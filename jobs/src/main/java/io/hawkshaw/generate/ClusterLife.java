package io.hawkshaw.generate;

import io.hawkshaw.generate.Cluster.Client;
import io.hawkshaw.generate.Cluster.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The ordinary requests to the cluster: controllers and nodes by far, people now and then. */
final class ClusterLife {
  private static final String CONTROLLER = "kube-controller-manager/v1.30.4 (linux/amd64)";
  private static final String KUBELET = "kubelet/v1.30.4 (linux/amd64) kubernetes/a51b3b7";

  /** Who asks for what, again and again. */
  private record Routine(Client client, String verb, Target target) {}

  private static final List<Routine> ROUTINES =
      List.of(
          new Routine(
              Client.of(
                  "system:kube-controller-manager", "system:masters", "10.20.3.11", CONTROLLER),
              "update",
              new Target("kube-system", "leases", "kube-controller-manager")),
          new Routine(
              Client.of(
                  "system:serviceaccount:kube-system:coredns",
                  "system:serviceaccounts",
                  "10.20.3.40",
                  "coredns/1.11.1"),
              "watch",
              new Target("", "services", "")),
          new Routine(
              Client.of(
                  "system:node:ip-10-20-3-21.ec2.internal", "system:nodes", "10.20.3.21", KUBELET),
              "get",
              new Target("", "nodes", "ip-10-20-3-21.ec2.internal")),
          new Routine(
              Client.of(
                  "system:node:ip-10-20-3-22.ec2.internal", "system:nodes", "10.20.3.22", KUBELET),
              "patch",
              new Target("", "nodes/status", "ip-10-20-3-22.ec2.internal")),
          new Routine(
              Client.of(
                  "system:serviceaccount:shop:cart",
                  "system:serviceaccounts",
                  "10.20.3.52",
                  "cart/2.4"),
              "get",
              new Target("shop", "configmaps", "cart")),
          new Routine(
              Client.of("system:anonymous", "system:unauthenticated", "10.20.0.10", "balancer/1.0"),
              "get",
              new Target("", "healthz", "")));

  private ClusterLife() {}

  static void tell(Events events, Dice dice) {
    Cluster cluster = new Cluster(events, dice);
    for (LocalDate day : Calendar.days(Calendar.october(12), Calendar.LAST_DAY)) {
      for (int request = 0; request < 110; request++) {
        Routine routine = dice.pick(ROUTINES);
        Instant time = moment(dice, day, "00:01:00", "23:58:00");
        cluster.ask(routine.client(), routine.verb(), routine.target(), 200, time);
      }
      if (!Calendar.isWeekend(day)) {
        lookAfter(cluster, dice, day);
      }
    }
  }

  private static void lookAfter(Cluster cluster, Dice dice, LocalDate day) {
    Session session =
        Session.open(Roles.POWER_USER, People.PRIYA.name(), Calendar.at(day, "07:30:00"));
    Client priya = Client.of(session, "operators", People.PRIYA.home(), Agents.KUBECTL);
    for (int look = 0; look < 6; look++) {
      Instant time = moment(dice, day, "08:00:00", "15:00:00");
      cluster.ask(priya, "list", new Target("shop", "pods", ""), 200, time);
    }
    cluster.ask(
        priya,
        "get",
        new Target("shop", "pods/log", "cart-6d5f7c9b8-x2x7q"),
        200,
        moment(dice, day, "08:00:00", "15:00:00"));
  }

  private static Instant moment(Dice dice, LocalDate day, String from, String to) {
    return dice.moment(Calendar.at(day, from), Calendar.at(day, to));
  }
}
