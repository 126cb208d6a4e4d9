package io.hawkshaw.source;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A record or two of each version of CloudTrail's records, in the canonical columns. */
final class RecordVersionsTest {
  private static final String ALICE = "arn:aws:iam::123456789012:user/Alice";

  static Stream<Arguments> versions() {
    return Stream.of(
        of(
            "1_0",
            call("IAM_USER", ALICE, null, "EXAMPLE_KEY_ID", "205.251.233.176")
                .did("ec2", "StartInstances", false)
                .to("AWS::EC2::Instance", "i-ebeaf9e2")),
        of(
            "1_01",
            call("IAM_USER", ALICE, null, "EXAMPLE_KEY_ID", "192.0.2.1")
                .did("iam", "CreateRole", false)
                .to("AWS::IAM::Role", "arn:aws:iam::123456789012:role/TestRole")),
        of(
            "bad1_01",
            call("IAM_USER", ALICE, null, "EXAMPLE_KEY_ID", "192.0.2.1")
                .did("iam", "CreateRole", false)
                .to("AWS::IAM::Role", "arn:aws:iam::123456789012:role/TestRole")),
        of(
            "1_02",
            call("IAM_USER", ALICE, null, "EXAMPLE_KEY_ID", "192.0.2.1")
                .did("signin", "ConsoleLogin", false)
                .to(null, null)),
        of(
            "1_03",
            call(
                    "IAM_ROLE",
                    "arn:aws:iam::123456789012:role/MyRole",
                    "role-session",
                    "ASIAIOSFODNN7EXAMPLE",
                    "192.0.2.1")
                .did("kms", "PutKeyPolicy", false)
                .to("AWS::KMS::Key", "mrk-EXAMPLE")),
        of(
            "1_04",
            call("AWS_SERVICE", "AWS Internal", null, null, null)
                .did("rds", "ApplyPendingMaintenanceAction", false)
                .to(null, null)),
        of(
            "1_05",
            call(
                    "IAM_USER",
                    "arn:aws:iam::123456789012:user/Administrator",
                    null,
                    "AKIAIOSFODNN7EXAMPLE",
                    "12.34.56.78")
                .did("s3", "GetBucketLocation", true)
                .to("AWS::S3::Bucket", "my-bucket")),
        of(
            "1_06",
            call("IAM_USER", ALICE, null, "AKIAIOSFODNN7EXAMPLE", "192.0.2.100")
                .did("s3", "GetObject", true)
                .to("AWS::S3::Bucket", "my-data-bucket")),
        of(
            "1_07",
            call(
                    "IAM_ROLE",
                    "arn:aws:iam::111122223333:role/AppRole",
                    "app-session",
                    "ASIAIOSFODNN7EXAMPLE",
                    "192.0.2.10")
                .did("kms", "CreateKey", false)
                .to("AWS::KMS::Key", "mrk-EXAMPLE1234")),
        of(
            "1_08",
            call(
                    "IAM_USER",
                    "arn:aws:iam::888888888888:user/Mary",
                    null,
                    "AKIAIOSFODNN7EXAMPLE",
                    "192.0.2.0")
                .did("iam", "CreateUser", false)
                .to("AWS::IAM::User", "arn:aws:iam::888888888888:user/Richard"),
            call(
                    "IAM_USER",
                    "arn:aws:iam::888888888888:user/Mary",
                    null,
                    "AKIAIOSFODNN7EXAMPLE",
                    "192.0.2.0")
                .did("sts", "AssumeRole", false)
                .to("AWS::IAM::Role", "arn:aws:iam::999999999999:role/CrossAccountRole")),
        of(
            "1_09",
            call(
                    "IAM_USER",
                    "arn:aws:iam::123456789012:user/Mary_Major",
                    null,
                    "AKIAIOSFODNN7EXAMPLE",
                    "192.0.2.0")
                .did("cloudtrail", "StartLogging", false)
                .to("AWS::CloudTrail::Trail", "myTrail")),
        of(
            "1_10",
            call(
                    "IAM_ROLE",
                    "arn:aws:iam::123456789012:role/Admin",
                    "console-session",
                    "ASIAIOSFODNN7EXAMPLE",
                    "203.0.113.1")
                .did("ec2", "DescribeInstances", true)
                .to(null, null)),
        of(
            "1_11",
            call(
                    "IAM_ROLE",
                    "arn:aws:iam::111122223333:role/Admin",
                    "Role-Session-Name",
                    "[REDACTED:AWS_ACCESS_KEY]",
                    "192.0.2.0")
                .did("s3", "PutObject", false)
                .to("AWS::S3::Bucket", "my-secure-bucket"),
            call(
                    "IAM_USER",
                    "arn:aws:iam::111122223333:user/Alice",
                    null,
                    "AKIAIOSFODNN7EXAMPLE2",
                    "192.0.2.0")
                .did("sts", "AssumeRole", false)
                .to("AWS::IAM::Role", "arn:aws:iam::111122223333:role/Admin")),
        of(
            "federated",
            call(
                    "IAM_ROLE",
                    "arn:aws:iam::111122223333:role/WebIdentityRole",
                    "federated-session",
                    "ASIAIOSFODNN7EXAMPLE2",
                    "192.0.2.100")
                .did("s3", "PutObject", false)
                .to("AWS::S3::Bucket", "user-uploads-bucket")),
        of(
            "idc",
            call(
                    "IAM_ROLE",
                    "arn:aws:iam::111122223333:role/AWSReservedSSO_ReadOnly_abcdef012345",
                    "user@example.com",
                    "ASIAIOSFODNN7EXAMPLE",
                    "192.0.2.50")
                .did("s3", "GetObject", true)
                .to("AWS::S3::Bucket", "my-data-bucket")));
  }

  private static Arguments of(String file, Tuple... calls) {
    return Arguments.of(file, List.of(calls));
  }

  private static Call call(
      String principalType, String principal, String session, String accessKey, String ip) {
    return new Call(principalType, principal, session, accessKey, ip, null, null, false);
  }

  private record Call(
      String principalType,
      String principal,
      String session,
      String accessKey,
      String ip,
      String service,
      String operation,
      boolean isRead) {
    Call did(String service, String operation, boolean isRead) {
      return new Call(
          principalType,
          principal,
          session,
          accessKey,
          ip,
          service + ".amazonaws.com",
          operation,
          isRead);
    }

    /** All of these calls succeeded, and only services have no address. */
    Tuple to(String targetType, String target) {
      return tuple(
          principalType,
          principal,
          session,
          accessKey,
          principalType.equals("AWS_SERVICE"),
          ip,
          service,
          operation,
          isRead,
          targetType,
          target,
          "success",
          null);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("versions")
  void eachVersionIsUnderstood(String file, List<Tuple> calls) {
    Dataset<Row> scan =
        Reading.scan(Source.CLOUDTRAIL, Reading.vendor("cloudtrail/examples/" + file + ".json"));

    assertThat(
            tuples(
                Reading.records(scan),
                "principal_type",
                "principal",
                "session",
                "access_key",
                "is_service",
                "ip",
                "service",
                "operation",
                "is_read",
                "target_type",
                "target",
                "outcome",
                "error"))
        .containsExactlyElementsOf(calls);
    assertThat(tuples(Reading.facts(scan), "records", "rejected"))
        .containsExactly(tuple((long) calls.size(), 0L));
  }
}
