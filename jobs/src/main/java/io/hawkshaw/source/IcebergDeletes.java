package io.hawkshaw.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.DeleteFilter;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/**
 * The rows of a data file that the delete files of an Iceberg table take out: by position, by
 * deletion vector, or by equality. Iceberg's own filter decides; for it only the columns are read
 * that equality deletes compare.
 *
 * <p>https://iceberg.apache.org/spec/#delete-formats
 */
final class IcebergDeletes implements DeletedRows {
  private static final long serialVersionUID = 1L;
  private static final Schema POSITION = new Schema(MetadataColumns.ROW_POSITION);

  private final Table table;
  private final FileScanTask task;

  /**
   * The deletes of one data file.
   *
   * @param task a whole data file, with what deletes its rows
   */
  IcebergDeletes(Table table, FileScanTask task) {
    this.table = SerializableTable.copyOf(table);
    this.task = task;
  }

  @Override
  public List<Long> positions() throws IOException {
    DeleteFilter<Record> filter =
        new GenericDeleteFilter(table.io(), task, table.schema(), POSITION);
    Schema read = filter.requiredSchema();
    List<Long> deleted = new ArrayList<>();
    long next = 0;
    try (CloseableIterable<Record> rows = open(read);
        CloseableIterable<Record> left = filter.filter(rows)) {
      for (Record row : left) {
        long position = (Long) row.getField(MetadataColumns.ROW_POSITION.name());
        for (; next < position; next++) {
          deleted.add(next);
        }
        next++;
      }
    }
    for (; next < task.file().recordCount(); next++) {
      deleted.add(next);
    }
    return deleted;
  }

  private CloseableIterable<Record> open(Schema read) {
    return Parquet.read(table.io().newInputFile(task.file()))
        .project(read)
        .createReaderFunc(file -> GenericParquetReaders.buildReader(read, file))
        .build();
  }
}
