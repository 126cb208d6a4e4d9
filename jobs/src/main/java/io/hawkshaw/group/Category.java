package io.hawkshaw.group;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.hawkshaw.lake.EntityType;
import java.util.Arrays;
import java.util.Set;

/** The four kinds in which Amazon Detective counts the entities of a group. */
enum Category {
  IDENTITY(
      EntityType.AWS_ACCOUNT,
      EntityType.IAM_ROLE,
      EntityType.IAM_USER,
      EntityType.ROLE_SESSION,
      EntityType.FEDERATED_USER,
      EntityType.ROOT,
      EntityType.ACCESS_KEY,
      EntityType.AWS_SERVICE,
      EntityType.IDENTITY_CENTER_USER,
      EntityType.DIRECTORY_USER,
      EntityType.KUBERNETES_SUBJECT),
  NETWORK(
      EntityType.IP_ADDRESS,
      EntityType.VPC,
      EntityType.NETWORK_INTERFACE,
      EntityType.SECURITY_GROUP,
      EntityType.DOMAIN,
      EntityType.ASO),
  STORAGE(EntityType.S3_BUCKET, EntityType.RDS_INSTANCE, EntityType.SNAPSHOT),
  COMPUTE(
      EntityType.EC2_INSTANCE,
      EntityType.EC2_IMAGE,
      EntityType.LAMBDA_FUNCTION,
      EntityType.EKS_CLUSTER,
      EntityType.KUBERNETES_POD,
      EntityType.KUBERNETES_WORKLOAD,
      EntityType.CONTAINER,
      EntityType.CONTAINER_IMAGE,
      EntityType.ECS_CLUSTER,
      EntityType.ECS_TASK,
      EntityType.PROCESS);

  private final Set<String> types;

  Category(EntityType... types) {
    this.types = Arrays.stream(types).map(EntityType::name).collect(toUnmodifiableSet());
  }

  boolean holds(Entity entity) {
    return types.contains(entity.type());
  }
}
