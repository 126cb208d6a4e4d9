package io.hawkshaw.bench;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lake without a past, into which nothing is written. */
record NoLake(SparkSession spark) implements Lake {
  @Override
  public Dataset<Row> read(Table table) {
    return spark.createDataFrame(List.of(), table.schema());
  }

  @Override
  public long replace(Table table, NavigableSet<LocalDate> days, Dataset<Row> rows) {
    throw new UnsupportedOperationException("Nothing is written here");
  }

  @Override
  public void append(Table table, Dataset<Row> rows) {
    throw new UnsupportedOperationException("Nothing is written here");
  }
}
