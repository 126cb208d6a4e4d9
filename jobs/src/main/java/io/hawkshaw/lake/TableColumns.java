package io.hawkshaw.lake;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows in the columns of their table, on the way in and out. */
final class TableColumns {
  private TableColumns() {}

  /**
   * Stored rows in the columns of their table; one that an older version did not write is null, one
   * that a newer version wrote is left out.
   *
   * @param folder URI of the table's folder
   * @throws DamagedTable where a column is of another type
   */
  static Dataset<Row> ofStored(Table table, String folder, Dataset<Row> stored) {
    verify(table, folder, stored.schema());
    return stored.select(columns(table, Set.of(stored.columns())));
  }

  static void verify(Table table, String folder, StructType stored) {
    Set<String> names = Set.of(stored.fieldNames());
    for (StructField field : table.schema().fields()) {
      if (names.contains(field.name())) {
        String wanted = field.dataType().catalogString();
        String found = stored.apply(field.name()).dataType().catalogString();
        if (!found.equals(wanted)) {
          throw DamagedTable.of(
              table,
              folder,
              "its column %s is of type %s instead of %s, as another version or program wrote it"
                  .formatted(field.name(), found, wanted));
        }
      }
    }
  }

  /**
   * Rows to be stored, each column of the table's type.
   *
   * @throws IllegalArgumentException where they have a column that the table does not have
   */
  static Dataset<Row> toStore(Table table, Dataset<Row> rows) {
    Set<String> extra = new HashSet<>(List.of(rows.columns()));
    table.columns().forEach(extra::remove);
    if (!extra.isEmpty()) {
      throw new IllegalArgumentException(
          "Columns that table " + table.sqlName() + " does not have: " + extra);
    }
    return rows.select(columns(table, new HashSet<>(table.columns())));
  }

  /** The table's columns in order and type; null for one that an older lake does not hold yet. */
  private static Column[] columns(Table table, Set<String> present) {
    return Arrays.stream(table.schema().fields())
        .map(field -> column(field, present.contains(field.name())))
        .toArray(Column[]::new);
  }

  private static Column column(StructField field, boolean isPresent) {
    Column value = isPresent ? col(field.name()) : lit(null);
    return value.cast(field.dataType()).as(field.name());
  }
}
