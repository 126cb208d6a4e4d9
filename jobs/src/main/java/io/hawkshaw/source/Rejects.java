package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Scanned;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps what was refused, with the reason. */
public final class Rejects {
  private Rejects() {}

  /**
   * The rejects of the night's days: those of this reading, and older ones of what was not read.
   */
  public static Dataset<Row> build(Night night) {
    Dataset<Row> kept = night.today(Table.REJECTS).filter(not(night.isReread()));
    return night.scanned().values().stream().map(Rejects::of).reduce(kept, Dataset::unionByName);
  }

  private static Dataset<Row> of(Scanned scanned) {
    return scanned
        .counts()
        .filter(Rollup.isReject())
        .select(col("day"), col("source"), col("reject.*"));
  }
}
