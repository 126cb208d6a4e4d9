package io.hawkshaw.generate;

import io.hawkshaw.generate.Cluster.Client;
import io.hawkshaw.generate.Cluster.Target;
import io.hawkshaw.generate.SceneFindings.Api;
import java.util.List;

/**
 * A cluster is asked without a name, then entered by a stolen session: shell and privileged pod.
 */
final class ClusterBreakIn {
  private static final String POD =
      """
      {"kind":"Pod","apiVersion":"v1","metadata":{"name":"%1$s","namespace":"kube-system"},
       "spec":{"hostPID":true,"hostNetwork":true,
        "containers":[{"name":"agent","image":"registry.example/tools/agent:latest",
         "command":["sh","-c","sleep infinity"],"securityContext":{"privileged":true},
         "volumeMounts":[{"name":"root","mountPath":"/host"}]}],
        "volumes":[{"name":"root","hostPath":{"path":"/"}}]}}
      """;

  private ClusterBreakIn() {}

  static void play(Scene scene) {
    Place place = scene.site().place();
    Session session =
        Session.open(Role.of(place.account(), "cluster-admin"), "kubectl", scene.at(300));
    Desk desk =
        scene.desk(
            new Caller(scene.user().identity(), scene.intruder(), Agents.INTRUDER_SDK), place);
    scene
        .story()
        .called(
            "The role of the cluster's administrators is taken",
            new Takeover(desk).within(session));
    Desk inside =
        scene.desk(new Caller(session.identity(), scene.intruder(), Agents.INTRUDER_SDK), place);
    String name = scene.touched(scene.site().cluster());
    Operation describe =
        new Operation("eks", "DescribeCluster", "{\"name\":\"%s\"}".formatted(name), null);
    scene.story().called("The cluster is looked up", inside.make(describe, scene.at(360)));
    enter(scene, session);
    new SceneFindings(scene)
        .key(
            "Discovery:IAMUser/AnomalousBehavior",
            2.0,
            session,
            new Api("eks", "DescribeCluster"),
            scene.at(360));
  }

  private static void enter(Scene scene, Session session) {
    Site site = scene.site();
    Cluster cluster = new Cluster(scene.events(), scene.dice(), site.place(), site.cluster());
    Client stranger =
        new Client(
            "system:anonymous",
            List.of("system:unauthenticated"),
            null,
            scene.intruder(),
            Agents.INTRUDER_KUBECTL);
    scene
        .story()
        .audited(
            "An anonymous request for secrets is forbidden",
            cluster.ask(stranger, "list", new Target("orders", "secrets", ""), 403, scene.at(120)));
    Client intruder =
        Client.of(session, "system:masters", scene.intruder(), Agents.INTRUDER_KUBECTL);
    scene
        .story()
        .audited(
            "All secrets are listed",
            cluster.ask(intruder, "list", new Target("", "secrets", ""), 200, scene.at(600)));
    scene
        .story()
        .audited(
            "A shell is opened in a pod",
            cluster.ask(
                intruder,
                "create",
                new Target("orders", "pods/exec", "orders-api-0"),
                101,
                scene.at(700)));
    String pod = scene.touched("node-agent-" + scene.dice().hex(4));
    scene
        .story()
        .audited(
            "A privileged pod with the node's disk is created",
            cluster.ask(
                intruder,
                "create",
                new Target("kube-system", "pods", pod),
                201,
                scene.at(900),
                Json.object(POD.formatted(pod))));
    scene
        .story()
        .audited(
            "All service accounts are bound to the administrators",
            cluster.ask(
                intruder,
                "create",
                new Target("", "clusterrolebindings", "system-metrics"),
                201,
                scene.at(1_000)));
  }
}
