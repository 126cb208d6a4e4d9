package io.hawkshaw.investigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.InvestigationSettings;
import io.hawkshaw.run.PrincipalRows;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.UserError;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked for by hand. */
final class OnDemandTest {
  private static final Instant NOW = Instant.parse("2026-10-19T02:00:00Z");
  private static final String ADA = "arn:aws:iam::111122223333:user/team/ada";
  private static final String BUILD = "arn:aws:iam::111122223333:role/build";
  private static final MemoryLake LAKE =
      new MemoryLake()
          .with(
              Table.ENTITIES,
              "{\"entity_type\":\"IAM_USER\",\"entity\":\"" + ADA + "\",\"name\":\"ada\"}",
              "{\"entity_type\":\"IAM_ROLE\",\"entity\":\"" + BUILD + "\",\"name\":\"build\"}",
              "{\"entity_type\":\"S3_BUCKET\",\"entity\":\"logs\"}")
          .with(
              Table.COVERAGE,
              "{\"day\":\"2026-09-28\",\"source\":\"cloudtrail\"}",
              "{\"day\":\"2026-10-18\",\"source\":\"cloudtrail\"}")
          .with(
              Table.DETECTIONS,
              detection("2026-10-16", "r1"),
              detection("2026-10-16", "expected"),
              detection("2026-10-02", "r2"));

  private static String detection(String day, String rule) {
    return ("{\"day\":\"%s\",\"rule\":\"%s\",\"title\":\"A title\",\"level\":\"critical\","
            + "\"tactic\":[],\"principal_type\":\"IAM_USER\",\"principal\":\"%s\","
            + "\"success_count\":1,\"failure_count\":0,\"first_time\":\"%sT10:00:00Z\","
            + "\"last_time\":\"%sT10:00:00Z\"}")
        .formatted(day, rule, ADA, day, day);
  }

  private static OnDemand of(String arn, String start, String end) {
    Scope scope = new Scope(Scope.time(start), Scope.time(end));
    try (PrincipalRows own = OnDemand.principal(LAKE, arn, scope, NOW)) {
      return OnDemand.of(
          own,
          InvestigationSettings.DEFAULTS,
          (table, rows) -> table == Table.DETECTIONS ? rows.filter("rule <> 'expected'") : rows,
          NOW);
    }
  }

  @Test
  void theWindowAndWhatIsExpectedSayWhatIsFound() {
    OnDemand found =
        of("arn:aws:iam::111122223333:user/ada", "2026-10-16T09:00", "2026-10-16T11:00");
    assertThat(found.investigation().<String>getAs("entity_arn")).isEqualTo(ADA);
    assertThat(found.investigation().<String>getAs("trigger")).isEqualTo("ON_DEMAND");
    assertThat(found.indicators())
        .extracting(row -> row.<String>getAs("evidence"), row -> row.<String>getAs("tactic"))
        .containsExactly(tuple("rule r1", "Other"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:iam::111122223333:user/adam | 2026-10-16 | 2026-10-17 | near it: " + ADA,
        "arn:aws:iam::111122223333:role/built | 2026-10-16 | 2026-10-17 | --type IAM_ROLE lists them",
        "logs | 2026-10-16 | 2026-10-17 | 'logs' is of type S3_BUCKET",
        "arn:aws:s3:::logs | 2026-10-16 | 2026-10-17 | 'arn:aws:s3:::logs' is of type S3_BUCKET",
        "arn:aws:sns:eu-west-1:111122223333:x | 2026-10-16 | 2026-10-17 | is no ARN of an IAM user",
        "arn:aws:sts::111122223333:assumed-role/build/run-1 | 2026-10-16 | 2026-10-17 | near it: "
            + BUILD,
        ADA + " | 2026-10-17 | 2026-10-16 | before it begins",
        ADA + " | 2026-10-16 | 2026-10-16 | is empty",
        ADA + " | 2024-10-17 | 2026-10-16 | longer than a year",
        ADA + " | 2026-10-20 | 2026-10-21 | in the future",
        ADA
            + " | 2026-08-16 | 2026-08-17 | outside of the data, which is of 2026-09-28 to 2026-10-18"
      })
  void whatCannotBeExaminedIsRefusedInOneLine(String arn, String start, String end, String why) {
    assertThatThrownBy(() -> of(arn, start, end))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
  }
}
