package io.hawkshaw.graph;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One day that holds a call, flow, query or finding of each kind. */
final class GraphDay {
  static final LocalDate DAY = LocalDate.parse("2026-10-16");
  static final String JONAS = "arn:aws:iam::111122223333:user/jonas";
  static final String DEPLOY = "arn:aws:iam::222233334444:role/deploy";
  static final String CLUSTER = "arn:aws:eks:eu-west-1:222233334444:cluster/prod";

  private GraphDay() {}

  /** A lake with the tables of the day, and its edges. */
  static MemoryLake lake() {
    MemoryLake lake =
        new MemoryLake()
            .with(Table.ACTIVITY, calls())
            .with(Table.TRAFFIC, flows())
            .with(Table.DNS_QUERIES, query())
            .with(Table.FINDINGS, finding())
            .with(Table.IAM_IDENTITIES, snapshot());
    lake.replace(Table.EDGES, night(lake).days(), Edges.build(night(lake)));
    return lake;
  }

  /** The night that rebuilds the day. */
  static Night night(MemoryLake lake) {
    return night(lake, Settings.defaults());
  }

  static Night night(MemoryLake lake, Settings settings) {
    return new Night(
        lake,
        new TreeSet<>(List.of(DAY)),
        Map.of(),
        settings,
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
}
