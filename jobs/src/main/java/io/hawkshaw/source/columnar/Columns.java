package io.hawkshaw.source.columnar;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/** The columns that a source reads; together they go from batch to batch. */
public final class Columns {
  private final StructType schema;
  private final Texts texts;
  private final List<LeafColumn> columns = new ArrayList<>();

  /**
   * No columns yet.
   *
   * @param schema of the batches
   * @param texts where the texts of all columns are numbered
   */
  public Columns(StructType schema, Texts texts) {
    this.schema = schema;
    this.texts = texts;
  }

  /** A column of texts, by its path through structs. */
  public TextColumn text(String path) {
    return add(new TextColumn(schema, path, texts));
  }

  /** A column of numbers, days, times or truths. */
  public NumberColumn number(String path) {
    return add(new NumberColumn(schema, path));
  }

  /** A column of arrays of texts, of which the first counts. */
  public FirstTextColumn firstText(String path) {
    return add(new FirstTextColumn(schema, path));
  }

  private <T extends LeafColumn> T add(T column) {
    columns.add(column);
    return column;
  }

  /** Goes on to a batch. */
  public void open(ColumnarBatch batch) {
    columns.forEach(column -> column.open(batch));
  }
}
