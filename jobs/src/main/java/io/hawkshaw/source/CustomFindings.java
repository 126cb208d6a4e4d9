package io.hawkshaw.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.AbstractIterator;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.source.finding.OcsfFinding;
import io.hawkshaw.source.finding.RefusedFinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Files of Security Lake's custom sources: any OCSF class, of any version, in the types that their
 * writers chose. Findings are read as what they are, row by row; records of other classes feed no
 * table and are skipped, those of a whole row group by its statistics alone.
 *
 * <p>https://docs.aws.amazon.com/security-lake/latest/userguide/custom-sources.html
 */
final class CustomFindings implements RawReader.Opener {
  private static final long serialVersionUID = 1L;
  private static final String CLASS = "class_uid";

  @Override
  public RawReader.Opened open(InputFile file, Configuration conf, ReadingSettings limits)
      throws IOException {
    ParquetFileReader reader;
    try {
      Path path = new Path(URI.create(file.uri()));
      reader = ParquetFileReader.open(HadoopInputFile.fromPath(path, conf));
    } catch (RuntimeException e) {
      throw new IOException("no readable Parquet file: " + firstLine(e), e);
    }
    MessageType schema = reader.getFileMetaData().getSchema();
    if (!schema.containsField(CLASS) && !schema.containsField("class_name")) {
      reader.close();
      throw new IOException("no column class_uid: these are no records of OCSF");
    }
    return new RawReader.Opened(reader, new Rows(reader, schema, file, limits.maxFileBytes()));
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return message.lines().findFirst().orElse("");
  }

  /** The outcomes of a file's rows. */
  private static final class Rows extends AbstractIterator<Outcome> {
    private final ParquetFileReader reader;
    private final MessageType schema;
    private final InputFile file;
    private final long maxBytes;
    private final List<BlockMetaData> groups;
    private int nextGroup;
    private RecordReader<Group> records;
    private long left;
    private long position;

    Rows(ParquetFileReader reader, MessageType schema, InputFile file, long maxBytes) {
      this.reader = reader;
      this.schema = schema;
      this.file = file;
      this.maxBytes = maxBytes;
      this.groups = reader.getRowGroups();
    }

    @Override
    protected Outcome computeNext() {
      try {
        while (left == 0) {
          if (nextGroup == groups.size()) {
            return endOfData();
          }
          enter(groups.get(nextGroup++));
        }
        left--;
        return records == null ? new Outcome.Skipped(position++) : outcome(records.read());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (RuntimeException e) {
        // Whatever Parquet makes of bytes that are none of its own.
        throw new UncheckedIOException(new IOException(firstLine(e), e));
      }
    }

    private void enter(BlockMetaData group) throws IOException {
      left = group.getRowCount();
      if (isOfOtherClass(group)) {
        reader.skipNextRowGroup();
        records = null;
        return;
      }
      if (group.getTotalByteSize() > maxBytes) {
        throw new IOException("a row group of more than " + maxBytes + " bytes unpacked");
      }
      PageReadStore pages = reader.readNextRowGroup();
      records =
          new ColumnIOFactory()
              .getColumnIO(schema)
              .getRecordReader(pages, new GroupRecordConverter(schema));
    }

    /** True where the statistics tell that all rows are of one class, and that it is no finding. */
    private static boolean isOfOtherClass(BlockMetaData group) {
      for (ColumnChunkMetaData column : group.getColumns()) {
        if (column.getPath().toDotString().equals(CLASS)) {
          Statistics<?> classes = column.getStatistics();
          return classes != null
              && classes.hasNonNullValue()
              && classes.getNumNulls() == 0
              && classes.genericGetMin() instanceof Number least
              && classes.genericGetMax() instanceof Number greatest
              && least.longValue() == greatest.longValue()
              && !OcsfFinding.isFinding(least.longValue());
        }
      }
      return false;
    }

    private Outcome outcome(Group group) {
      ObjectNode row = ParquetJson.object(group);
      if (OcsfFinding.isOfOtherClass(row)) {
        return new Outcome.Skipped(position++);
      }
      // As the columns by which the source's table is partitioned.
      tell(row, "accountid", file.account());
      tell(row, "region", file.region());
      try {
        return FindingRows.parsed(file.source(), OcsfFinding.of(row), position++, () -> raw(row));
      } catch (RefusedFinding e) {
        return new Outcome.Refused(position++, e.getMessage(), raw(row));
      }
    }

    private static void tell(ObjectNode row, String column, String value) {
      if (value != null && !row.hasNonNull(column)) {
        row.put(column, value);
      }
    }

    private static String raw(JsonNode row) {
      String text = row.toString();
      return text.substring(0, Math.min(text.length(), Scan.RAW_BYTES));
    }
  }
}
