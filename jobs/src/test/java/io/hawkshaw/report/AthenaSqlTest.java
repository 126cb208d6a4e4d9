package io.hawkshaw.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.run.Scope;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SQL for Athena, whatever an entity is called. */
final class AthenaSqlTest {
  private static final Scope SCOPE =
      new Scope(Scope.time("2026-10-16T02:00"), Scope.time("2026-10-17"));

  @Test
  void bothVersionsAreAskedForByTheirOwnColumnsAndNames() {
    String sql = AthenaSql.of(List.of("eu-west-1"), EntityType.IAM_USER, "arn:x", SCOPE);
    assertThat(sql)
        .contains(
            "FROM \"amazon_security_lake_glue_db_eu_west_1\"."
                + "\"amazon_security_lake_table_eu_west_1_cloud_trail_mgmt_1_0\"\n"
                + "WHERE eventday BETWEEN '20261016' AND '20261017'\n"
                + "  AND time >= 1792116000000 AND time < 1792195200000\n"
                + "  AND (actor.user.uuid = 'arn:x' OR actor.session.issuer = 'arn:x')\n")
        .contains(
            "\"amazon_security_lake_table_eu_west_1_cloud_trail_mgmt_2_0\"\n"
                + "WHERE time_dt >= TIMESTAMP '2026-10-16 02:00:00.000'"
                + " AND time_dt < TIMESTAMP '2026-10-17 00:00:00.000'\n"
                + "  AND (actor.user.uid = 'arn:x' OR actor.session.issuer = 'arn:x')\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:eks:eu-west-1:111122223333:cluster/prod/kubernetes-admin",
        "111122223333/eu-west-1/kubernetes-admin",
        "kubernetes-admin"
      })
  void auditLogsNameASubjectWithoutItsCluster(String id) {
    assertThat(AthenaSql.of(List.of("eu-west-1"), EntityType.KUBERNETES_SUBJECT, id, SCOPE))
        .contains("eks_audit_2_0", "(actor.user.name = 'kubernetes-admin')");
  }

  @ParameterizedTest
  @EnumSource
  void noNameEndsTheTextThatItStandsIn(EntityType type) {
    String sql = AthenaSql.of(List.of("us-east-1"), type, "x' OR 1=1 --", SCOPE);
    assertThat(sql).contains("x'' OR 1=1 --");
    assertThat(sql.replaceAll("'([^']|'')*'", "")).doesNotContain("1=1");
  }

  @Test
  void anAddressIsAskedForInCallsFlowsAndQueries() {
    assertThat(AthenaSql.of(List.of("us-east-1"), EntityType.IP_ADDRESS, "192.0.2.1", SCOPE))
        .contains("cloud_trail_mgmt_1_0", "vpc_flow_1_0", "vpc_flow_2_0", "route53_2_0")
        .contains("(src_endpoint.ip = '192.0.2.1' OR dst_endpoint.ip = '192.0.2.1')");
  }

  @Test
  void whatCallsActedOnStandsInResourcesOrParameters() {
    assertThat(AthenaSql.of(List.of("us-east-1"), EntityType.S3_BUCKET, "logs", SCOPE))
        .contains(
            "(any_match(resources, r -> r.uid IN ('logs', 'arn:aws:s3:::logs'))"
                + " OR any_match(map_values(unmapped), v -> v = 'logs'))",
            " OR strpos(api.request.data, '\"logs\"') > 0)");
  }

  @Test
  void noSignThatATerminalObeysIsPrinted() {
    String sql =
        AthenaSql.of(
            List.of("us-east-1"), EntityType.ROLE_SESSION, "a:b\u001b[31m\n\\'\u202e", SCOPE);
    assertThat(sql).contains("actor.user.uid = U&'a:b\\+00001B[31m\\+00000A\\\\''\\+00202E'");
  }

  @Test
  void withoutARegionItSaysSo() {
    assertThat(AthenaSql.of(List.of(), EntityType.IAM_USER, "arn:x", SCOPE))
        .isEqualTo("-- Nothing is known of it in this window, so no Region to ask in.\n");
  }
}
