package io.hawkshaw;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.hawkshaw.lake.Table;
import io.hawkshaw.report.TextTable;
import io.hawkshaw.run.Night;
import io.hawkshaw.source.Balance;
import java.io.PrintWriter;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Prints what a night did. */
final class NightSummary {
  private final PrintWriter out;

  NightSummary(PrintWriter out) {
    this.out = out;
  }

  void print(NightShift.Result night) {
    if (night.days().isEmpty()) {
      out.println("Nothing new: every file of the inputs was read by an earlier night.");
    } else {
      printNight(night);
    }
    night.unread().forEach((why, files) -> out.printf("Not read: %,d files (%s)%n", files, why));
    if (!night.unbuilt().isEmpty()) {
      out.println(
          "Left as they were, since files that they were built from are gone or damaged: "
              + night.unbuilt());
    }
    if (night.brokenRules() > 0) {
      out.printf(
          "Left out: %,d rules that cannot be compiled; ./hawkshaw check names them%n",
          night.brokenRules());
    }
    for (Balance.Gap gap : night.gaps()) {
      out.printf(
          "UNBALANCED %s %s: %,d records read, %,d accounted for; please report this as a bug%n",
          gap.day(), gap.source(), gap.read(), gap.kept());
    }
    out.flush();
  }

  private void printNight(NightShift.Result night) {
    out.printf(
        "%s: %,d new files, %,d days from %s to %s%n%n",
        night.runId(),
        night.newFiles(),
        night.days().size(),
        night.days().first(),
        night.days().last());
    Dataset<Row> sources =
        night
            .lake()
            .read(Table.COVERAGE)
            .filter(Night.isOn(night.days()))
            .groupBy("source")
            .agg(
                sum("files").as("files"),
                sum("bytes").as("bytes"),
                sum("records").as("records"),
                sum("duplicates").as("duplicates"),
                sum("rejected").as("rejected"),
                sum("late").as("late"),
                sum("skipped").as("skipped"))
            .withColumn("rolled_up", rolledUp())
            .orderBy("source");
    out.println(TextTable.of(sources).print());
    Dataset<Row> rejects =
        night
            .lake()
            .read(Table.REJECTS)
            .filter(Night.isOn(night.days()))
            .groupBy("source", "reason")
            .agg(count(lit(1)).as("records"))
            .orderBy(col("records").desc(), col("source"), col("reason"))
            .limit(20);
    TextTable refused = TextTable.of(rejects);
    if (!refused.isEmpty()) {
      out.println("Refused, by reason:");
      out.println(refused.print());
    }
    if (night.gaps().isEmpty()) {
      out.println("Balance: every record read is rolled up, a copy, or in rejects.");
    }
  }

  private static Column rolledUp() {
    return List.of("duplicates", "rejected").stream()
        .map(name -> col(name))
        .reduce(col("records"), Column::minus);
  }
}
