package io.hawkshaw.bench;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.lake.Written;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A lake in which some principals act in each other's name from a day on, as one does whose
 * credentials somebody else has. Nothing else is changed, so that what is found is found by
 * behaviour alone.
 *
 * @param lake the lake as it is
 * @param from first day on which they do
 * @param names whose observations each principal has then
 */
public record SwappedLake(Lake lake, LocalDate from, Map<String, String> names) implements Lake {

  @Override
  public Dataset<Row> read(Table table) {
    Dataset<Row> rows = lake.read(table);
    if (table != Table.OBSERVATIONS) {
      return rows;
    }
    Column other = lit(null).cast("string");
    for (Map.Entry<String, String> pair : names.entrySet()) {
      other = when(col("entity").equalTo(pair.getKey()), pair.getValue()).otherwise(other);
    }
    Column isSwapped = col("day").geq(lit(Date.valueOf(from)));
    return rows.withColumn(
        "entity", when(isSwapped, coalesce(other, col("entity"))).otherwise(col("entity")));
  }

  @Override
  public Written replace(Table table, NavigableSet<LocalDate> days, Dataset<Row> rows) {
    throw new UnsupportedOperationException("It is only looked at");
  }

  @Override
  public void append(Table table, Dataset<Row> rows) {
    throw new UnsupportedOperationException("It is only looked at");
  }
}
