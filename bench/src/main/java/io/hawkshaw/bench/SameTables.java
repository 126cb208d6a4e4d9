package io.hawkshaw.bench;

import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Table;
import java.io.PrintStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;

/** Whether two lakes hold the same rows, but for what they tell of the nights themselves. */
public final class SameTables {
  /** When the night that made a row began. */
  private static final String CREATED = "created_time";

  private SameTables() {}

  /** Prints each table in which they differ, and the sum; true if there is none. */
  public static boolean compare(SparkSession spark, String one, String other, PrintStream out) {
    DeltaLake first = new DeltaLake(spark, one);
    DeltaLake second = new DeltaLake(spark, other);
    long rows = 0;
    int differing = 0;
    for (Table table : Table.values()) {
      if (table != Table.RUNS) {
        Dataset<String> ours = first.read(table).drop(CREATED).toJSON();
        Dataset<String> theirs = second.read(table).drop(CREATED).toJSON();
        long lost = ours.exceptAll(theirs).count();
        long added = theirs.exceptAll(ours).count();
        rows += ours.count();
        if (lost + added > 0) {
          differing++;
          out.printf("%s: %,d rows lost, %,d added%n", table.sqlName(), lost, added);
        }
      }
    }
    out.printf(
        "%,d rows of %d tables compared, %d tables differ%n",
        rows, Table.values().length - 1, differing);
    return differing == 0;
  }
}
