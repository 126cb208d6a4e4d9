package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Folds the copies of a record into one. CloudTrail promises at least one delivery, two trails may
 * write into one bucket, and the same account may be read raw and through Security Lake: a fifth of
 * a real bucket was copies.
 */
final class Duplicates {
  private Duplicates() {}

  /**
   * The rows, one for each id and day, with the number of {@code copies} that there were, and in
   * {@code seen} how many of them each source delivered. Of unequal copies the smallest is kept, so
   * that every run keeps the same.
   *
   * @param kept columns that are kept, the source among them
   * @param sources names of the sources that were scanned
   */
  static Dataset<Row> fold(Dataset<Row> rows, List<String> kept, List<String> sources) {
    Column seen =
        struct(
            sources.stream()
                .map(source -> count(when(col("source").equalTo(source), 1)).as(source))
                .toArray(Column[]::new));
    Column[] columns = kept.stream().map(name -> col(name)).toArray(Column[]::new);
    // The hash comes first since Spark sorts by the first eight bytes of the key.
    return rows.groupBy(xxhash64(col("id")).as("hash"), col("id"), col("day"))
        .agg(min(struct(columns)).as("kept"), count(lit(1)).as("copies"), seen.as("seen"))
        .select("day", "kept.*", "copies", "seen");
  }

  /** The rows of a scan, of which each record is there once. */
  static Dataset<Row> fold(Dataset<Row> scan, List<String> sources) {
    return fold(scan, List.of("source", "record", "reject", "facts"), sources);
  }
}
