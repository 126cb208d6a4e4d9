package io.hawkshaw.source.columnar;

import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.unsafe.types.UTF8String;

/** A column of arrays of texts, of which the first counts. */
public final class FirstTextColumn extends LeafColumn {
  FirstTextColumn(StructType schema, String path) {
    super(schema, path);
  }

  @Override
  void opened() {
    // Arrays are read where they stand.
  }

  /** The first text of a row; null where there is none. It is gone with the batch. */
  public UTF8String text(int row) {
    if (isNull(row)) {
      return null;
    }
    ColumnarArray texts = values().getArray(row);
    boolean isThere = texts.numElements() > 0 && !texts.isNullAt(0);
    return isThere ? texts.getUTF8String(0) : null;
  }
}
