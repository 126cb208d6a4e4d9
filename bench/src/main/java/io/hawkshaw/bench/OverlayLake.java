package io.hawkshaw.bench;

import static org.apache.spark.sql.functions.col;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.lake.Written;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A lake to which some tables were given anew; what is written stays in memory. */
public final class OverlayLake implements Lake {
  private final SparkSession spark;
  private final Lake below;
  private final Map<Table, Dataset<Row>> given = new EnumMap<>(Table.class);

  /**
   * A lake over another.
   *
   * @param below where all other tables are read; null for a lake that holds nothing
   */
  public OverlayLake(SparkSession spark, Lake below) {
    this.spark = spark;
    this.below = below;
  }

  /** The same lake with other rows of a table. */
  public OverlayLake with(Table table, Dataset<Row> rows) {
    given.put(table, rows);
    return this;
  }

  @Override
  public Dataset<Row> read(Table table) {
    if (given.containsKey(table)) {
      return given.get(table);
    }
    return below == null ? spark.createDataFrame(List.of(), table.schema()) : below.read(table);
  }

  @Override
  public Written replace(Table table, NavigableSet<LocalDate> days, Dataset<Row> rows) {
    Column[] columns = table.columns().stream().map(name -> col(name)).toArray(Column[]::new);
    Dataset<Row> written = rows.select(columns).localCheckpoint();
    given.put(table, written);
    return new Written(written.count(), null);
  }

  @Override
  public void append(Table table, Dataset<Row> rows) {
    throw new UnsupportedOperationException("Nothing is appended here");
  }
}
