package io.hawkshaw.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.execution.datasources.parquet.SparkToParquetSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;

/** Writes Parquet files without Spark, which takes half a second for each. */
final class ParquetWriting {
  private ParquetWriting() {}

  /**
   * Writes rows.
   *
   * @param rows values by the names of columns; those of structs are maps, those of arrays lists
   */
  static Path write(
      Path file,
      StructType columns,
      List<Map<String, Object>> rows,
      CompressionCodecName codec,
      boolean hasDictionary)
      throws IOException {
    MessageType schema =
        new SparkToParquetSchemaConverter(
                true, SQLConf.ParquetOutputTimestampType$.MODULE$.TIMESTAMP_MICROS(), false, false)
            .convert(columns);
    Configuration conf = new Configuration();
    Files.createDirectories(file.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(
                HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), conf))
            .withConf(conf)
            .withType(schema)
            .withCompressionCodec(codec)
            .withDictionaryEncoding(hasDictionary)
            .build()) {
      for (Map<String, Object> row : rows) {
        Group group = new SimpleGroup(schema);
        fill(group, schema, row);
        writer.write(group);
      }
    }
    return file;
  }

  private static void fill(Group group, GroupType type, Map<?, ?> values) {
    values.forEach(
        (name, value) -> {
          int field = type.getFieldIndex((String) name);
          if (value instanceof Map<?, ?> struct) {
            fill(group.addGroup(field), type.getType(field).asGroupType(), struct);
          } else if (value instanceof List<?> list) {
            Group elements = group.addGroup(field);
            list.forEach(element -> add(elements.addGroup(0), 0, element));
          } else {
            add(group, field, value);
          }
        });
  }

  private static void add(Group group, int field, Object value) {
    if (value instanceof Integer number) {
      group.add(field, number);
    } else if (value instanceof Long number) {
      group.add(field, number);
    } else if (value instanceof String text) {
      group.add(field, text);
    }
  }
}
