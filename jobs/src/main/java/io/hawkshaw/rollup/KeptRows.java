package io.hawkshaw.rollup;

import com.google.common.collect.AbstractIterator;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.unsafe.Platform;

/**
 * Rows that are computed once, and stand on disk from then on as the bytes that they are in memory.
 * Spark's cache would take each value from its row into a column, and back whenever it is read; and
 * in memory, ten million rows kept Java's collector busy for as long as the night took.
 *
 * @param rows the same rows
 * @param release lets go of what is on disk
 */
public record KeptRows(Dataset<Row> rows, Runnable release) {
  /** Java's serialization holds on to a hundred of what it writes or reads. */
  private static final int BLOCK_BYTES = 64 << 10;

  /** Rows that are kept as soon as they are asked for. */
  public static KeptRows of(Dataset<Row> rows) {
    int fields = rows.schema().size();
    JavaRDD<byte[]> blocks =
        InternalRows.of(rows).mapPartitions(Blocks::new).persist(StorageLevel.DISK_ONLY());
    Dataset<Row> kept =
        InternalRows.table(
            rows.sparkSession(),
            blocks.mapPartitions(part -> new Unpacked(part, fields)),
            rows.schema());
    return new KeptRows(kept, blocks::unpersist);
  }

  /** Rows of one partition, the length before each, so many in a block. */
  private static final class Blocks extends AbstractIterator<byte[]> {
    private final Iterator<InternalRow> rows;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(2 * BLOCK_BYTES);
    private final DataOutputStream out = new DataOutputStream(block);

    Blocks(Iterator<InternalRow> rows) {
      this.rows = rows;
    }

    @Override
    protected byte[] computeNext() {
      if (!rows.hasNext()) {
        return endOfData();
      }
      block.reset();
      try {
        while (block.size() < BLOCK_BYTES && rows.hasNext()) {
          UnsafeRow row = (UnsafeRow) rows.next();
          out.writeInt(row.getSizeInBytes());
          row.writeToStream(out, null);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e); // Not of bytes in memory.
      }
      return block.toByteArray();
    }
  }

  /** The rows of blocks, each until the next one is asked for. */
  private static final class Unpacked extends AbstractIterator<InternalRow> {
    private final Iterator<byte[]> blocks;
    private final UnsafeRow row;
    private ByteBuffer block = ByteBuffer.allocate(0);

    Unpacked(Iterator<byte[]> blocks, int fields) {
      this.blocks = blocks;
      this.row = new UnsafeRow(fields);
    }

    @Override
    protected InternalRow computeNext() {
      if (!block.hasRemaining()) {
        if (!blocks.hasNext()) {
          return endOfData();
        }
        block = ByteBuffer.wrap(blocks.next());
      }
      int bytes = block.getInt();
      row.pointTo(block.array(), Platform.BYTE_ARRAY_OFFSET + block.position(), bytes);
      block.position(block.position() + bytes);
      return row;
    }
  }
}
