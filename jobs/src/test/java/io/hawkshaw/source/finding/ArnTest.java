package io.hawkshaw.source.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.lake.EntityType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArnTest {

  @ParameterizedTest
  @CsvSource({
    "arn:aws:ec2:eu-west-1:1:instance/i-0a, EC2_INSTANCE, i-0a",
    "arn:aws:ec2:eu-west-1:1:image/ami-0a, EC2_IMAGE, arn:aws:ec2:eu-west-1::image/ami-0a",
    "arn:aws:s3:::logs/AWSLogs/x.json.gz, S3_BUCKET, logs",
    "arn:aws:iam::1:root, ROOT, arn:aws:iam::1:root",
    "arn:aws:iam::1:user/ops/eve, IAM_USER, arn:aws:iam::1:user/ops/eve",
    "arn:aws:lambda:eu-west-1:1:function:f:PROD, LAMBDA_FUNCTION, arn:aws:lambda:eu-west-1:1:function:f",
    "arn:aws:rds:eu-west-1:1:db:orders, RDS_INSTANCE, arn:aws:rds:eu-west-1:1:db:orders",
    "arn:aws:ecs:eu-west-1:1:task/c/t, ECS_TASK, arn:aws:ecs:eu-west-1:1:task/c/t",
    "arn:aws-cn:ecr:cn-north-1:1:repository/a/b/sha256:0, CONTAINER_IMAGE,"
        + " 1.dkr.ecr.cn-north-1.amazonaws.com.cn/a/b@sha256:0"
  })
  void anArnNamesAnEntity(String arn, EntityType kind, String id) {
    assertThat(Arn.parse(arn).orElseThrow().entities()).containsExactly(new EntityId(kind, id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:iam::1:instance-profile/web",
        "arn:aws:cloudtrail:eu-west-1:1:trail/main",
        "arn:aws:s3:eu-west-1:1:accesspoint/a",
        "arn:aws:rds:eu-west-1:1:cluster:c",
        "arn:aws:ecr:eu-west-1:1:repository/a",
        "arn:aws:ec2:eu-west-1:1:instance",
        "arn:aws:ec2:eu-west-1:1:instance/",
        "arn:aws:lambda:eu-west-1:1:function",
        "arn:aws:sts::1:assumed-role/only"
      })
  void whatIsNotAmongOurKindsNamesNone(String arn) {
    assertThat(Arn.parse(arn).orElseThrow().entities()).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "arn:", "arn:aws:ec2", "urn:a:b:c:d:e", "arn:aws:s3:::"})
  void whatIsNoArnIsNotRead(String text) {
    assertThat(Arn.parse(text)).isEmpty();
  }
}
