package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.EntityType;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Words that sentences share. Texts of logs stand in them as they are: whoever shows them escapes.
 */
final class Sentences {
  private Sentences() {}

  /**
   * How often something came on the days that tell it: all active days before or, where the first
   * of an entity are left out, the last of them.
   *
   * @param what what a day did that had it
   */
  static Column howOften(String what) {
    Column came =
        when(col("came_days").equalTo(0), "none").otherwise(col("came_days").cast("string"));
    return when(col("of_days").lt(2), "of its own past too little is known")
        .otherwise(
            concat(
                came,
                lit(" of its last "),
                col("of_days").cast("string"),
                lit(" active days " + what)));
  }

  /** The whole sentence: who, what its kind says, what peers do, and how little is known. */
  static Column whole(List<Kind> kinds) {
    Column said = lit(null).cast("string");
    for (Kind kind : kinds) {
      said = when(col("kind").equalTo(kind.label()), kind.sentence()).otherwise(said);
    }
    Column peers =
        when(
            col("peer_share").isNotNull(),
            when(col("peer_share").equalTo(0), "; none of its peers did")
                .otherwise(
                    concat(
                        lit("; "),
                        format_number(col("peer_share").multiply(100), 0),
                        lit(" % of its peers did"))));
    Column training =
        when(
            col("in_training"),
            concat(
                lit(" (in training: known for "),
                col("history_days").cast("string"),
                lit(" days)")));
    Column name =
        when(col("entity_type").equalTo(EntityType.IP_ADDRESS.name()), col("entity"))
            .otherwise(substring_index(col("entity"), ":", -1));
    return concat(
        name, lit(" "), said, coalesce(peers, lit("")), coalesce(training, lit("")), lit("."));
  }
}
