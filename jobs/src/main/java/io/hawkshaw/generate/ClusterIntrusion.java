package io.hawkshaw.generate;

import io.hawkshaw.generate.Cluster.Client;
import io.hawkshaw.generate.Cluster.Target;
import java.time.Instant;
import java.util.List;

/** The first incident in the cluster: from a question without a name to a privileged pod. */
final class ClusterIntrusion {
  static final String POD = "node-agent-x";

  private static final String PRIVILEGED_POD =
      """
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"node-agent-x","namespace":"kube-system"},
       "spec":{"hostPID":true,"hostNetwork":true,
        "containers":[{"name":"agent","image":"registry.example/tools/agent:latest",
         "command":["sh","-c","sleep infinity"],"securityContext":{"privileged":true},
         "volumeMounts":[{"name":"root","mountPath":"/host"}]}],
        "volumes":[{"name":"root","hostPath":{"path":"/"}}]}}
      """;

  private ClusterIntrusion() {}

  static void tell(Events events, Dice dice, Story story) {
    Cluster cluster = new Cluster(events, dice);
    Client stranger =
        new Client(
            "system:anonymous",
            List.of("system:unauthenticated"),
            null,
            Addresses.INTRUDER,
            Agents.INTRUDER_KUBECTL);
    story.audited(
        "An anonymous request for secrets is forbidden",
        cluster.ask(stranger, "list", new Target("shop", "secrets", ""), 403, at("07:02:11")));
    Client intruder =
        Client.of(
            LeakedKey.DEPLOYMENT, "system:masters", Addresses.INTRUDER, Agents.INTRUDER_KUBECTL);
    story.audited(
        "The deployment role lists all secrets",
        cluster.ask(intruder, "list", new Target("", "secrets", ""), 200, at("07:12:40")));
    story.audited(
        "A shell is opened in a pod of the shop",
        cluster.ask(
            intruder,
            "create",
            new Target("shop", "pods/exec", "cart-6d5f7c9b8-x2x7q"),
            101,
            at("07:15:03")));
    story.audited(
        "A privileged pod with the node's disk is created",
        cluster.ask(
            intruder,
            "create",
            new Target("kube-system", "pods", POD),
            201,
            at("07:21:55"),
            Json.object(PRIVILEGED_POD)));
  }

  private static Instant at(String time) {
    return Calendar.at(LeakedKey.DAY, time);
  }
}
