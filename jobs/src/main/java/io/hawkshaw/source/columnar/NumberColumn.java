package io.hawkshaw.source.columnar;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A column of whole numbers, days, times or truths. */
public final class NumberColumn extends LeafColumn {
  private boolean isInt;
  private boolean isTruth;

  NumberColumn(StructType schema, String path) {
    super(schema, path);
  }

  @Override
  void opened() {
    DataType type = values().dataType();
    isTruth = type.equals(DataTypes.BooleanType);
    isInt = type.equals(DataTypes.IntegerType) || type.equals(DataTypes.DateType);
  }

  /** The number of a row that is not null; of a time, its microseconds; of a truth, 1 or 0. */
  public long value(int row) {
    if (isTruth) {
      return values().getBoolean(row) ? 1 : 0;
    }
    return isInt ? values().getInt(row) : values().getLong(row);
  }

  /** The number of a row, or another where it has none. */
  public long valueOr(long other, int row) {
    return isNull(row) ? other : value(row);
  }
}
