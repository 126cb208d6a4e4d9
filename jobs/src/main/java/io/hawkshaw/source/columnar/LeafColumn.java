package io.hawkshaw.source.columnar;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * A column of the batches of a scan, maybe inside of structs. A field of a struct that is null is
 * null itself: Parquet stores leaves only.
 */
abstract class LeafColumn {
  private final int[] places;
  private ColumnVector values;
  private boolean isEmpty;

  /**
   * The column with a name.
   *
   * @param schema of the batches
   * @param path names from the outermost struct on, divided by dots
   */
  LeafColumn(StructType schema, String path) {
    this(places(schema, path));
  }

  /**
   * The column at a place.
   *
   * @param places from the columns of a batch inwards
   */
  LeafColumn(List<Integer> places) {
    this.places = places.stream().mapToInt(place -> place).toArray();
  }

  private static List<Integer> places(StructType schema, String path) {
    List<Integer> places = new ArrayList<>();
    DataType type = schema;
    for (String name : Splitter.on('.').split(path)) {
      StructType outer = (StructType) type;
      places.add(outer.fieldIndex(name));
      type = outer.apply(name).dataType();
    }
    return places;
  }

  /** Goes on to a batch. */
  final void open(ColumnarBatch batch) {
    values = batch.column(places[0]);
    isEmpty = isEmpty(values);
    for (int i = 1; i < places.length; i++) {
      values = values.getChild(places[i]);
      isEmpty |= isEmpty(values);
    }
    opened();
  }

  /** Where a file lacks a whole struct, nothing is said of its fields. */
  private static boolean isEmpty(ColumnVector values) {
    return values instanceof WritableColumnVector vector && vector.isAllNull();
  }

  /** The column goes on to other values. */
  abstract void opened();

  final ColumnVector values() {
    return values;
  }

  /** True where no row of the batch has a value. */
  final boolean isEmpty() {
    return isEmpty;
  }

  /** True where the row has no value; in all rows where the file lacks the column. */
  public final boolean isNull(int row) {
    return isEmpty || values.isNullAt(row);
  }
}
