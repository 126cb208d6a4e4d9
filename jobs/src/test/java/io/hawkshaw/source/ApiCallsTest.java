package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.rows;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.run.LogRules;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/**
 * The record of a call on rows without files; {@link CloudTrailTest} has each rule by its cases.
 */
final class ApiCallsTest {
  private static Dataset<Row> records(String... calls) {
    return rows(ApiCalls.CALL, calls)
        .select(ApiCalls.activity(LogRules.NONE).as("record"))
        .select("record.*");
  }

  @Test
  void aCallBecomesARecordOfTheTable() {
    Dataset<Row> record =
        records(
            """
            {"time":"2026-10-17T23:59:59Z","event_id":"e","account":"1","region":"eu-west-1",
             "identity_type":"AssumedRole","principal_id":"AROAX:s","arn":"arn:aws:sts::1:assumed-role/R/s",
             "caller_account":"1","access_key":"ASIAX","issuer_arn":"arn:aws:iam::1:role/p/R",
             "source_identity":"jo","source_address":"192.0.2.1","user_agent":"[Boto3/1.34]",
             "service":"s3.amazonaws.com","operation":"GetObject","read_only":"true",
             "error_code":"AccessDenied","error_message":"no","target_type":"AWS::S3::Bucket",
             "target":"b","target_account":"2","target_sample":"k","issued_key":"ASIAY","issued_session":"AROAY:t"}""");

    assertThat(record.columns()).containsExactly(Activity.RECORD.fieldNames());
    assertThat(tuples(record, Activity.RECORD.fieldNames()))
        .containsExactly(
            tuple(
                "2026-10-17T23:59:59Z",
                23,
                "1",
                "eu-west-1",
                "IAM_ROLE",
                "arn:aws:iam::1:role/p/R",
                "AROAX",
                "s",
                "jo",
                "ASIAX",
                "ASIAY",
                "AROAY:t",
                false,
                null,
                "192.0.2.1",
                "Boto3/1.34",
                "s3.amazonaws.com",
                "GetObject",
                true,
                "AWS::S3::Bucket",
                "b",
                "2",
                "denied",
                "AccessDenied",
                "e",
                "k",
                null,
                null));
  }

  @Test
  void aRowOfNullsIsAnUnknownCallerThatSucceeded() {
    assertThat(
            tuples(
                records("{}"),
                "principal_type",
                "principal",
                "principal_id",
                "session",
                "is_service",
                "ip",
                "is_read",
                "outcome",
                "error"))
        .containsExactly(tuple("UNKNOWN", null, null, null, false, null, false, "success", null));
  }

  @Test
  void aTableWithoutCallsGivesNoRecords() {
    assertThat(records().isEmpty()).isTrue();
  }

  @Test
  void emptyTextsAreNothing() {
    assertThat(
            tuples(
                records(
                    """
                    {"identity_type":"","principal_id":"","arn":"","user_name":"","access_key":"",
                     "invoked_by":"","issuer_arn":"","source_identity":"","on_behalf_of":"",
                     "source_address":"","user_agent":"","error_code":"","error_message":"",
                     "sign_in":""}"""),
                "principal_type",
                "principal",
                "principal_id",
                "access_key",
                "is_service",
                "invoked_by",
                "source_identity",
                "ip",
                "user_agent",
                "outcome",
                "error"))
        .containsExactly(
            tuple("UNKNOWN", null, null, null, false, null, null, null, null, "success", null));
  }

  @Test
  void anIdThatIsAllSessionHasNoPrincipal() {
    assertThat(
            tuples(
                records(
                    "{\"identity_type\":\"AssumedRole\",\"principal_id\":\":s\"}",
                    "{\"identity_type\":\"AssumedRole\",\"principal_id\":\"AROAX:\"}",
                    "{\"identity_type\":\"AssumedRole\",\"principal_id\":\"AROAX:a:b\"}"),
                "principal_id",
                "session"))
        .containsExactly(tuple(null, "s"), tuple("AROAX", null), tuple("AROAX", "a:b"));
  }

  @Test
  void aSessionNameOfSeveralLinesStaysInItsRole() {
    assertThat(
            tuples(
                records(
                    """
                    {"identity_type":"AssumedRole","issuer_arn":"arn:aws:iam::1:role/R",
                     "arn":"arn:aws:sts::1:assumed-role/R/a\\nb"}"""),
                "principal",
                "session"))
        .containsExactly(tuple("arn:aws:iam::1:role/R", "a\nb"));
  }
}
