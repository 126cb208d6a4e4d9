package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Scanned;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Keeps what each file held: the ledger of what has been read. */
public final class FilesRead {
  private FilesRead() {}

  /** The ledger of the night's days: of files read now, and of those that were not read again. */
  public static Dataset<Row> build(Night night) {
    Dataset<Row> kept = night.today(Table.FILES).filter(not(night.isReread()));
    return night.scanned().values().stream().map(FilesRead::of).reduce(kept, Dataset::unionByName);
  }

  private static Dataset<Row> of(Scanned scanned) {
    return scanned
        .counts()
        .filter(Rollup.isFacts())
        .select(col("day"), col("source"), col("facts.*"));
  }
}
