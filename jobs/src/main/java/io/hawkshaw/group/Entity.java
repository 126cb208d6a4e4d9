package io.hawkshaw.group;

import static org.apache.spark.sql.functions.col;

import java.util.Comparator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * An entity of a group.
 *
 * @param members by how many findings and pieces of evidence it is named
 */
record Entity(String type, String id, long members) {
  /** Those first that most are about. */
  static final Comparator<Entity> ORDER =
      Comparator.comparingLong(Entity::members).reversed().thenComparing(Entity::id);

  /** The columns that it is made of. */
  static final Column[] COLUMNS = {col("entity_type"), col("member"), col("events")};

  static Entity of(Row row) {
    return new Entity(row.getString(0), row.getString(1), row.getLong(2));
  }
}
