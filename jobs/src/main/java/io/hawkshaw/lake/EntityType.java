package io.hawkshaw.lake;

/** The types of entities, each with the form of its id: what stands in columns entity_type. */
public enum EntityType {
  /** An AWS account, by its twelve digits. */
  AWS_ACCOUNT,
  /**
   * An IAM role, by its ARN. GuardDuty gives only the name, so that the ARN of a role under a path
   * lacks that path.
   */
  IAM_ROLE,
  /** An IAM user, by its ARN; the path is missing where only the name is given. */
  IAM_USER,
  /** A group of IAM users, by its ARN without path: its members name only the group. */
  IAM_GROUP,
  /** A session of a role, as written: {@code AROA…:session}, or the ARN if only that is known. */
  ROLE_SESSION,
  /** A user who came by federation: the STS ARN, or the principal id of SAML or web identity. */
  FEDERATED_USER,
  /** The root user of an account, by its ARN. */
  ROOT,
  /** An access key, by its id ({@code AKIA…}, {@code ASIA…}). */
  ACCESS_KEY,
  /**
   * An AWS service that calls on its own or for somebody, by its name: {@code ec2.amazonaws.com}.
   */
  AWS_SERVICE,
  /** A user of IAM Identity Center, by the user id. */
  IDENTITY_CENTER_USER,
  /** A user of a directory, as the log names it. */
  DIRECTORY_USER,
  /** An EC2 instance, by its bare id, as flow and DNS logs name it. */
  EC2_INSTANCE,
  /** An IP address; IPv6 in its canonical short form. */
  IP_ADDRESS,
  /** An S3 bucket, by its name. */
  S3_BUCKET,
  /** An EKS cluster, by its ARN. */
  EKS_CLUSTER,
  /** A Kubernetes pod: {@code namespace/name} after its cluster and a slash. */
  KUBERNETES_POD,
  /** Another Kubernetes workload: {@code namespace/type/name} after its cluster and a slash. */
  KUBERNETES_WORKLOAD,
  /** A user or service account of Kubernetes: the user name after its cluster and a slash. */
  KUBERNETES_SUBJECT,
  /** A container, by the id that its runtime or ECS gave it. */
  CONTAINER,
  /** A container image, by the reference as written; an ECR ARN becomes the reference it means. */
  CONTAINER_IMAGE,
  /** An ECS cluster, by its ARN. */
  ECS_CLUSTER,
  /** An ECS task, by its ARN. */
  ECS_TASK,
  /** A Lambda function, by its ARN without version or alias. */
  LAMBDA_FUNCTION,
  /** A database instance, or the shard group of a Limitless database, by its ARN. */
  RDS_INSTANCE,
  /** A VPC, by its ARN. */
  VPC,
  /** An elastic network interface, by its ARN. */
  NETWORK_INTERFACE,
  /** A security group, by its ARN. */
  SECURITY_GROUP,
  /** A domain name, lower case, without a final dot. */
  DOMAIN,
  /** A user agent, as sent. */
  USER_AGENT,
  /** A finding, by its ARN, or by its id where it has none. */
  FINDING,
  /**
   * Any other AWS resource: {@code AWS::KMS::Key/account/region/name}, since names are unique in
   * their account and Region only; by its ARN where the log gives it.
   */
  AWS_RESOURCE,
  /** The organization behind an autonomous system, by its name. */
  ASO,
  /** A process, by its uuid; by the path of its executable if no uuid is known. */
  PROCESS,
  /** A file, by the hexadecimal digits of its hash in lower case. */
  FILE_HASH,
  /** A vulnerability, by its id, such as {@code CVE-2023-1255}. */
  VULNERABILITY,
  /** An Amazon Machine Image, by its ARN, which has no account. */
  EC2_IMAGE,
  /** An EBS snapshot, by its ARN, which has no account. */
  SNAPSHOT
}
