package io.hawkshaw.investigation;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where signs of a compromise are found. A new one is a class and a line of {@link Indicators}. */
@FunctionalInterface
interface Indicator {
  /** The signs of all principals within the days of all windows, as {@link Found} makes them. */
  Dataset<Row> found(Examined examined);
}
