package io.hawkshaw.generate;

import java.util.List;
import java.util.Map;

/**
 * The AWS services at work in the accounts, which make most of the records. Each wakes some times a
 * day, takes its role and makes some calls; one without a role acts as itself.
 */
final class Services {

  /** A service, how often a day it wakes, and how many calls it then makes. */
  record Service(String principal, String role, int wakes, int calls, List<Operation> operations) {}

  private static final Service CONFIG =
      new Service(
          "config.amazonaws.com",
          "AWSServiceRoleForConfig",
          4,
          9,
          Operation.table(
              """
              s3:GetBucketAcl | {"bucketName":"${bucket}","Host":"${bucket}.s3.amazonaws.com","acl":""}
              s3:GetBucketLocation | {"bucketName":"${bucket}","Host":"s3.amazonaws.com","location":""}
              s3:GetBucketPolicy | {"bucketName":"${bucket}","policy":""} | NoSuchBucketPolicy
              s3:GetBucketCors | {"bucketName":"${bucket}","cors":""} | NoSuchCORSConfiguration
              s3:GetBucketWebsite | {"bucketName":"${bucket}","website":""} | NoSuchWebsiteConfiguration
              s3:GetBucketReplication | {"bucketName":"${bucket}","replication":""} | ReplicationConfigurationNotFoundError
              s3:GetBucketVersioning | {"bucketName":"${bucket}","versioning":""}
              s3:GetBucketTagging | {"bucketName":"${bucket}","tagging":""} | NoSuchTagSet
              s3:GetBucketEncryption | {"bucketName":"${bucket}","encryption":""}
              ec2:DescribeSecurityGroups | {"securityGroupSet":{},"filterSet":{}}
              ec2:DescribeVpcs | {"vpcSet":{},"filterSet":{}}
              ec2:DescribeNetworkInterfaces | {"maxResults":1000,"networkInterfaceIdSet":{}}
              iam:ListUsers | {"maxItems":1000}
              iam:GetAccountPasswordPolicy | - | NoSuchEntityException
              kms:ListKeys | -
              lambda:ListFunctions20150331 | {"maxItems":50}
              """));

  private static final Service CLOUDTRAIL =
      new Service(
          "cloudtrail.amazonaws.com",
          null,
          12,
          1,
          Operation.table(
              """
              s3:GetBucketAcl | {"bucketName":"org-trail-111122223333","Host":"org-trail-111122223333.s3.amazonaws.com","acl":""}
              kms:GenerateDataKey | {"keySpec":"AES_256","keyId":"arn:aws:kms:us-east-1:111122223333:key/3f1c0000-aaaa-4bbb-8ccc-0123456789ab","encryptionContext":{"aws:cloudtrail:arn":"arn:aws:cloudtrail:us-east-1:${account}:trail/org-trail"}}
              """));

  private static final Service EXPLORER =
      new Service(
          "resource-explorer-2.amazonaws.com",
          "AWSServiceRoleForResourceExplorer",
          10,
          2,
          Operation.table(
              """
              cloudformation:ListResources | {"typeName":"AWS::Lambda::Function","maxResults":100}
              ecs:ListClusters | {"maxResults":100}
              eks:ListClusters | {"maxResults":100}
              apigateway:GetRestApis | {"limit":500}
              rds:DescribeDBInstances | {"maxRecords":100}
              dynamodb:ListTables | {"limit":100}
              sqs:ListQueues | {"maxResults":1000}
              elasticloadbalancing:DescribeLoadBalancers | {"pageSize":400}
              """));

