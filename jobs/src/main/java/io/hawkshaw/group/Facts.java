package io.hawkshaw.group;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Role;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.GroupSettings;
import io.hawkshaw.run.Night;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Findings, detections and anomalies in one form: a row for each and day on which it was written.
 *
 * <p>A finding keeps its id; that of evidence is made of what it is, behind a letter for its kind.
 */
final class Facts {
  private static final int ID_DIGITS = 16;

  private Facts() {}

  /**
   * The facts of some days before the first day of a night, and of its own days.
   *
   * @param days days before
   */
  static Dataset<Row> of(Night night, int days) {
    GroupSettings settings = night.settings().groups();
    return FindingFacts.of(night.history(Table.FINDINGS, days), settings)
        .unionByName(DetectionFacts.of(night.history(Table.DETECTIONS, days), settings))
        .unionByName(AnomalyFacts.of(night.history(Table.ANOMALIES, days), settings));
  }

  /** What evidence of a score can do for a group. */
  static Column standing(GroupSettings settings) {
    return when(col("score").geq(settings.anchorScore()), Standing.ANCHOR.name())
        .otherwise(Standing.SIGN.name());
  }

  /** The id of evidence, which has none of its own: a letter and a hash of what makes it one. */
  static Column id(String letter, Column... parts) {
    Column[] texts = new Column[parts.length];
    for (int i = 0; i < parts.length; i++) {
      texts[i] = coalesce(parts[i].cast("string"), lit(""));
    }
    return concat(
        lit(letter), substring(sha2(concat_ws("\u0000", texts).cast("binary"), 256), 1, ID_DIGITS));
  }

  /** An entity that a fact is about. */
  static Column involved(Column type, Column entity, Role role) {
    return struct(type.as("entity_type"), entity.as("entity"), lit(role.name()).as("role"));
  }
}
