package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the intruder calls, in the order of the attack. */
final class IntruderWork {
  static final List<Operation> PROBES =
      Operation.table(
          """
          iam:ListUsers | {"maxItems":1000}
          iam:ListRoles | {"maxItems":1000}
          iam:ListAttachedUserPolicies | {"userName":"jonas"}
          iam:CreateUser | {"userName":"svc-backup"}
          iam:AttachUserPolicy | {"userName":"jonas","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}
          iam:GetAccountAuthorizationDetails | -
          secretsmanager:ListSecrets | {"maxResults":100}
          ssm:DescribeParameters | {"maxResults":50}
          kms:ListKeys | -
          lambda:CreateFunction20150331 | {"functionName":"warm"}
          ec2:RunInstances | {"instancesSet":{"items":[{"minCount":1,"maxCount":1}]},"instanceType":"c6a.32xlarge"}
          ec2:CreateSnapshot | {"volumeId":"vol-0d3300000000000a1"}
          ec2:DescribeSnapshots | {"ownersSet":{"items":[{"owner":"self"}]}}
          rds:DescribeDBSnapshots | {"maxRecords":100}
          organizations:ListAccounts | -
          organizations:DescribeOrganization | -
          cloudtrail:DescribeTrails | -
          guardduty:ListDetectors | -
          ses:GetSendQuota | -
          support:DescribeCases | -
          sts:GetFederationToken | {"name":"jonas"}
          sso:ListInstances | -
          """);

  static final List<Operation> DISCOVERY =
      Operation.table(
          """
          sts:GetCallerIdentity | -
          iam:ListUsers | {"maxItems":1000}
          iam:ListRoles | {"maxItems":1000}
          s3:ListBuckets | {"Host":"s3.amazonaws.com"}
          ec2:DescribeRegions | {"regionSet":{}}
          ec2:DescribeInstances | {"instancesSet":{},"filterSet":{}}
          cloudtrail:DescribeTrails | -
          eks:ListClusters | -
          ecs:ListClusters | -
          """);

  static final List<Operation> SECRETS =
      Operation.table(
          """
          secretsmanager:ListSecrets | {"maxResults":100}
          secretsmanager:GetSecretValue | {"secretId":"prod/orders-db"}
          secretsmanager:GetSecretValue | {"secretId":"prod/payment-gateway"}
          secretsmanager:GetSecretValue | {"secretId":"prod/mail"}
          ssm:GetParametersByPath | {"path":"/prod","recursive":true,"withDecryption":true}
          """);

  static final List<Operation> BUCKET =
      Operation.table(
          """
          s3:GetBucketLocation | {"bucketName":"prod-customer-exports","Host":"s3.amazonaws.com","location":""}
          s3:GetBucketPolicy | {"bucketName":"prod-customer-exports","policy":""}
          s3:GetBucketAcl | {"bucketName":"prod-customer-exports","acl":""}
          s3:GetBucketVersioning | {"bucketName":"prod-customer-exports","versioning":""}
          s3:PutBucketPolicy | {"bucketName":"prod-customer-exports","bucketPolicy":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::prod-customer-exports/*"}]},"policy":""}
          """);

  static final List<Operation> CLICKS =
      Operation.table(
          """
          ce:GetCostAndUsage | {"granularity":"DAILY","metrics":["UnblendedCost"]}
          ec2:DescribeInstances | {"instancesSet":{},"filterSet":{}}
          cloudwatch:DescribeAlarms | {"maxRecords":100}
          iam:ListUsers | {"maxItems":1000}
          guardduty:ListDetectors | -
          """);

  static final List<Operation> NIGHT =
      Operation.table(
          """
          sts:GetCallerIdentity | -
          secretsmanager:GetSecretValue | {"secretId":"prod/orders-db"}
          secretsmanager:GetSecretValue | {"secretId":"prod/mail"}
          s3:GetBucketPolicy | {"bucketName":"prod-customer-exports","policy":""}
          rds:DescribeDBInstances | {"maxRecords":100}
          rds:CreateDBSnapshot | {"dBSnapshotIdentifier":"nightly","dBInstanceIdentifier":"orders-db"}
          """);

  static final Operation OPEN_SSH =
      only(
          """
          ec2:AuthorizeSecurityGroupIngress | {"groupId":"sg-0c20d1e2f30415263","ipPermissions":{"items":[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"ipRanges":{"items":[{"cidrIp":"0.0.0.0/0"}]}}]}}
          """);

  static final Operation KEY_PAIR =
      only(
          """
          ec2:CreateKeyPair | {"keyName":"aws-support-9"}
          """);

  static final Operation TASK_DEFINITION =
      only(
          """
          ecs:RegisterTaskDefinition | {"family":"reports","containerDefinitions":[{"name":"worker","image":"registry.example/tools/worker:latest"}],"requiresCompatibilities":["FARGATE"]}
          """);

  static final Operation RUN_TASK =
      only(
          """
          ecs:RunTask | {"cluster":"prod-batch","taskDefinition":"reports:42","launchType":"FARGATE","count":1}
          """);

  private IntruderWork() {}

  static Operation runInstances(int count) {
    String request =
        """
        {"instancesSet":{"items":[{"imageId":"ami-0e66000000000e501","minCount":%1$d,"maxCount":%1$d,
        "keyName":"aws-support-9"}]},"instanceType":"c6a.32xlarge"}
        """;
    return new Operation("ec2", "RunInstances", request.formatted(count), null);
  }

  static Operation terminate(List<Host> hosts) {
    ObjectNode request = Json.object();
    instances(request, hosts);
    return new Operation("ec2", "TerminateInstances", Json.text(request), null);
  }

  /** What EC2 answers to the call that starts these machines. */
  static ObjectNode reservation(List<Host> hosts) {
    ObjectNode response = Json.object().put("reservationId", "r-0e66000000000e601");
    instances(response, hosts);
    return response;
  }

  private static void instances(ObjectNode body, List<Host> hosts) {
    ArrayNode items = body.putObject("instancesSet").putArray("items");
    hosts.forEach(
        host ->
            items
                .addObject()
                .put("instanceId", host.instance())
                .put("privateIpAddress", host.ip()));
  }

  private static Operation only(String line) {
    return Operation.table(line).get(0);
  }
}
