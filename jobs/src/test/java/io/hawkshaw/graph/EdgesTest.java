package io.hawkshaw.graph;

import static io.hawkshaw.graph.GraphDay.CLUSTER;
import static io.hawkshaw.graph.GraphDay.DEPLOY;
import static io.hawkshaw.graph.GraphDay.JONAS;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.base.Splitter;
import io.hawkshaw.lake.Table;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The edges of one day that holds a call, flow, query or finding of each kind. */
final class EdgesTest {
  private static List<Tuple> edges;

  @BeforeAll
  static void build() {
    edges =
        tuples(
            GraphDay.lake().read(Table.EDGES),
            "from_type",
            "from_entity",
            "relation",
            "to_type",
            "to_entity",
            "events",
            "failures");
  }

  private static Tuple edge(String from, String relation, String to, long events, long failures) {
    List<String> ends = Splitter.on(' ').splitToList(from + " " + to);
    return tuple(ends.get(0), ends.get(1), relation, ends.get(2), ends.get(3), events, failures);
  }

  @Test
  void assumptionsAcrossAccountsAreOneChainFromTheUserOn() {
    assertThat(edges)
        .contains(
            edge("IAM_USER " + JONAS, "assumed", "IAM_ROLE " + DEPLOY, 4, 0),
            edge("IAM_USER " + JONAS, "started_session", "ROLE_SESSION AROA2:jonas", 4, 0),
            edge("ROLE_SESSION AROA2:jonas", "used_key", "ACCESS_KEY ASIA1", 4, 0),
            edge("ROLE_SESSION AROA2:jonas", "assumed", "IAM_ROLE " + DEPLOY, 4, 0));
  }

  @Test
  void instancesAndFunctionsStartTheSessionsThatBearTheirNames() {
    String function = "arn:aws:lambda:eu-west-1:222233334444:function:resize";
    assertThat(edges)
        .contains(
            edge(
                "EC2_INSTANCE i-0b33333333",
                "started_session",
                "ROLE_SESSION AROA2:i-0b33333333",
                2,
                0),
            edge("EC2_INSTANCE i-0b33333333", "assumed", "IAM_ROLE " + DEPLOY, 2, 0),
            edge(
                "LAMBDA_FUNCTION " + function,
                "started_session",
                "ROLE_SESSION AROA2:resize",
                2,
                0),
            edge("AWS_SERVICE lambda.amazonaws.com", "assumed", "IAM_ROLE " + DEPLOY, 2, 0));
  }

  @Test
  void whatIsMadeIsCreatedAndWhatIsAddedToItChangesIt() {
    assertThat(edges)
        .contains(
            edge("IAM_ROLE " + DEPLOY, "created", "EC2_INSTANCE i-0a11111111", 2, 0),
            edge("IAM_ROLE " + DEPLOY, "created", "EC2_INSTANCE i-0a22222222", 2, 0),
            edge("ROLE_SESSION AROA2:jonas", "created", "ACCESS_KEY AKIA9", 2, 0),
            edge("ACCESS_KEY AKIA9", "assigned_to", "IAM_USER " + JONAS, 2, 0),
            edge("IAM_USER " + JONAS, "changed", "IAM_USER " + JONAS, 2, 0),
            edge("IAM_USER " + JONAS, "acted_on", "S3_BUCKET logs", 2, 2),
            edge("IAM_ROLE " + DEPLOY, "accessed", "S3_BUCKET logs", 2, 0));
    assertThat(edges).noneMatch(edge -> edge.toList().get(2).equals("deleted"));
  }

  @Test
  void thingsOfKubernetesStandBehindTheirCluster() {
    assertThat(edges)
        .contains(
            edge(
                "KUBERNETES_SUBJECT " + CLUSTER + "/admin",
                "created",
                "KUBERNETES_POD " + CLUSTER + "/shop/miner",
                2,
                0),
            edge(
                "KUBERNETES_SUBJECT " + CLUSTER + "/admin",
                "acted_on",
                "EKS_CLUSTER " + CLUSTER,
                2,
                0),
            edge(
                "IAM_ROLE " + DEPLOY,
                "authenticated_as",
                "KUBERNETES_SUBJECT " + CLUSTER + "/admin",
                2,
                0),
            edge(
                "KUBERNETES_POD " + CLUSTER + "/shop/miner",
                "runs_image",
                "CONTAINER_IMAGE miner:1",
                1,
                0));
  }

  @Test
  void withoutItsClusterAKubernetesUserIsKnownByAccountAndRegion() {
    assertThat(edges)
        .contains(
            edge(
                "KUBERNETES_SUBJECT 222233334444/eu-west-1/admin",
                "changed",
                "KUBERNETES_WORKLOAD 222233334444/eu-west-1/shop/secrets/db",
                2,
                0));
  }

  @Test
  void flowsConnectWhatStandsBehindTheInterface() {
    String task = "ECS_TASK arn:aws:ecs:eu-west-1:222233334444:task/c/1";
    assertThat(edges)
        .contains(
            edge("IP_ADDRESS 198.51.100.9", "connected_to", "EC2_INSTANCE i-0b33333333", 3, 3),
            edge(task, "connected_to", "IP_ADDRESS 198.51.100.9", 3, 0),
            edge(
                task,
                "in_cluster",
                "ECS_CLUSTER arn:aws:ecs:eu-west-1:222233334444:cluster/c",
                3,
                0),
            edge("IP_ADDRESS 10.0.0.5", "assigned_to", "EC2_INSTANCE i-0b33333333", 3, 3),
            edge("EC2_INSTANCE i-0b33333333", "resolved", "DOMAIN c2.example", 4, 4));
  }

  @Test
  void aSnapshotTellsWhatCouldBeDoneWhetherOrNotAnybodyDid() {
    assertThat(edges)
        .contains(
            edge("AWS_ACCOUNT 111122223333", "can_assume", "IAM_ROLE " + DEPLOY, 1, 0),
            edge(
                "IAM_ROLE " + DEPLOY,
                "has_policy",
                "AWS_RESOURCE arn:aws:iam::aws:policy/AdministratorAccess",
                1,
                0),
            edge(
                "IAM_USER " + JONAS,
                "in_group",
                "IAM_GROUP arn:aws:iam::111122223333:group/ops",
                1,
                0));
  }

  @Test
  void aCallOfNobodyHasOnlyItsAddressAndNoEdgeOfItsOwn() {
    assertThat(edges).noneMatch(edge -> edge.toList().contains("UNKNOWN"));
    assertThat(edges).allSatisfy(edge -> assertThat(edge.toList()).doesNotContainNull());
  }

  @Test
  void whatRecordsTellOfTheAccountOfABucketIsAnEdge() {
    assertThat(edges)
        .contains(edge("S3_BUCKET told", "in_account", "AWS_ACCOUNT 444455556666", 2, 0));
  }
}
