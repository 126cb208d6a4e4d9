package io.hawkshaw.group;

import io.hawkshaw.lake.Arns;
import java.util.Map;

/** How entities are called in sentences. */
final class Names {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("AWS_ACCOUNT", "the account"),
          Map.entry("IAM_ROLE", "the role"),
          Map.entry("IAM_USER", "the user"),
          Map.entry("ROLE_SESSION", "the session"),
          Map.entry("FEDERATED_USER", "the federated user"),
          Map.entry("ROOT", "the root user"),
          Map.entry("ACCESS_KEY", "the access key"),
          Map.entry("EC2_INSTANCE", "the instance"),
          Map.entry("IP_ADDRESS", "the address"),
          Map.entry("S3_BUCKET", "the bucket"),
          Map.entry("EKS_CLUSTER", "the EKS cluster"),
          Map.entry("KUBERNETES_POD", "the pod"),
          Map.entry("KUBERNETES_WORKLOAD", "the workload"),
          Map.entry("KUBERNETES_SUBJECT", "the Kubernetes user"),
          Map.entry("CONTAINER", "the container"),
          Map.entry("CONTAINER_IMAGE", "the image"),
          Map.entry("ECS_CLUSTER", "the ECS cluster"),
          Map.entry("ECS_TASK", "the ECS task"),
          Map.entry("LAMBDA_FUNCTION", "the function"),
          Map.entry("RDS_INSTANCE", "the database"),
          Map.entry("SECURITY_GROUP", "the security group"),
          Map.entry("DOMAIN", "the domain"),
          Map.entry("USER_AGENT", "the user agent"),
          Map.entry("PROCESS", "the process"),
          Map.entry("FILE_HASH", "the file"),
          Map.entry("VULNERABILITY", "the vulnerability"),
          Map.entry("SNAPSHOT", "the snapshot"));

  private Names() {}

  /** The entity with its type: {@code the role deployment}. */
  static String of(String type, String id) {
    return WORDS.getOrDefault(type, "the resource") + ' ' + shortOf(type, id);
  }

  /** What people call it: of an ARN the end, of a session its name. */
  static String shortOf(String type, String id) {
    return switch (type) {
      case "ROLE_SESSION", "FEDERATED_USER" -> id.substring(id.lastIndexOf(':') + 1);
      case "USER_AGENT", "CONTAINER_IMAGE", "DOMAIN", "S3_BUCKET", "IP_ADDRESS" -> id;
      case "KUBERNETES_POD", "KUBERNETES_WORKLOAD", "KUBERNETES_SUBJECT" -> Arns.nameInCluster(id);
      default -> id.substring(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1);
    };
  }
}
