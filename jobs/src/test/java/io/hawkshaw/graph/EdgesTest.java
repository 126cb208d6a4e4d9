package io.hawkshaw.graph;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.base.Splitter;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.GraphSettings;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The edges and entities of one day that holds a call, flow, query or finding of each kind. */
final class EdgesTest {
  private static final LocalDate DAY = LocalDate.parse("2026-10-16");
  private static final String JONAS = "arn:aws:iam::111122223333:user/jonas";
  private static final String DEPLOY = "arn:aws:iam::222233334444:role/deploy";
  private static final String CLUSTER = "arn:aws:eks:eu-west-1:222233334444:cluster/prod";

  private static MemoryLake lake;
  private static List<Tuple> edges;

  @BeforeAll
  static void build() {
    lake =
        new MemoryLake()
            .with(Table.ACTIVITY, calls())
            .with(Table.TRAFFIC, flows())
            .with(Table.DNS_QUERIES, query())
            .with(Table.FINDINGS, finding())
            .with(Table.IAM_IDENTITIES, snapshot());
    lake.replace(Table.EDGES, night().days(), Edges.build(night()));
    lake.replace(Table.ENTITIES, night().days(), Entities.build(night()));
    edges =
        tuples(
            lake.read(Table.EDGES),
            "from_type",
            "from_entity",
            "relation",
            "to_type",
            "to_entity",
            "events",
            "failures");
  }

  private static Night night() {
    return new Night(
        lake,
        new TreeSet<>(List.of(DAY)),
        Map.of(),
        Settings.defaults(),
        Instant.parse("2026-10-17T02:00:00Z"));
  }

  private static String[] snapshot() {
    return new String[] {
      """
      {"day":"%s","snapshot_time":"2026-10-16T06:00:00Z","account":"222233334444","entity_type":"IAM_ROLE",
       "entity":"%s","principal_id":"AROA2","created_time":"2020-01-02T03:04:05Z","groups":[],
       "policies":["arn:aws:iam::aws:policy/AdministratorAccess"],
       "trusted":[{"entity_type":"AWS_ACCOUNT","entity":"111122223333"}]}"""
          .formatted(DAY, DEPLOY),
      """
      {"day":"%s","snapshot_time":"2026-10-16T06:00:00Z","account":"111122223333","entity_type":"IAM_USER",
       "entity":"%s","principal_id":"AIDA1","groups":["arn:aws:iam::111122223333:group/ops"],
       "policies":[],"trusted":[]}"""
          .formatted(DAY, JONAS)
    };
  }

  private static String[] calls() {
    List<String> calls = new ArrayList<>();
    // The two records of one assumption across accounts, and what the session did.
    calls.add(
        call(JONAS, "IAM_USER", "AIDA1", null, "AssumeRole", "AWS::IAM::Role", DEPLOY)
            + issued("ASIA1", "AROA2:jonas"));
    calls.add(
        call("AIDA1", "AWS_ACCOUNT", "AIDA1", null, "AssumeRole", "AWS::IAM::Role", DEPLOY)
            + issued("ASIA1", "AROA2:jonas"));
    calls.add(
        call(
                DEPLOY,
                "IAM_ROLE",
                "AROA2",
                "jonas",
                "RunInstances",
                "AWS::EC2::Instance",
                "i-0a11111111")
            + ",\"target_samples\":[\"i-0a11111111,i-0a22222222\"]");
    calls.add(
        call(DEPLOY, "IAM_ROLE", "AROA2", "jonas", "CreateAccessKey", "AWS::IAM::User", JONAS)
            + ",\"issued_key\":\"AKIA9\"");
    calls.add(
        call(JONAS, "IAM_USER", "AIDA1", null, "CreateLoginProfile", "AWS::IAM::User", JONAS));
    calls.add(
        call(JONAS, "IAM_USER", "AIDA1", null, "DeleteBucket", "AWS::S3::Bucket", "logs")
            .replace("\"success\"", "\"denied\""));
    calls.add(
        call(JONAS, "IAM_USER", "AIDA1", null, "CreateBucket", "AWS::S3::Bucket", "made")
            .replace("sts.amazonaws.com", "s3.amazonaws.com"));
    calls.add(
        call(JONAS, "IAM_USER", "AIDA1", null, "CreateBucket", "AWS::S3::Bucket", "refused")
            .replace("sts.amazonaws.com", "s3.amazonaws.com")
            .replace("\"success\"", "\"failure\""));
    calls.add(
        call(JONAS, "IAM_USER", "AIDA1", null, "GetObject", "AWS::S3::Bucket", "told")
            + ",\"target_account\":\"444455556666\"");
    // An instance with the credentials of its profile, a function with those of its role.
    calls.add(
        call(DEPLOY, "IAM_ROLE", "AROA2", "i-0b33333333", "GetObject", "AWS::S3::Bucket", "logs"));
    calls.add(
        call(
                "lambda.amazonaws.com",
                "AWS_SERVICE",
                null,
                null,
                "AssumeRole",
                "AWS::IAM::Role",
                DEPLOY)
            + issued(null, "AROA2:resize"));
    // Kubernetes.
    calls.add(
        call("admin", "KUBERNETES_USER", null, null, "create", "Kubernetes::pods", "shop/miner")
                .replace("sts.amazonaws.com", "kubernetes")
            + ",\"cluster\":\"prod\",\"source_identity\":\""
            + DEPLOY
            + "\"");
    // The cluster is not told.
    calls.add(
        call("admin", "KUBERNETES_USER", null, null, "list", "Kubernetes::secrets", "shop/db")
            .replace("sts.amazonaws.com", "kubernetes"));
    // Nobody is told.
    calls.add(call(null, "UNKNOWN", null, null, "GetObject", null, null));
    return calls.stream().map(call -> "{" + call + "}").toArray(String[]::new);
  }

