package io.hawkshaw.source;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Input;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Scanned;
import java.sql.Date;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Tells what each account sent, and what did not come. */
public final class Coverage {
  private static final Column[] SENDER = {col("account"), col("region"), col("source")};

  private static final String[] VALUES = {
    "files",
    "bytes",
    "records",
    "rejected",
    "duplicates",
    "late",
    "skipped",
    "first_time",
    "last_time",
    "status"
  };

  private Coverage() {}

  /** The coverage of the night's days. */
  public static Dataset<Row> build(Night night) {
    Dataset<Row> kept =
        night
            .today(Table.COVERAGE)
            .filter(not(night.isReread()).and(col("status").notEqual("missing")));
    int expectDays = night.settings().coverage().expectDays();
    return withMissing(
            night,
            night
                .before(Table.COVERAGE, expectDays)
                .unionByName(kept)
                .unionByName(delivered(night)))
        .filter(Night.isOn(night.days()));
  }

  /** What came, of the days and sources that were read. */
  private static Dataset<Row> delivered(Night night) {
    Dataset<Row> files =
        FilesRead.build(night)
            .filter(night.isReread())
            .groupBy(col("day"), SENDER[0], SENDER[1], SENDER[2])
            .agg(
                countDistinct("file").as("files"),
                sum("bytes").as("bytes"),
                sum("records").as("records"),
                sum("rejected").as("rejected"),
                sum("late").as("late"),
                sum("skipped").as("skipped"),
                min("first_time").as("first_time"),
                max("last_time").as("last_time"));
    return files
        .join(duplicates(night, files.sparkSession()), sameSender(), "left")
        .drop("copy_day", "copy_account", "copy_region", "copy_source")
        .withColumn("duplicates", coalesce(col("duplicates"), lit(0L)))
        .withColumn("status", status());
  }

  private static Column sameSender() {
    return col("day")
        .equalTo(col("copy_day"))
        .and(col("account").eqNullSafe(col("copy_account")))
        .and(col("region").eqNullSafe(col("copy_region")))
        .and(col("source").equalTo(col("copy_source")));
  }

  private static Column status() {
    return when(col("rejected").gt(0), "partial").when(col("late").gt(0), "late").otherwise("ok");
  }

  /** How many copies each sender delivered, whichever source's copy was kept. */
  private static Dataset<Row> duplicates(Night night, SparkSession spark) {
    StructType schema =
        StructType.fromDDL(
            "copy_day DATE, copy_account STRING, copy_region STRING, copy_source STRING,"
                + " duplicates BIGINT");
    return night.scanned().values().stream()
        .map(Coverage::copies)
        .reduce(spark.createDataFrame(List.of(), schema), Dataset::unionByName);
  }

  private static Dataset<Row> copies(Scanned scanned) {
    return Rollup.seenBySource(scanned)
        .groupBy(
            col("day").as("copy_day"),
            col("account").as("copy_account"),
            col("region").as("copy_region"),
            col("seen_source").as("copy_source"))
        .agg(sum(col("seen").minus(col("kept"))).as("duplicates"))
        .filter(col("duplicates").gt(0));
  }

  /**
   * Adds a row for each sender that delivered on one of the days before but not on this one: each
   * row of coverage stands for itself and for the days after it on which the sender is expected.
   * Days that were not over when the night began miss nothing yet.
   */
  private static Dataset<Row> withMissing(Night night, Dataset<Row> coverage) {
    Column expectDays = lit(night.settings().coverage().expectDays());
    LocalDate today = LocalDate.ofInstant(night.startedTime(), ZoneOffset.UTC);
    Column over =
        array(
                night.days().stream()
                    .filter(day -> day.isBefore(today))
                    .map(day -> lit(Date.valueOf(day)))
                    .toArray(Column[]::new))
            .cast("array<date>");
    Column expected =
        filter(over, day -> day.gt(col("day")).and(day.leq(date_add(col("day"), expectDays))));
    Column itself = array(col("day"));
    // A snapshot is taken when somebody likes to.
    Column isExpected =
        col("records").gt(0).and(col("source").notEqual(Input.IAM_SNAPSHOT.label()));
    Column days = when(isExpected, concat(itself, expected)).otherwise(itself);
    Column delivered = struct(Arrays.stream(VALUES).map(name -> col(name)).toArray(Column[]::new));
    return coverage
        .select(
            explode(days).as("for_day"),
            col("day"),
            SENDER[0],
            SENDER[1],
            SENDER[2],
            delivered.as("delivered"))
        .groupBy(col("for_day"), SENDER[0], SENDER[1], SENDER[2])
        .agg(max(when(col("day").equalTo(col("for_day")), col("delivered"))).as("delivered"))
        .select(columns());
  }

  private static Column[] columns() {
    Stream<Column> sender = Stream.of(col("for_day").as("day"), SENDER[0], SENDER[1], SENDER[2]);
    return Stream.concat(sender, Arrays.stream(VALUES).map(Coverage::value)).toArray(Column[]::new);
  }

  private static Column value(String name) {
    Column value = col("delivered").getField(name);
    return switch (name) {
      case "status" -> coalesce(value, lit("missing")).as(name);
      case "first_time", "last_time" -> value.as(name);
      default -> coalesce(value, lit(0L)).as(name);
    };
  }
}
