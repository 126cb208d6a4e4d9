package io.hawkshaw.source;

import java.io.IOException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import scala.Function1;
import scala.collection.Iterator;

/**
 * Reads the files of a bundle, one after the other.
 *
 * @param <T> rows, or batches of them
 */
final class ParquetBundleReader<T> implements PartitionReader<T> {
  /**
   * Opens bundles in tasks.
   *
   * @param open opens a file; Spark's reader says that it gives rows where it gives batches
   */
  record Factory(Function1<PartitionedFile, Iterator<InternalRow>> open, boolean isColumnar)
      implements PartitionReaderFactory {
    @Override
    public boolean supportColumnarReads(InputPartition partition) {
      return isColumnar;
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
      return new ParquetBundleReader<>((ParquetBundle) partition, open);
    }

    @Override
    public PartitionReader<ColumnarBatch> createColumnarReader(InputPartition partition) {
      return new ParquetBundleReader<>((ParquetBundle) partition, open);
    }
  }

  private static final int URI = ParquetFiles.FILE.fieldIndex("file");

  private final java.util.Iterator<PartitionedFile> files;
  private final Function1<PartitionedFile, Iterator<InternalRow>> open;
  private PartitionedFile file;
  private Iterator<?> rows = scala.collection.Iterator$.MODULE$.empty();

  private ParquetBundleReader(
      ParquetBundle bundle, Function1<PartitionedFile, Iterator<InternalRow>> open) {
    this.files = bundle.files().iterator();
    this.open = open;
  }

  @Override
  public boolean next() throws IOException {
    try {
      while (!rows.hasNext() && files.hasNext()) {
        file = files.next();
        rows = open.apply(file);
      }
      return rows.hasNext();
    } catch (Exception e) {
      // Spark's reader throws what it likes, and seldom says where.
      throw new DamagedFile(file.partitionValues().getString(URI), e);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // What a file gives was settled when it was opened.
  public T get() {
    return (T) rows.next();
  }

  @Override
  public void close() {
    // Spark closes a file at its end, or with the task.
  }
}
