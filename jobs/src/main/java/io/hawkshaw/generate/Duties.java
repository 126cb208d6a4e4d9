package io.hawkshaw.generate;

import java.util.List;

/** What people do all day, by the kind of their work. */
final class Duties {
  static final List<Operation> DEVELOPER =
      Operation.table(
          """
          ec2:DescribeInstances | {"instancesSet":{},"filterSet":{}} | Client.InvalidInstanceID.NotFound
          s3:ListBuckets | {"Host":"s3.amazonaws.com"}
          s3:GetBucketLocation | {"bucketName":"${bucket}","Host":"s3.amazonaws.com","location":""}
          logs:DescribeLogGroups | {"logGroupNamePrefix":"/aws/lambda/${function}"}
          logs:StartQuery | {"logGroupName":"/aws/lambda/${function}","limit":100} | MalformedQueryException
          logs:GetQueryResults | -
          lambda:ListFunctions20150331 | {"maxItems":50}
          lambda:GetFunction20150331v2 | {"functionName":"${function}"} | ResourceNotFoundException
          lambda:UpdateFunctionCode20150331v2 | {"functionName":"${function}","dryRun":false,"publish":true}
          cloudformation:DescribeStacks | {"stackName":"dev-${function}"} | ValidationException
          dynamodb:DescribeTable | {"tableName":"${table}"} | ResourceNotFoundException
          ssm:GetParameter | {"name":"/dev/${function}/url","withDecryption":true} | ParameterNotFound
          """);

  static final List<Operation> ADMINISTRATOR =
      Operation.table(
          """
          iam:ListUsers | {"maxItems":100}
          iam:ListAccessKeys | {"userName":"tom"}
          iam:GetUser | {"userName":"jonas"}
          iam:ListGroupsForUser | {"userName":"lena"} | NoSuchEntityException
          ec2:DescribeInstances | {"instancesSet":{},"filterSet":{}}
          ec2:StartInstances | {"instancesSet":{"items":[{"instanceId":"i-0d3300000000000a1"}]}} | Client.IncorrectInstanceState
          cloudwatch:DescribeAlarms | {"maxRecords":100}
          health:DescribeEventAggregates | {"aggregateField":"eventTypeCategory"}
          ce:GetCostAndUsage | {"granularity":"DAILY","metrics":["UnblendedCost"]}
          s3:ListBuckets | {"Host":"s3.amazonaws.com"}
          """);

  static final List<Operation> OPERATOR =
      Operation.table(
          """
          ec2:DescribeInstances | {"instancesSet":{},"filterSet":{}}
          ec2:DescribeInstanceStatus | {"instancesSet":{"items":[{"instanceId":"${instance}"}]}}
          ecs:DescribeServices | {"cluster":"prod-batch","services":["reports"]} | ServiceNotFoundException
          ecs:UpdateService | {"cluster":"prod-batch","service":"reports","desiredCount":2}
          eks:DescribeCluster | {"name":"prod-main"}
          cloudwatch:GetMetricData | {"maxDatapoints":100800}
          logs:FilterLogEvents | {"logGroupName":"/shop/${function}","limit":50} | ResourceNotFoundException
          rds:DescribeDBInstances | {"dBInstanceIdentifier":"orders-db"}
          elasticloadbalancing:DescribeTargetHealth | {"targetGroupArn":"arn:aws:elasticloadbalancing:us-east-1:${account}:targetgroup/shop/6d0ecf831eec9f09"}
          s3:GetBucketLocation | {"bucketName":"${bucket}","Host":"s3.amazonaws.com","location":""}
          """);

  static final List<Operation> AUDITOR =
      Operation.table(
          """
          securityhub:GetFindings | {"filters":{"recordState":[{"value":"ACTIVE","comparison":"EQUALS"}]},"maxResults":100}
          guardduty:ListFindings | {"detectorId":"4cc1000000000000000000000000aaaa"} | BadRequestException
          guardduty:ListDetectors | {"maxResults":"50"}
          config:DescribeConfigRules | -
          cloudtrail:LookupEvents | {"maxResults":50}
          cloudtrail:DescribeTrails | {"includeShadowTrails":true}
          access-analyzer:ListFindings | {"maxResults":100}
          iam:GetAccountSummary | -
          athena:StartQueryExecution | {"workGroup":"security"} | InvalidRequestException
          """);

  static final List<Operation> ANALYST =
      Operation.table(
          """
          athena:StartQueryExecution | {"workGroup":"research"} | InvalidRequestException
          athena:GetQueryExecution | -
          glue:GetTables | {"databaseName":"warehouse"}
          glue:GetTable | {"databaseName":"warehouse","name":"${table}"} | EntityNotFoundException
          s3:ListBuckets | {"Host":"s3.amazonaws.com"}
          s3:GetBucketLocation | {"bucketName":"${bucket}","Host":"s3.amazonaws.com","location":""}
          ec2:DescribeSnapshots | {"snapshotSet":{},"ownersSet":{"items":[{"owner":"self"}]},"filterSet":{}}
          redshift:DescribeClusters | - | ClusterNotFound
          """);

  /** What the shop's own program calls from the machines that it runs on. */
  static final List<Operation> SHOP =
      Operation.table(
          """
          secretsmanager:GetSecretValue | {"secretId":"prod/orders-db"}
          kms:Decrypt | {"encryptionContext":{"SecretARN":"arn:aws:secretsmanager:us-east-1:${account}:secret:prod/orders-db-AbCdEf"},"encryptionAlgorithm":"SYMMETRIC_DEFAULT"}
          ssm:GetParametersByPath | {"path":"/prod/shop","recursive":true,"withDecryption":true}
          dynamodb:DescribeTable | {"tableName":"${table}"}
          sqs:GetQueueAttributes | {"queueUrl":"https://sqs.us-east-1.amazonaws.com/${account}/orders","attributeNames":["All"]}
          cloudwatch:PutMetricData | {"namespace":"shop"} | ThrottlingException
          """);

  /** What a deployment does in production. */
  static final List<Operation> DEPLOYMENT =
      Operation.table(
          """
          cloudformation:CreateChangeSet | {"stackName":"shop","changeSetName":"release","changeSetType":"UPDATE"}
          cloudformation:DescribeChangeSet | {"stackName":"shop","changeSetName":"release"}
          cloudformation:ExecuteChangeSet | {"stackName":"shop","changeSetName":"release"}
          cloudformation:DescribeStacks | {"stackName":"shop"}
          ecr:GetAuthorizationToken | -
          ecs:UpdateService | {"cluster":"prod-batch","service":"reports","forceNewDeployment":true}
          lambda:UpdateFunctionCode20150331v2 | {"functionName":"${function}","dryRun":false,"publish":true}
          """);

  private Duties() {}
}
