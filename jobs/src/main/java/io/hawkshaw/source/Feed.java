package io.hawkshaw.source;

import io.hawkshaw.lake.Table;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The tables that are fed by raw data, each with its records and its rollup. */
enum Feed {
  ACTIVITY(Table.ACTIVITY, Activity.RECORD, Activity::rollUp),
  TRAFFIC(Table.TRAFFIC, Traffic.RECORD, Traffic::rollUp),
  DNS_QUERIES(Table.DNS_QUERIES, DnsQueries.RECORD, DnsQueries::rollUp),
  FINDINGS(Table.FINDINGS, Findings.RECORD, Findings::rollUp);

  private final Table table;
  private final StructType record;
  private final BiFunction<Dataset<Row>, List<String>, Dataset<Row>> rollUp;

  Feed(
      Table table, StructType record, BiFunction<Dataset<Row>, List<String>, Dataset<Row>> rollUp) {
    this.table = table;
    this.record = record;
    this.rollUp = rollUp;
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
    return rollUp.apply(Duplicates.fold(scan, labels), labels);
  }
}