  private static final Service ANALYZER =
      new Service(
          "access-analyzer.amazonaws.com",
          "AWSServiceRoleForAccessAnalyzer",
          3,
          4,
          Operation.table(
              """
              iam:ListRoles | {"maxItems":1000}
              iam:GetRole | {"roleName":"deployment"}
              kms:ListGrants | {"keyId":"3f1c0000-aaaa-4bbb-8ccc-0123456789ab"}
              s3:GetBucketPolicyStatus | {"bucketName":"${bucket}","policyStatus":""} | NoSuchBucketPolicy
              sqs:GetQueueAttributes | {"queueUrl":"https://sqs.${region}.amazonaws.com/${account}/jobs","attributeNames":["Policy"]}
              """));

  private static final Service GUARDDUTY =
      new Service(
          "guardduty.amazonaws.com",
          "AWSServiceRoleForAmazonGuardDuty",
          6,
          3,
          Operation.table(
              """
              ec2:DescribeInstances | {"maxResults":1000,"instancesSet":{},"filterSet":{}}
              ec2:DescribeImages | {"imagesSet":{},"ownersSet":{}}
              organizations:DescribeOrganization | -
              organizations:ListAccounts | -
              """));

  private static final Service SCALING =
      new Service(
          "autoscaling.amazonaws.com",
          "AWSServiceRoleForAutoScaling",
          18,
          3,
          Operation.table(
              """
              ec2:DescribeInstances | {"instancesSet":{"items":[{"instanceId":"${instance}"}]},"filterSet":{}}
              ec2:DescribeInstanceStatus | {"instancesSet":{"items":[{"instanceId":"${instance}"}]}}
              ec2:DescribeLaunchTemplates | {"DescribeLaunchTemplatesRequest":{"MaxResults":200}}
              elasticloadbalancing:DescribeTargetHealth | {"targetGroupArn":"arn:aws:elasticloadbalancing:us-east-1:${account}:targetgroup/shop/6d0ecf831eec9f09"}
              cloudwatch:DescribeAlarms | {"maxRecords":100}
              """));

  private static final Service CLUSTER =
      new Service(
          "eks.amazonaws.com",
          "AWSServiceRoleForAmazonEKS",
          12,
          2,
          Operation.table(
              """
              ec2:DescribeNetworkInterfaces | {"networkInterfaceIdSet":{},"filterSet":{"items":[{"name":"tag:cluster.k8s.amazonaws.com/name","valueSet":{"items":[{"value":"prod-main"}]}}]}}
              ec2:DescribeSubnets | {"subnetSet":{},"filterSet":{}}
              ec2:DescribeAccountAttributes | {"accountAttributeNameSet":{}}
              """));

  private static final Service GLUE =
      new Service(
          "glue.amazonaws.com",
          "AWSGlueServiceRole-nightly",
          6,
          4,
          Operation.table(
              """
              glue:GetTable | {"databaseName":"warehouse","name":"${table}"}
              glue:GetPartitions | {"databaseName":"warehouse","tableName":"${table}","maxResults":1000}
              logs:CreateLogStream | {"logGroupName":"/aws-glue/jobs/output","logStreamName":"${table}"} | ResourceAlreadyExistsException
              s3:ListObjects | {"bucketName":"${bucket}","prefix":"${table}/","Host":"${bucket}.s3.${region}.amazonaws.com"}
              """));

  private static final Map<Account, List<Service>> AT_HOME =
      Map.of(
          Account.SECURITY, List.of(CONFIG, CLOUDTRAIL, GUARDDUTY, ANALYZER),
          Account.PRODUCTION,
              List.of(CONFIG, CLOUDTRAIL, EXPLORER, SCALING, CLUSTER, ANALYZER, GUARDDUTY),
          Account.DEVELOPMENT, List.of(CONFIG, CLOUDTRAIL, EXPLORER, ANALYZER),
          Account.DATA, List.of(CONFIG, CLOUDTRAIL, GLUE, EXPLORER));

  private Services() {}

  static List<Service> of(Account account) {
    return AT_HOME.get(account);
  }

  /** The services that also work in a Region where the account itself does nothing. */
  static List<Service> elsewhere() {
    return List.of(EXPLORER);
  }
}
