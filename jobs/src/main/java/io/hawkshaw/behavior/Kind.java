package io.hawkshaw.behavior;

import io.hawkshaw.run.AnomalySettings;
import org.apache.spark.sql.Column;

/** A kind of anomaly. A new one is a class and a line of {@link Kinds}. */
interface Kind {
  /** Its name in the table. */
  String label();

  /** True for the rows of {@link History} that it asks about. */
  Column concerns();

  /** What it asks of such a row: a {@link Question}. */
  Column question(AnomalySettings settings);

  /**
   * What it says of an answer, after the entity's name, in columns of the table and {@code words},
   * which tell what the dimension means.
   */
  Column sentence();
}