  private static String call(
      String principal,
      String type,
      String principalId,
      String session,
      String operation,
      String targetType,
      String target) {
    return """
        "day":"%s","account":"222233334444","region":"eu-west-1","service":"sts.amazonaws.com",
        "principal":%s,"principal_type":"%s","principal_id":%s,"session":%s,"ip":"192.0.2.7",
        "operation":"%s","is_read":%b,"target_type":%s,"target":%s,"outcome":"success","events":2,
        "first_time":"2026-10-16T10:00:00Z","last_time":"2026-10-16T10:30:00Z","event_ids":["e1"]"""
        .formatted(
            DAY,
            text(principal),
            type,
            text(principalId),
            text(session),
            operation,
            operation.startsWith("Get"),
            text(targetType),
            text(target));
  }

  private static String issued(String key, String session) {
    return ",\"issued_key\":%s,\"issued_session\":%s".formatted(text(key), text(session));
  }

  private static String text(String value) {
    return value == null ? "null" : "\"" + value + "\"";
  }

  private static String[] flows() {
    String flow =
        """
        {"day":"2026-10-16","account":"222233334444","region":"eu-west-1","vpc":"vpc-1",%s,
        "direction":"%s","ip":"198.51.100.9","local_ip":"10.0.0.5","action":"%s","flows":3,
        "bytes_in":5,"bytes_out":7,"first_time":"2026-10-16T10:00:00Z",
        "last_time":"2026-10-16T10:30:00Z"}""";
    return new String[] {
      flow.formatted("\"instance\":\"i-0b33333333\"", "inbound", "REJECT"),
      flow.formatted(
          "\"ecs_task\":\"arn:aws:ecs:eu-west-1:222233334444:task/c/1\",\"ecs_cluster\":\"c\"",
          "outbound",
          "ACCEPT")
    };
  }

  private static String query() {
    return """
        {"day":"2026-10-16","account":"222233334444","region":"eu-west-1","instance":"i-0b33333333",
        "domain":"c2.example","name":"a.c2.example","rcode":"NXDOMAIN","queries":4,
        "first_time":"2026-10-16T10:00:00Z","last_time":"2026-10-16T10:30:00Z"}""";
  }

