package io.hawkshaw.source;

import io.hawkshaw.lake.Table;
import io.hawkshaw.source.Rollup.RolledUp;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The tables that are fed by raw data, each with its records and its rollup. */
enum Feed {
  ACTIVITY(Table.ACTIVITY, new Rollup(Activity.RECORD, Activity.MEASURES)),
  TRAFFIC(Table.TRAFFIC, new Rollup(Traffic.RECORD, Traffic.MEASURES)),
  DNS_QUERIES(Table.DNS_QUERIES, new Rollup(DnsQueries.RECORD, DnsQueries.MEASURES)),
  FINDINGS(Table.FINDINGS, Findings.RECORD, Findings::rollUp);

  private final Table table;
  private final StructType record;
  private final BiFunction<Dataset<Row>, List<String>, Dataset<Row>> rollUp;
  private final BiFunction<List<LogScan>, List<String>, RolledUp> rollUpLarge;

  Feed(Table table, Rollup counted) {
    this.table = table;
    this.record = counted.record();
    this.rollUp = counted::of;
    this.rollUpLarge = counted::ofLarge;
  }

  Feed(
      Table table, StructType record, BiFunction<Dataset<Row>, List<String>, Dataset<Row>> rollUp) {
    this.table = table;
    this.record = record;
    this.rollUp = rollUp;
    this.rollUpLarge =
        (scans, sources) -> RolledUp.of(rollUp.apply(LogScan.together(scans), sources));
  }

  Table table() {
    return table;
  }

  /** Schema of a record as the sources give it. */
  StructType record() {
    return record;
  }

  /** The sources that feed the table. */
  List<Source> sources() {
    return Arrays.stream(Source.values()).filter(source -> source.feed() == this).toList();
  }

  /**
   * Folds the copies among the rows of a scan and rolls the records up.
   *
   * @param labels names of the sources that were scanned
   */
  Dataset<Row> rollUp(Dataset<Row> scan, List<String> labels) {
    return rollUp.apply(scan, labels);
  }

  /** As {@link #rollUp}, for so many rows that it pays to count before comparing ids. */
  RolledUp rollUpLarge(List<LogScan> scans, List<String> labels) {
    return rollUpLarge.apply(scans, labels);
  }
}
