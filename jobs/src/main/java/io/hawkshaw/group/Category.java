package io.hawkshaw.group;

import java.util.Set;

/** The four kinds in which Amazon Detective counts the entities of a group. */
enum Category {
  IDENTITY(
      "AWS_ACCOUNT",
      "IAM_ROLE",
      "IAM_USER",
      "ROLE_SESSION",
      "FEDERATED_USER",
      "ROOT",
      "ACCESS_KEY",
      "AWS_SERVICE",
      "IDENTITY_CENTER_USER",
      "DIRECTORY_USER",
      "KUBERNETES_SUBJECT"),
  NETWORK("IP_ADDRESS", "VPC", "NETWORK_INTERFACE", "SECURITY_GROUP", "DOMAIN", "ASO"),
  STORAGE("S3_BUCKET", "RDS_INSTANCE", "SNAPSHOT"),
  COMPUTE(
      "EC2_INSTANCE",
      "EC2_IMAGE",
      "LAMBDA_FUNCTION",
      "EKS_CLUSTER",
      "KUBERNETES_POD",
      "KUBERNETES_WORKLOAD",
      "CONTAINER",
      "CONTAINER_IMAGE",
      "ECS_CLUSTER",
      "ECS_TASK",
      "PROCESS");

  private final Set<String> types;

  Category(String... types) {
    this.types = Set.of(types);
  }

  boolean holds(Member entity) {
    return types.contains(entity.entityType());
  }
}
