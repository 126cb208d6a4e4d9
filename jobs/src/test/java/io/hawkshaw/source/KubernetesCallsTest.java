package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KubernetesCallsTest {
  private static Dataset<Row> records(String... calls) {
    return rows(KubernetesCalls.CALL, calls)
        .select(KubernetesCalls.activity().as("record"))
        .select("record.*");
  }

  @Test
  void aCallBecomesARecordOfTheTable() {
    Dataset<Row> record =
        records(
            """
            {"time":"2026-10-17T10:00:00Z","audit_id":"a","account":"1","region":"eu-west-1","cluster":"c",
             "user_name":"dev","user_uid":"aws-iam-authenticator:1:AROAX","role_arn":"arn:aws:iam::1:role/R",
             "session":"s","access_key":"ASIAX","source_address":"192.0.2.1","user_agent":"kubectl",
             "request_path":"/api/v1/namespaces/n/pods/p/exec","verb":"CREATE",
             "resource":"pods/exec","namespace":"n","resource_name":"p","code":101,"reason":"up"}""");

    assertThat(record.columns()).containsExactly(Activity.RECORD.fieldNames());
    assertThat(tuples(record, Activity.RECORD.fieldNames()))
        .containsExactly(
            tuple(
                "2026-10-17T10:00:00Z",
                10,
                "1",
                "eu-west-1",
                "KUBERNETES_USER",
                "dev",
                "AROAX",
                "s",
                "arn:aws:iam::1:role/R",
                "ASIAX",
                null,
                null,
                false,
                null,
                "192.0.2.1",
                "kubectl",
                "kubernetes",
                "create",
                false,
                "Kubernetes::pods/exec",
                "n/p",
                null,
                "success",
                null,
                "a",
                "/api/v1/namespaces/n/pods/p/exec",
                "c",
                null));
  }

  @Test
  void aRowOfNullsIsKept() {
    assertThat(
            tuples(
                records("{}"),
                "principal_type",
                "principal",
                "is_service",
                "is_read",
                "target_type",
                "target",
                "outcome",
                "error"))
        .containsExactly(
            tuple(
                "KUBERNETES_USER",
                null,
                false,
                false,
                "Kubernetes::nonResourceUrl",
                null,
                "success",
                null));
    assertThat(records().isEmpty()).isTrue();
  }

  @Test
  void theTargetIsNamespaceAndNameAsFarAsTheyAreToldElseThePath() {
    assertThat(
            tuples(
                records(
                    "{\"resource\":\"nodes\",\"resource_name\":\"n1\"}",
                    "{\"resource\":\"pods\",\"namespace\":\"default\"}",
                    "{\"request_path\":\"/healthz\"}"),
                "target_type",
                "target"))
        .containsExactly(
            tuple("Kubernetes::nodes", "n1"),
            tuple("Kubernetes::pods", "default"),
            tuple("Kubernetes::nonResourceUrl", "/healthz"));
  }

  @ParameterizedTest
  @CsvSource({
    "system:node:ip-10-0-0-1, true",
    "system:kube-scheduler, true",
    "system:apiserver, true",
    "system:serviceaccount:kube-system:coredns, true",
    "eks:node-manager, true",
    "system:node-problem-detector, true",
    "system:serviceaccount:default:web, false",
    "system:anonymous, false",
    "system:masters, false",
    "kubernetes-admin, false",
    "my-system:node:x, false"
  })
  void nodesAndControllersAreTheSystemAndWorkloadsAreNot(String user, boolean isService) {
    assertThat(tuples(records("{\"user_name\":\"" + user + "\"}"), "is_service"))
        .containsExactly(tuple(isService));
  }

  @Test
  void theCodeTellsTheOutcome() {
    assertThat(
            tuples(
                records(
                    "{\"code\":200}",
                    "{\"code\":399,\"reason\":\"x\"}",
                    "{\"code\":400}",
                    "{\"code\":401}",
                    "{\"code\":403,\"reason\":\"Forbidden\"}",
                    "{\"code\":404,\"reason\":\"NotFound\"}",
                    "{\"code\":500}"),
                "outcome",
                "error"))
        .containsExactly(
            tuple("success", null),
            tuple("success", null),
            tuple("failure", "400"),
            tuple("denied", "401"),
            tuple("denied", "Forbidden"),
            tuple("failure", "NotFound"),
            tuple("failure", "500"));
  }

  @Test
  void getListAndWatchRead() {
    assertThat(
            tuples(
                records(
                    "{\"verb\":\"get\"}",
                    "{\"verb\":\"LIST\"}",
                    "{\"verb\":\"watch\"}",
                    "{\"verb\":\"patch\"}"),
                "is_read"))
        .containsExactly(tuple(true), tuple(true), tuple(true), tuple(false));
  }
}
