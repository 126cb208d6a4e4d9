package io.hawkshaw.source.columnar;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** Columns that Spark computes of a record, all at once, when one of them is asked for. */
final class Computed {
  private final List<Expression> columns = new ArrayList<>();
  private UnsafeProjection projection;
  private ColumnarBatch batch;
  private int at;
  private UnsafeRow computed;

  /** Adds a column and says at which place it is. */
  int add(Expression column) {
    columns.add(column);
    return columns.size() - 1;
  }

  /** Goes on to a batch. */
  void open(ColumnarBatch opened) {
    batch = opened;
    at = -1;
  }

  /** The columns of a record; those of the next one take their place. */
  UnsafeRow row(int row) {
    if (row != at) {
      if (projection == null) {
        projection = UnsafeProjection.create(Expressions.seq(columns));
      }
      computed = projection.apply(batch.getRow(row));
      at = row;
    }
    return computed;
  }
}
