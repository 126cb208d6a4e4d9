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
  FINDINGS(Table.FINDINGS, Findings.RECORD, Findings::rollUp),
  IAM_IDENTITIES(Table.IAM_IDENTITIES, IamIdentities.RECORD, IamIdentities::rollUp);

  /** Below, a second plan costs more than the comparison of all ids. */
  private static final long LARGE_BYTES = 4L << 20;

  /** No log takes less than some twenty bytes a record: at most a million groups. */
  private static final long PARTITION_BYTES = 16L << 20;

  private final Table table;
  private final StructType record;
  private final BiFunction<Dataset<Row>, List<String>, Dataset<Row>> rollUp;
  private final LargeRollup rollUpLarge;

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
        (scans, sources, partitions) ->
            RolledUp.keep(rollUp.apply(LogScan.together(scans), sources));
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
   * Folds the copies among the rows of scans and rolls the records up.
   *
   * @param labels names of the sources that were scanned
   * @param bytes size of the files
   */
  RolledUp rollUp(List<LogScan> scans, List<String> labels, long bytes) {
    return bytes < LARGE_BYTES
        ? RolledUp.keep(rollUp(LogScan.together(scans), labels))
        : rollUpLarge(scans, labels, (int) (bytes / PARTITION_BYTES) + 2);
  }

  /** Rolls the rows of a scan up by comparing the ids of all. */
  Dataset<Row> rollUp(Dataset<Row> scan, List<String> labels) {
    return rollUp.apply(scan, labels);
  }

  /** Rolls so many rows up that it pays to count before comparing ids. */
  RolledUp rollUpLarge(List<LogScan> scans, List<String> labels, int partitions) {
    return rollUpLarge.apply(scans, labels, partitions);
  }

  private interface LargeRollup {
    RolledUp apply(List<LogScan> scans, List<String> labels, int partitions);
  }
}
