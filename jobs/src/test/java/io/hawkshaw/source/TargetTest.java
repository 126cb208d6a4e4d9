package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetTest {
  private static final String ACCOUNT = "111122223333";
  private static final JsonFactory JSON = new JsonFactory();

  private static Target of(String service, String request, String response) {
    return Target.of(
        service + ".amazonaws.com",
        ACCOUNT,
        FlatJson.flatten(JSON, request),
        FlatJson.flatten(JSON, response),
        Target.Resources.NONE);
  }

  private static Target.Resources resources(String arns, String types) {
    return new Target.Resources(arns, types, null);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      value = {
        "s3 | {\"bucketName\":\"b\"} | AWS::S3::Bucket | b | -",
        "s3 | {\"bucketName\":\"b\",\"key\":\"in/k,1.csv\"} | AWS::S3::Bucket | b | in/k,1.csv",
        "s3 | {\"bucketName\":\"arn:aws:s3:us-east-1:111122223333:accesspoint/ap\"} | AWS::S3::Bucket | ap | -",
        "lambda | {\"functionName\":\"f\"} | AWS::Lambda::Function | f | -",
        "lambda | {\"functionName\":\"arn:aws:lambda:us-east-1:111122223333:function:f\"} | AWS::Lambda::Function | f | arn:aws:lambda:us-east-1:111122223333:function:f",
        "lambda | {\"functionName\":\"arn:aws:lambda:us-east-1:111122223333:function:f:7\"} | AWS::Lambda::Function | f | arn:aws:lambda:us-east-1:111122223333:function:f:7",
        "lambda | {\"functionName\":\"f:PROD\"} | AWS::Lambda::Function | f | f:PROD",
        "lambda | {\"functionName\":\"111122223333:function:f\"} | AWS::Lambda::Function | f | 111122223333:function:f",
        "lambda | {\"functionName\":\"111122223333:f:$LATEST\"} | AWS::Lambda::Function | f | 111122223333:f:$LATEST",
        "lambda | {\"functionName\":\"not a function!\"} | AWS::Lambda::Function | not a function! | -",
        "sts | {\"roleArn\":\"arn:aws:iam::444455556666:role/p/q/R\",\"roleSessionName\":\"s\"} | AWS::IAM::Role | arn:aws:iam::444455556666:role/p/q/R | s",
        "iam | {\"roleName\":\"R\",\"policyArn\":\"arn:aws:iam::aws:policy/P\"} | AWS::IAM::Role | arn:aws:iam::111122223333:role/R | arn:aws:iam::aws:policy/P",
        "iam | {\"userName\":\"u\"} | AWS::IAM::User | arn:aws:iam::111122223333:user/u | -",
        "iam | {\"groupName\":\"g\"} | AWS::IAM::Group | arn:aws:iam::111122223333:group/g | -",
        "iam | {\"instanceProfileName\":\"i\"} | AWS::IAM::InstanceProfile | arn:aws:iam::111122223333:instance-profile/i | -",
        "iam | {\"policyArn\":\"arn:aws:iam::111122223333:policy/x/P\"} | AWS::IAM::ManagedPolicy | arn:aws:iam::111122223333:policy/x/P | -",
        "iam | {\"accessKeyId\":\"AKIAIOSFODNN7EXAMPLE\"} | AWS::IAM::AccessKey | AKIAIOSFODNN7EXAMPLE | -",
        "ec2 | {\"instancesSet\":{\"items\":[{\"instanceId\":\"i-1\"},{\"instanceId\":\"i-2\"}]}} | AWS::EC2::Instance | i-1 | i-1,i-2",
        "ec2 | {\"groupId\":\"sg-1\",\"ipPermissions\":{\"items\":[{}]}} | AWS::EC2::SecurityGroup | sg-1 | -",
        "ec2 | {\"snapshotId\":\"snap-1\",\"attributeType\":\"CREATE_VOLUME_PERMISSION\"} | AWS::EC2::Snapshot | snap-1 | -",
        "ssm | {\"target\":\"i-1\"} | AWS::EC2::Instance | i-1 | -",
        "ssm | {\"instanceIds\":[\"i-1\",\"i-2\"],\"documentName\":\"AWS-RunShellScript\"} | AWS::EC2::Instance | i-1 | AWS-RunShellScript",
        "ssm | {\"name\":\"/prod/db\"} | AWS::SSM::Parameter | /prod/db | -",
        "dynamodb | {\"tableName\":\"arn:aws:dynamodb:us-east-1:111122223333:table/t\"} | AWS::DynamoDB::Table | t | -",
        "kms | {\"keyId\":\"arn:aws:kms:us-east-1:111122223333:key/mrk-1\"} | AWS::KMS::Key | mrk-1 | -",
        "kms | {\"keyId\":\"arn:aws:kms:us-east-1:111122223333:alias/a\"} | AWS::KMS::Key | alias/a | -",
        "kms | {\"keyId\":\"alias/a\"} | AWS::KMS::Key | alias/a | -",
        "secretsmanager | {\"secretId\":\"prod/db\"} | AWS::SecretsManager::Secret | prod/db | -",
        "secretsmanager | {\"secretId\":\"arn:aws:secretsmanager:us-east-1:111122223333:secret:prod/db-AbCdEf\"} | AWS::SecretsManager::Secret | prod/db-AbCdEf | -",
        "sqs | {\"queueUrl\":\"https://sqs.us-east-1.amazonaws.com/111122223333/q\"} | AWS::SQS::Queue | q | -",
        "sns | {\"topicArn\":\"arn:aws:sns:us-east-1:111122223333:t\"} | AWS::SNS::Topic | t | -",
        "kinesis | {\"streamName\":\"k\"} | AWS::Kinesis::Stream | k | -",
        "logs | {\"logGroupName\":\"/aws/lambda/f\"} | AWS::Logs::LogGroup | /aws/lambda/f | -",
        "logs | {\"logGroupIdentifier\":\"arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/f\"} | AWS::Logs::LogGroup | /aws/lambda/f | -",
        "monitoring | {\"alarmNames\":[\"a\",\"b\"]} | AWS::CloudWatch::Alarm | a | -",
        "cloudtrail | {\"name\":\"arn:aws:cloudtrail:us-east-1:111122223333:trail/t\"} | AWS::CloudTrail::Trail | t | -",
        "config | {\"configurationRecorder\":{\"name\":\"default\"}} | AWS::Config::ConfigurationRecorder | default | -",
        "guardduty | {\"detectorId\":\"12abc\"} | AWS::GuardDuty::Detector | 12abc | -",
        "cloudformation | {\"stackName\":\"s\"} | AWS::CloudFormation::Stack | s | -",
        "rds | {\"dBInstanceIdentifier\":\"db\"} | AWS::RDS::DBInstance | db | -",
        "eks | {\"name\":\"c\"} | AWS::EKS::Cluster | c | -",
        "ecs | {\"cluster\":\"arn:aws:ecs:us-east-1:111122223333:cluster/c\",\"task\":\"t\"} | AWS::ECS::Cluster | c | t",
        "ecr | {\"repositoryName\":\"team/r\"} | AWS::ECR::Repository | team/r | -",
        "elasticloadbalancing | {\"loadBalancerArn\":\"arn:aws:elasticloadbalancing:us-west-2:111122223333:loadbalancer/app/l/ff\"} | AWS::ElasticLoadBalancingV2::LoadBalancer | app/l/ff | -",
        "route53 | {\"hostedZoneId\":\"Z1\"} | AWS::Route53::HostedZone | Z1 | -",
        "organizations | {\"accountId\":\"444455556666\"} | AWS::Organizations::Account | 444455556666 | -",
        "bedrock | {\"modelId\":\"anthropic.x\"} | AWS::Bedrock::Model | anthropic.x | -",
        "events | {\"name\":\"r\"} | AWS::Events::Rule | r | -",
        "states | {\"stateMachineArn\":\"arn:aws:states:us-east-1:111122223333:stateMachine:m\"} | AWS::StepFunctions::StateMachine | m | -",
        "cognito-identity | {\"identityPoolId\":\"us-east-1:1\"} | AWS::Cognito::IdentityPool | us-east-1:1 | -",
        "unheard-of | {\"resourceArn\":\"arn:aws:x:us-east-1:111122223333:thing/t\"} | AWS::Resource | t | -",
      })
  void theParameterThatNamesTheTargetIsTaken(
      String service, String request, String type, String name, String sample) {
    assertThat(of(service, request, null)).isEqualTo(new Target(type, name, sample, null));
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "iam | {\"roleName\":\"R\"} | {\"role\":{\"arn\":\"arn:aws:iam::111122223333:role/p/R\"}} | AWS::IAM::Role | arn:aws:iam::111122223333:role/p/R",
        "iam | {\"userName\":\"u\"} | {\"user\":{\"arn\":\"arn:aws:iam::111122223333:user/p/u\"}} | AWS::IAM::User | arn:aws:iam::111122223333:user/p/u",
        "ec2 | {\"imageId\":\"ami-1\"} | {\"instancesSet\":{\"items\":[{\"instanceId\":\"i-9\"}]}} | AWS::EC2::Instance | i-9",
      })
  void whatTheResponseNamesMoreExactlyGoesFirst(
      String service, String request, String response, String type, String name) {
    assertThat(of(service, request, response)).isEqualTo(new Target(type, name, null, null));
  }

  @Test
  void aCallThatNamesNothingHasNoTarget() {
    assertThat(of("s3", "{}", null)).isNull();
    assertThat(of("s3", "{\"bucketName\":\" \"}", null)).isNull();
    assertThat(of("s3", "{\"Host\":\"s3.amazonaws.com\"}", null)).isNull(); // ListBuckets
    assertThat(Target.of(null, null, Map.of(), Map.of(), Target.Resources.NONE)).isNull();
    assertThat(Target.of("s3.amazonaws.com", ACCOUNT, Map.of(), Map.of(), resources(" ", null)))
        .isNull();
  }

  @Test
  void aNameOfIamWithoutAnAccountStaysAName() {
    assertThat(
            Target.of(
                "iam.amazonaws.com",
                null,
                Map.of("roleName", "R"),
                Map.of(),
                Target.Resources.NONE))
        .isEqualTo(new Target("AWS::IAM::Role", "R", null, null));
  }

  @Test
  void withoutAParameterTheFirstResourceIsTakenAndOfAnObjectItsBucket() {
    assertThat(
            Target.of(
                "s3.amazonaws.com",
                ACCOUNT,
                Map.of(),
                Map.of(),
                resources("arn:aws:s3:::b/k,arn:aws:s3:::b", "AWS::S3::Object,AWS::S3::Bucket")))
        .isEqualTo(new Target("AWS::S3::Bucket", "b", null, null));
    assertThat(
            Target.of(
                "s3.amazonaws.com",
                ACCOUNT,
                Map.of(),
                Map.of(),
                resources("arn:aws:s3:::b/k", "AWS::S3::Object")))
        .isEqualTo(new Target("AWS::S3::Bucket", "b", null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arn:aws:s3:::b/in/k,1.csv,arn:aws:s3:::b | AWS::S3::Object,AWS::S3::Bucket | b",
        "arn:aws:s3:::b/k,arn:aws:s3:::other,arn:aws:s3:::b | AWS::S3::Object,AWS::S3::Bucket | b",
        "arn:aws:s3:::b/a:b/c | AWS::S3::Object | b",
        "arn:aws:s3:us-east-1:111122223333:accesspoint/ap/object/k | AWS::S3::Object | ap",
        "arn:aws:s3:::b | AWS::S3::Object,AWS::S3::Bucket | b",
        ",arn:aws:s3:::b | AWS::S3::Object,AWS::S3::Bucket | b",
        "b/k | AWS::S3::Object | b",
      })
  void aCommaOrAnArnInTheKeyOfAnObjectNamesNoOtherBucket(String arns, String types, String bucket) {
    assertThat(Target.of("s3.amazonaws.com", ACCOUNT, Map.of(), Map.of(), resources(arns, types)))
        .isEqualTo(new Target("AWS::S3::Bucket", bucket, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "222233334444 | 222233334444",
        ",222233334444, | 222233334444",
        "222233334444,222233334444 | 222233334444",
        "222233334444,444455556666 | -",
        "2222-3333-4444 | -",
        "'' | -",
        "- | -"
      })
  void aBucketIsOfTheOneAccountThatItsRecordTells(String accounts, String owner) {
    Target.Resources resources = new Target.Resources(null, null, accounts);
    assertThat(
            Target.of("s3.amazonaws.com", ACCOUNT, Map.of("bucketName", "b"), Map.of(), resources))
        .isEqualTo(new Target("AWS::S3::Bucket", "b", null, owner));
    assertThat(Target.of("kms.amazonaws.com", ACCOUNT, Map.of("keyId", "k"), Map.of(), resources))
        .isEqualTo(new Target("AWS::KMS::Key", "k", null, null));
  }

  @Test
  void aResourceWithoutATypeIsTakenAllTheSame() {
    assertThat(
            Target.of(
                "x.amazonaws.com",
                ACCOUNT,
                Map.of(),
                Map.of(),
                resources("arn:aws:kms:us-east-1:111122223333:key/k", null)))
        .isEqualTo(new Target(null, "k", null, null));
  }

  @Test
  void namesAreBounded() {
    Target target =
        of("s3", "{\"bucketName\":\"%1$s\",\"key\":\"%1$s\"}".formatted("x".repeat(900)), null);
    assertThat(target.name()).hasSize(512);
    assertThat(target.sample()).hasSize(512);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:",
    "arn:aws:kms",
    "arn:aws:kms:::",
    "arn:aws:kms:r:a:/",
    "'arn:aws:lambda:r:a:function:'"
  })
  void halfAnArnIsNoFault(String arn) {
    assertThat(
            Target.of(
                "kms.amazonaws.com",
                ACCOUNT,
                Map.of("keyId", arn),
                Map.of(),
                Target.Resources.NONE))
        .isNotNull();
    assertThat(
            Target.of(
                "lambda.amazonaws.com",
                ACCOUNT,
                Map.of("functionName", arn),
                Map.of(),
                Target.Resources.NONE))
        .isNotNull();
  }
}
