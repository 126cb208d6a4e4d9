package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.transform;

import io.hawkshaw.graph.Link.End;
import io.hawkshaw.lake.EntityType;
import java.util.Arrays;
import org.apache.spark.sql.Column;

/** The edges of findings: rows of table findings. */
final class Involvements {
  private static final End FINDING = End.of(EntityType.FINDING, col("finding"));

  private Involvements() {}

  /** All edges of a finding. */
  static Column edges() {
    Column entities = col("entities");
    return concat(
        transform(entities, entity -> edge(FINDING, Relation.INVOLVES, entity)),
        transform(entities, Involvements::ownership),
        pairs(
            Relation.RUNS_IMAGE,
            EntityType.CONTAINER_IMAGE,
            EntityType.KUBERNETES_POD,
            EntityType.ECS_TASK),
        pairs(Relation.IN_CLUSTER, EntityType.EKS_CLUSTER, EntityType.KUBERNETES_POD),
        pairs(Relation.IN_CLUSTER, EntityType.ECS_CLUSTER, EntityType.ECS_TASK));
  }

  /** Those that a finding names together belong together, where it names one of the second type. */
  private static Column pairs(Relation relation, EntityType to, EntityType... from) {
    Column[] types = Arrays.stream(from).map(type -> lit(type.name())).toArray(Column[]::new);
    Column firsts = filter(col("entities"), e -> e.getField("entity_type").isin((Object[]) types));
    Column seconds = filter(col("entities"), e -> e.getField("entity_type").equalTo(to.name()));
    return flatten(
        transform(
            firsts,
            first ->
                transform(
                    seconds,
                    second ->
                        edge(
                            new End(first.getField("entity_type"), first.getField("entity")),
                            relation,
                            second))));
  }

  /** The account of a bucket, where the finding tells it. */
  private static Column ownership(Column entity) {
    return Link.of(
            new End(entity.getField("entity_type"), entity.getField("entity")),
            Relation.IN_ACCOUNT,
            End.of(EntityType.AWS_ACCOUNT, entity.getField("account")))
        .edge();
  }

  private static Column edge(End from, Relation relation, Column to) {
    return Link.of(from, relation, new End(to.getField("entity_type"), to.getField("entity")))
        .edge();
  }
}
