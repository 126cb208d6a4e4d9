package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.graph.Link.End;
import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import java.util.List;
import org.apache.spark.sql.Column;

/** The edges of network flows: rows of table traffic. */
final class Connections {
  private static final Column IS_INBOUND = col("direction").equalTo("inbound");
  private static final Column IS_OUTBOUND = col("direction").equalTo("outbound");

  private static final End REMOTE = End.of(EntityType.IP_ADDRESS, col("ip"));
  private static final End LOCAL = End.of(EntityType.IP_ADDRESS, col("local_ip"));
  private static final End INSTANCE = End.of(EntityType.EC2_INSTANCE, col("instance"));
  private static final End TASK = End.of(EntityType.ECS_TASK, col("ecs_task"));
  private static final End CLUSTER =
      End.of(
          EntityType.ECS_CLUSTER,
          Arns.of(
              "ecs", col("region"), col("account"), concat(lit("cluster/"), col("ecs_cluster"))));

  /** What stands behind the interface: the task, the instance, or its address alone. */
  private static final End HOST =
      new End(
          when(col("ecs_task").isNotNull(), TASK.type())
              .when(col("instance").isNotNull(), INSTANCE.type())
              .otherwise(LOCAL.type()),
          coalesce(col("ecs_task"), col("instance"), col("local_ip")));

  private static final End VPC =
      End.of(
          EntityType.VPC,
          Arns.of("ec2", col("region"), col("account"), concat(lit("vpc/"), col("vpc"))));
  private static final End ACCOUNT = End.of(EntityType.AWS_ACCOUNT, col("account"));

  /** One line for each kind of edge. */
  static final List<Link> LINKS =
      List.of(
          Link.of(REMOTE, Relation.CONNECTED_TO, HOST).where(IS_INBOUND),
          Link.of(HOST, Relation.CONNECTED_TO, REMOTE).where(IS_OUTBOUND),
          Link.of(LOCAL, Relation.ASSIGNED_TO, INSTANCE),
          Link.of(LOCAL, Relation.ASSIGNED_TO, TASK),
          Link.of(TASK, Relation.IN_CLUSTER, CLUSTER),
          Link.of(INSTANCE, Relation.IN_VPC, VPC),
          Link.of(INSTANCE, Relation.IN_ACCOUNT, ACCOUNT),
          Link.of(VPC, Relation.IN_ACCOUNT, ACCOUNT));

  private Connections() {}
}
