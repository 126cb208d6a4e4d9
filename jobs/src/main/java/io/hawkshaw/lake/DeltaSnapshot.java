package io.hawkshaw.lake;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.FileStatusCache;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.InMemoryFileIndex;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The files of a Delta table as its log tells them now. Delta Kernel reads the log in this process;
 * Delta's own source lets Spark do it, which costs a program that asks a few questions of many
 * tables a second for each of them, and a fifth of a second for each question.
 *
 * <p>https://docs.delta.io/latest/delta-kernel.html
 *
 * @param schema all columns, those of partitions too
 */
record DeltaSnapshot(
    String root, StructType schema, Set<String> partitions, List<FileStatus> files) {

  /** Delta's first reader version: the files alone are the rows, under the names of the columns. */
  private static final int PLAIN = 1;

  /**
   * The latest snapshot; empty for a table with features that its files do not tell, such as
   * deletion vectors or mapped columns.
   *
   * @throws UncheckedIOException where the log cannot be read
   */
  static Optional<DeltaSnapshot> latest(String root, Configuration conf) {
    Engine engine = DefaultEngine.create(conf);
    SnapshotImpl snapshot =
        (SnapshotImpl) io.delta.kernel.Table.forPath(engine, root).getLatestSnapshot(engine);
    if (snapshot.getProtocol().getMinReaderVersion() > PLAIN) {
      return Optional.empty();
    }
    StructType schema = (StructType) DataType.fromJson(snapshot.getMetadata().getSchemaString());
    Set<String> partitions = Set.copyOf(snapshot.getPartitionColumnNames());
    return Optional.of(new DeltaSnapshot(root, schema, partitions, files(snapshot, engine)));
  }

  private static List<FileStatus> files(SnapshotImpl snapshot, Engine engine) {
    List<FileStatus> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<io.delta.kernel.data.Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(
              row -> files.add(status(InternalScanFileUtils.getAddFileStatus(row))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static FileStatus status(io.delta.kernel.utils.FileStatus file) {
    return new FileStatus(
        file.getSize(),
        false,
        1,
        file.getSize(),
        file.getModificationTime(),
        new Path(file.getPath()));
  }

  /** The rows, of which a query reads what the partitions and Parquet's indexes leave. */
  Dataset<Row> rows(SparkSession session) {
    org.apache.spark.sql.classic.SparkSession spark =
        (org.apache.spark.sql.classic.SparkSession) session;
    Path path = new Path(root);
    InMemoryFileIndex index =
        new InMemoryFileIndex(
            spark,
            CollectionConverters.asScala(List.of(path)).toSeq(),
            Map$.MODULE$.empty(),
            Option.apply(schema),
            new Known(path, files.toArray(FileStatus[]::new)),
            Option.empty(),
            Option.empty());
    return spark.baseRelationToDataFrame(
        new HadoopFsRelation(
            index,
            fields(true),
            fields(false),
            Option.empty(),
            new ParquetFileFormat(),
            Map$.MODULE$.empty(),
            spark));
  }

  private StructType fields(boolean ofPartitions) {
    List<StructField> fields = new ArrayList<>();
    for (StructField field : schema.fields()) {
      if (partitions.contains(field.name()) == ofPartitions) {
        fields.add(field);
      }
    }
    return new StructType(fields.toArray(StructField[]::new));
  }

  /** Spares Spark to list a folder whose files are known. */
  private static final class Known extends FileStatusCache {
    private final Path folder;
    private final FileStatus[] files;

    Known(Path folder, FileStatus[] files) {
      this.folder = folder;
      this.files = files;
    }

    @Override
    public Option<FileStatus[]> getLeafFiles(Path path) {
      return path.equals(folder) ? Option.apply(files) : Option.empty();
    }

    @Override
    public void putLeafFiles(Path path, FileStatus[] leafFiles) {}

    @Override
    public void invalidateAll() {}
  }
}
