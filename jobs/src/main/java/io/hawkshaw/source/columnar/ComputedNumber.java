package io.hawkshaw.source.columnar;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Set;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A whole number, day, time or truth that Spark computes. */
final class ComputedNumber implements Value {
  static final Set<DataType> TYPES =
      Set.of(
          DataTypes.BooleanType,
          DataTypes.IntegerType,
          DataTypes.DateType,
          DataTypes.LongType,
          DataTypes.TimestampType);

  private final Computed computed;
  private final int place;
  private final DataType type;
  private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
  private final LongArrayList values = new LongArrayList(new long[] {0});

  ComputedNumber(Computed computed, int place, DataType type) {
    this.computed = computed;
    this.place = place;
    this.type = type;
  }

  /** The number of a record, or another where it has none; of a truth, 1 or 0. */
  long longOr(long other, int row) {
    UnsafeRow columns = computed.row(row);
    if (columns.isNullAt(place)) {
      return other;
    }
    if (type.equals(DataTypes.BooleanType)) {
      return columns.getBoolean(place) ? 1 : 0;
    }
    return isInt() ? columns.getInt(place) : columns.getLong(place);
  }

  private boolean isInt() {
    return type.equals(DataTypes.IntegerType) || type.equals(DataTypes.DateType);
  }

  @Override
  public int number(int row) {
    if (computed.row(row).isNullAt(place)) {
      return Texts.NULL;
    }
    long value = longOr(0, row);
    int number = numbers.get(value);
    if (number == 0) {
      number = values.size();
      values.add(value);
      numbers.put(value, number);
    }
    return number;
  }

  @Override
  public Object value(int number) {
    if (number == Texts.NULL) {
      return null;
    }
    long value = values.getLong(number);
    if (type.equals(DataTypes.BooleanType)) {
      return value == 1;
    }
    return isInt() ? (Object) (int) value : (Object) value;
  }

  /** Forgets all numbers. */
  void forget() {
    numbers.clear();
    values.size(1);
  }
}
