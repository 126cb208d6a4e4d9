package io.hawkshaw.rollup;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * The keys of a row, each a struct, or several in an array: the first stands where that of a {@link
 * Group} does, the others behind the columns of a group.
 */
final class Keys implements Serializable {
  private final Group.Layout layout;
  private final List<Integer> structs = new ArrayList<>();
  private final List<Integer> arrays = new ArrayList<>();

  /**
   * The keys of rows with a schema.
   *
   * @param fields those of each key, in their order
   * @throws IllegalArgumentException where a key has others
   */
  Keys(Group.Layout layout, List<String> fields, StructType rows) {
    this.layout = layout;
    add(Group.KEY, fields, rows);
    for (int i = layout.end(); i < rows.length(); i++) {
      add(i, fields, rows);
    }
  }

  private void add(int place, List<String> fields, StructType rows) {
    DataType column = rows.fields()[place].dataType();
    StructType key = type(column);
    if (!fields.equals(List.of(key.fieldNames()))) {
      throw new IllegalArgumentException("A key of %s, not of %s".formatted(key, fields));
    }
    (column instanceof ArrayType ? arrays : structs).add(place);
  }

  /** Does something with each key of a row that is not null; it is lost with the next row. */
  void forEach(InternalRow row, Consumer<UnsafeRow> action) {
    for (int place : structs) {
      if (!row.isNullAt(place)) {
        action.accept((UnsafeRow) row.getStruct(place, layout.keys()));
      }
    }
    for (int place : arrays) {
      if (!row.isNullAt(place)) {
        ArrayData several = row.getArray(place);
        for (int i = 0; i < several.numElements(); i++) {
          if (!several.isNullAt(i)) {
            action.accept((UnsafeRow) several.getStruct(i, layout.keys()));
          }
        }
      }
    }
  }

  /** Type of one key, of a column with one or several. */
  static StructType type(DataType column) {
    return (StructType) (column instanceof ArrayType array ? array.elementType() : column);
  }
}