  private static String finding() {
    return """
        {"day":"2026-10-16","finding":"f1","account":"222233334444","region":"eu-west-1","entities":[
        {"entity_type":"KUBERNETES_POD","entity":"%1$s/shop/miner","role":"TARGET"},
        {"entity_type":"CONTAINER_IMAGE","entity":"miner:1","role":"TARGET"},
        {"entity_type":"EKS_CLUSTER","entity":"%1$s","role":"TARGET"},
        {"entity_type":"S3_BUCKET","entity":"found","role":"TARGET","account":"333344445555"}],
        "first_time":"2026-10-16T10:00:00Z","last_time":"2026-10-16T10:30:00Z"}"""
        .formatted(CLUSTER);
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
    assertThat(tuples(lake.read(Table.ENTITIES), "entity", "name"))
        .contains(
            tuple("222233334444/eu-west-1/admin", "admin"), tuple(CLUSTER + "/admin", "admin"));
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
    assertThat(
            lake.read(Table.ENTITIES)
                .filter("attributes['created_time'] = '2020-01-02T03:04:05Z'")
                .select("entity")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly(DEPLOY);
  }

  @Test
  void anEntityOfManyEdgesIsMarkedAndKeepsThemAll() {
    int most = (int) edges.stream().filter(edge -> edge.toList().contains(DEPLOY)).count();
    Settings settings = Settings.defaults().withGraph(new GraphSettings(most - 1));
    Dataset<Row> entities =
        Entities.build(new Night(lake, night().days(), Map.of(), settings, night().startedTime()));

    assertThat(
            entities
                .filter("attributes['high_volume_day'] = '" + DAY + "'")
                .select("entity")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly(DEPLOY);
  }

  @Test
  void aCallOfNobodyHasOnlyItsAddressAndNoEdgeOfItsOwn() {
    assertThat(edges).noneMatch(edge -> edge.toList().contains("UNKNOWN"));
    assertThat(edges).allSatisfy(edge -> assertThat(edge.toList()).doesNotContainNull());
  }

  @Test
  void entitiesTellWhoMadeThemAndTheirUniqueId() {
    Dataset<Row> entities = lake.read(Table.ENTITIES);
    assertThat(
            tuples(
                entities.selectExpr(
                    "entity",
                    "account",
                    "name",
                    "attributes['created_by'] AS by",
                    "attributes['created_time'] AS made",
                    "attributes['principal_id'] AS id"),
                "entity",
                "account",
                "name",
                "by",
                "made",
                "id"))
        .contains(
            tuple("i-0a22222222", null, "i-0a22222222", DEPLOY, "2026-10-16T10:00:00Z", null),
            tuple(JONAS, "111122223333", "jonas", null, null, "AIDA1"),
            tuple("i-0b33333333", "222233334444", "i-0b33333333", null, null, null));
  }

  /** Which of two rows of one time comes first is nobody's to say. */
  @Test
  void whoMadeAUserIsKnownThoughASnapshotTellsOnlyTheTime() {
    MemoryLake both =
        new MemoryLake()
            .with(
                Table.EDGES,
                """
                {"day":"%s","from_type":"IAM_ROLE","from_entity":"%s","relation":"created",
                 "to_type":"IAM_USER","to_entity":"%s","first_time":"2026-10-16T03:00:00Z",
                 "last_time":"2026-10-16T03:00:00Z"}"""
                    .formatted(DAY, DEPLOY, JONAS))
            .with(
                Table.IAM_IDENTITIES,
                """
                {"day":"%s","snapshot_time":"2026-10-16T06:00:00Z","entity_type":"IAM_USER",
                 "entity":"%s","principal_id":"AIDA1","created_time":"2026-10-16T03:00:00Z"}"""
                    .formatted(DAY, JONAS));
    Night night =
        new Night(both, night().days(), Map.of(), Settings.defaults(), night().startedTime());
    assertThat(
            tuples(
                Entities.build(night)
                    .filter("entity = '" + JONAS + "'")
                    .selectExpr("attributes['created_by'] AS by"),
                "by"))
        .containsExactly(tuple(DEPLOY));
  }

  @Test
  void aBucketIsOfTheAccountThatMadeItOrThatRecordsTellAndElseOfNone() {
    assertThat(
            tuples(
                lake.read(Table.ENTITIES).filter("entity_type = 'S3_BUCKET'"), "entity", "account"))
        .containsExactlyInAnyOrder(
            tuple("made", "222233334444"),
            tuple("told", "444455556666"),
            tuple("found", "333344445555"),
            tuple("refused", null),
            tuple("logs", null));
    assertThat(edges)
        .contains(edge("S3_BUCKET told", "in_account", "AWS_ACCOUNT 444455556666", 2, 0));
  }

  @Test
  void aBucketThatAnotherAccountMadeAnewIsOfThatAccount() {
    Night next =
        new Night(
            lake.with(
                Table.EDGES,
                """
                {"day":"2026-10-17","from_type":"S3_BUCKET","from_entity":"told","relation":"in_account",
                 "to_type":"AWS_ACCOUNT","to_entity":"111122223333","first_time":"2026-10-17T10:00:00Z",
                 "last_time":"2026-10-17T10:00:00Z"}"""),
            new TreeSet<>(List.of(DAY.plusDays(1))),
            Map.of(),
            Settings.defaults(),
            Instant.parse("2026-10-18T02:00:00Z"));
    assertThat(tuples(Entities.build(next).filter("entity = 'told'"), "account"))
        .containsExactly(tuple("111122223333"));
  }

  @Test
  void anotherNightKeepsWhatIsKnownAndMarksANameThatIsUsedAgain() {
    Dataset<Row> before = lake.read(Table.ENTITIES);
    long known = before.count();
    Dataset<Row> again = Entities.build(night());
    assertThat(again.count()).isEqualTo(known);
    MemoryLake older = new MemoryLake();
    older.append(
        Table.ENTITIES,
        before
            .filter("entity = '" + JONAS + "'")
            .selectExpr(
                "entity_type",
                "entity",
                "account",
                "name",
                "map('principal_id', 'AIDA0') AS attributes",
                "is_service",
                "first_time - INTERVAL 9 DAYS AS first_time",
                "last_time"));
    older.append(Table.ACTIVITY, lake.read(Table.ACTIVITY));
    older.append(Table.EDGES, lake.read(Table.EDGES));
    Night night =
        new Night(older, night().days(), Map.of(), Settings.defaults(), night().startedTime());
    assertThat(
            tuples(
                Entities.build(night)
                    .filter("entity = '" + JONAS + "'")
                    .selectExpr(
                        "attributes['principal_id'] AS id",
                        "attributes['reused'] AS reused",
                        "first_time"),
                "id",
                "reused",
                "first_time"))
        .containsExactly(tuple("AIDA0,AIDA1", "true", "2026-10-07T06:00:00Z"));
  }
}
