package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;
import java.util.List;
import java.util.Optional;

/** The six parts of an Amazon resource name. */
record Arn(String partition, String service, String region, String account, String resource) {

  /** AWS bounds an ARN at 2,048 characters. */
  static final int LONGEST = 2048;

  static Optional<Arn> parse(String text) {
    if (text == null || !text.startsWith("arn:") || text.length() > LONGEST) {
      return Optional.empty();
    }
    String[] parts = text.split(":", 6);
    return parts.length < 6 || parts[1].isEmpty() || parts[2].isEmpty() || parts[5].isEmpty()
        ? Optional.empty()
        : Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
  }

  /** What the resource is, where it says so: the part before the first slash or colon. */
  String kind() {
    int end = separator();
    return end < 0 ? resource : resource.substring(0, end);
  }

  /** The resource after its kind; empty if there is nothing after it. */
  String name() {
    int end = separator();
    return end < 0 ? "" : resource.substring(end + 1);
  }

  private int separator() {
    int slash = resource.indexOf('/');
    int colon = resource.indexOf(':');
    return slash < 0 || colon < 0 ? Math.max(slash, colon) : Math.min(slash, colon);
  }

  /** The same name with another resource. */
  Arn of(String otherResource) {
    return new Arn(partition, service, region, account, otherResource);
  }

  /** The entities that this names; none if its kind is not among ours. */
  List<EntityId> entities() {
    if (!service.equals("s3") && name().isEmpty() && !resource.equals("root")) {
      return List.of();
    }
    return switch (service) {
      case "ec2" -> ec2();
      case "iam" -> iam();
      case "sts" -> sts();
      case "ecs" -> ecs();
      case "s3" -> region.isEmpty() ? one(EntityType.S3_BUCKET, kind()) : List.of();
      case "eks" -> kind().equals("cluster") ? one(EntityType.EKS_CLUSTER) : List.of();
      case "lambda" -> lambda();
      case "rds" ->
          kind().equals("db") || kind().equals("shard-group")
              ? one(EntityType.RDS_INSTANCE)
              : List.of();
      case "ecr" -> image();
      default -> List.of();
    };
  }

  private List<EntityId> ec2() {
    return switch (kind()) {
      case "instance" -> one(EntityType.EC2_INSTANCE, name());
      case "vpc" -> one(EntityType.VPC);
      case "network-interface" -> one(EntityType.NETWORK_INTERFACE);
      case "security-group" -> one(EntityType.SECURITY_GROUP);
      case "image" -> one(EntityType.EC2_IMAGE, withoutAccount());
      case "snapshot" -> one(EntityType.SNAPSHOT, withoutAccount());
      default -> List.of();
    };
  }

  /** AWS defines the ARNs of images and snapshots without account, but does not always write so. */
  private String withoutAccount() {
    return new Arn(partition, service, region, "", resource).toString();
  }

  private List<EntityId> iam() {
    return switch (kind()) {
      case "role" -> one(EntityType.IAM_ROLE);
      case "user" -> one(EntityType.IAM_USER);
      case "root" -> one(EntityType.ROOT);
      default -> List.of();
    };
  }

  private List<EntityId> sts() {
    if (kind().equals("federated-user")) {
      return one(EntityType.FEDERATED_USER);
    }
    String[] parts = resource.split("/", 3);
    if (!parts[0].equals("assumed-role") || parts.length < 3) {
      return List.of();
    }
    Arn role = new Arn(partition, "iam", "", account, "role/" + parts[1]);
    return List.of(
        new EntityId(EntityType.IAM_ROLE, role.toString()),
        new EntityId(EntityType.ROLE_SESSION, toString()));
  }

  private List<EntityId> ecs() {
    return switch (kind()) {
      case "cluster" -> one(EntityType.ECS_CLUSTER);
      case "task" -> one(EntityType.ECS_TASK);
      case "container" -> one(EntityType.CONTAINER);
      default -> List.of();
    };
  }

  /** Versions and aliases of a function are one function to an analyst. */
  private List<EntityId> lambda() {
    String[] parts = resource.split(":", 3);
    return parts[0].equals("function")
        ? one(EntityType.LAMBDA_FUNCTION, of("function:" + parts[1]).toString())
        : List.of();
  }

  /** The reference by which a runtime would pull the image, so that it meets what runs. */
  private List<EntityId> image() {
    int digest = resource.lastIndexOf("/sha256:");
    if (!kind().equals("repository") || digest <= "repository/".length()) {
      return List.of();
    }
    String domain = partition.equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    String repository = resource.substring("repository/".length(), digest);
    return one(
        EntityType.CONTAINER_IMAGE,
        "%s.dkr.ecr.%s.%s/%s@%s"
            .formatted(account, region, domain, repository, resource.substring(digest + 1)));
  }

  private List<EntityId> one(EntityType kind) {
    return one(kind, toString());
  }

  private static List<EntityId> one(EntityType kind, String id) {
    return List.of(new EntityId(kind, id));
  }

  @Override
  public String toString() {
    return String.join(":", "arn", partition, service, region, account, resource);
  }
}
