package io.hawkshaw.group;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import org.apache.spark.sql.Column;

/** What calls acted on, as entities. */
final class Targets {
  private Targets() {}

  /** Type of an entity by its id; null where that could be anything. */
  static Column type(Column target) {
    return when(target.rlike("^i-[0-9a-f]{8,17}$"), EntityType.EC2_INSTANCE.name())
        .when(target.rlike("^arn:[^:]+:iam::[0-9]{12}:user/"), EntityType.IAM_USER.name())
        .when(target.rlike("^arn:[^:]+:iam::[0-9]{12}:role/"), EntityType.IAM_ROLE.name())
        .when(target.rlike("^arn:[^:]+:lambda:"), EntityType.LAMBDA_FUNCTION.name())
        .when(target.rlike("^arn:[^:]+:ecs:.*:task/"), EntityType.ECS_TASK.name())
        .when(target.rlike("^arn:[^:]+:ecs:.*:cluster/"), EntityType.ECS_CLUSTER.name())
        .when(target.rlike("^arn:[^:]+:eks:.*:cluster/"), EntityType.EKS_CLUSTER.name())
        .when(target.rlike("^AKIA[0-9A-Z]+$"), EntityType.ACCESS_KEY.name());
  }

  /**
   * The target of a call as a target of {@code service}, {@code region} and {@code account}; null
   * where its name could mean several things.
   */
  static Column of(Column target) {
    return coalesce(
        entity(type(target), target),
        ofService("s3.amazonaws.com", EntityType.S3_BUCKET, target),
        ofService("ecs.amazonaws.com", EntityType.ECS_CLUSTER, arn("ecs", "cluster/", target)),
        ofService("eks.amazonaws.com", EntityType.EKS_CLUSTER, arn("eks", "cluster/", target)),
        ofService(
            "lambda.amazonaws.com",
            EntityType.LAMBDA_FUNCTION,
            arn("lambda", "function:", target)));
  }

  private static Column arn(String service, String before, Column name) {
    return Arns.of(service, col("region"), col("account"), concat(lit(before), name));
  }

  private static Column ofService(String service, EntityType type, Column id) {
    return when(col("service").equalTo(service), entity(lit(type.name()), id));
  }

  private static Column entity(Column type, Column id) {
    return when(type.isNotNull().and(id.isNotNull()), Facts.involved(type, id, Role.TARGET));
  }
}
