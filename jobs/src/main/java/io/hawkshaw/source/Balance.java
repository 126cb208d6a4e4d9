package io.hawkshaw.source;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.hawkshaw.run.Night;
import io.hawkshaw.run.Scanned;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The check at the end of each night: records in are records rolled up, copies and rejects, by
 * source and day. What came in was counted at the files; what went out is counted in what the
 * tables got.
 */
public final class Balance {
  private static final StructType COUNTS =
      StructType.fromDDL("source STRING, day DATE, read BIGINT, kept BIGINT");

  /**
   * A source and day whose records do not add up.
   *
   * @param read records counted in the files
   * @param kept records rolled up, copies and rejects
   */
  public record Gap(String source, LocalDate day, long read, long kept) {}

  private Balance() {}

  /** The sources and days of what a night read that do not add up; none on a good night. */
  public static List<Gap> gaps(Night night, SparkSession spark) {
    Dataset<Row> none = spark.createDataFrame(List.of(), COUNTS);
    return night.scanned().values().stream()
        .map(Balance::counts)
        .reduce(none, Dataset::union)
        .groupBy("source", "day")
        .agg(sum("read").as("read"), sum("kept").as("kept"))
        .filter(col("read").notEqual(col("kept")))
        .collectAsList()
        .stream()
        .map(Balance::gap)
        .sorted(Comparator.comparing(Gap::day).thenComparing(Gap::source))
        .toList();
  }

  private static Gap gap(Row row) {
    return new Gap(
        row.getAs("source"),
        row.<Date>getAs("day").toLocalDate(),
        row.<Long>getAs("read"),
        row.<Long>getAs("kept"));
  }

  private static Dataset<Row> counts(Scanned scanned) {
    Column nothing = lit(0L);
    Dataset<Row> read =
        scanned
            .counts()
            .filter(Rollup.isFacts())
            .select(col("source"), col("day"), col("facts.records").as("read"), nothing.as("kept"));
    Dataset<Row> rejected =
        scanned
            .counts()
            .filter(Rollup.isReject())
            .select(col("source"), col("day"), nothing.as("read"), lit(1L).as("kept"));
    Dataset<Row> rolledUp =
        Rollup.seenBySource(scanned)
            .select(
                col("seen_source").as("source"),
                col("day"),
                nothing.as("read"),
                col("seen").as("kept"));
    return read.union(rejected).union(rolledUp);
  }
}
