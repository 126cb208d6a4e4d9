package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.EntityType;
import org.apache.spark.sql.Column;

/**
 * The edge that a row of a rollup stands for, one of several: there is none where an end is null or
 * the condition does not hold.
 */
record Link(End from, Relation relation, End to, Column holds) {
  /** An entity of a row: its type and its id, as columns of the row. */
  record End(Column type, Column id) {
    static End of(EntityType type, Column id) {
      return new End(lit(type.name()), id);
    }
  }

  static Link of(End from, Relation relation, End to) {
    return new Link(from, relation, to, lit(true));
  }

  Link where(Column condition) {
    return new Link(from, relation, to, holds.and(condition));
  }

  /** The edge of a row, or null. */
  Column edge() {
    Column isWhole =
        from.type()
            .isNotNull()
            .and(from.id().isNotNull())
            .and(to.type().isNotNull())
            .and(to.id().isNotNull());
    return when(coalesce(holds, lit(false)).and(isWhole), edge(from, lit(relation.label()), to));
  }

  /** An edge whose relation a column tells: the key of its row. */
  static Column edge(End from, Column relation, End to) {
    return struct(
        col("day"),
        from.type().as("from_type"),
        from.id().as("from_entity"),
        relation.as("relation"),
        to.type().as("to_type"),
        to.id().as("to_entity"),
        col("account"),
        col("region"));
  }
}
