package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.transform;

import io.hawkshaw.graph.Link.End;
import io.hawkshaw.lake.EntityType;
import org.apache.spark.sql.Column;

/**
 * The edges of IAM snapshots, rows of table iam_identities: what each could do, whether or not
 * anybody did.
 */
final class Permissions {
  private static final End ITSELF = new End(col("entity_type"), col("entity"));

  private Permissions() {}

  /** All edges of an identity. */
  static Column edges() {
    return concat(
        transform(
            col("groups"),
            group -> edge(ITSELF, Relation.IN_GROUP, End.of(EntityType.IAM_GROUP, group))),
        transform(
            col("policies"),
            policy -> edge(ITSELF, Relation.HAS_POLICY, End.of(EntityType.AWS_RESOURCE, policy))),
        transform(
            col("trusted"),
            one ->
                edge(
                    new End(one.getField("entity_type"), one.getField("entity")),
                    Relation.CAN_ASSUME,
                    ITSELF)));
  }

  private static Column edge(End from, Relation relation, End to) {
    return Link.of(from, relation, to).edge();
  }
}
