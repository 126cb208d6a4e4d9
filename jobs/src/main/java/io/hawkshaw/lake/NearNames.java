package io.hawkshaw.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.levenshtein;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.substring;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** What somebody may have meant who asked for an entity that is not there. */
public final class NearNames {
  private static final int NEAR = 3;
  private static final int LONGEST = 200;

  /** One name may be in as many accounts; whole ids are compared of these alone. */
  private static final int CANDIDATES = 1000;

  private NearNames() {}

  /**
   * The ids whose names differ from a given one by the fewest letters, and of those the ids that
   * do.
   *
   * @param entities rows of table entities
   * @param given an ARN, a name or another id
   */
  public static List<String> of(Dataset<Row> entities, String given) {
    String name = given.substring(given.lastIndexOf('/') + 1);
    return entities
        .withColumn("far", distance(col("name"), name))
        .orderBy(col("far"), col("entity"))
        .limit(CANDIDATES)
        .orderBy(col("far"), distance(col("entity"), given), col("entity"))
        .limit(NEAR)
        .select("entity")
        .as(Encoders.STRING())
        .collectAsList();
  }

  private static Column distance(Column text, String given) {
    String small = given.toLowerCase(Locale.ROOT);
    return levenshtein(
        lower(substring(text, 1, LONGEST)),
        lit(small.substring(0, Math.min(small.length(), LONGEST))));
  }
}
