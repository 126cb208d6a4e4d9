package io.hawkshaw.generate;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.datasources.parquet.ParquetToSparkSchemaConverter;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class SecurityLakeTest {
  private static final GeneratedLake LAKE = GeneratedLake.ONE;
  private static final Map<LakeTable, StructType> SCHEMAS =
      Arrays.stream(LakeTable.values()).collect(toMap(table -> table, LakeTable::schema));

  @Test
  void everyFileHasTheColumnsOfItsTable() throws IOException {
    for (Path file : parquetFiles()) {
      MessageType written = messageType(file);
      String columns = columns(written);
      LakeTable table =
          SCHEMAS.keySet().stream()
              .filter(candidate -> isOf(candidate, file))
              .filter(candidate -> SCHEMAS.get(candidate).catalogString().equals(columns))
              .findFirst()
              .orElseThrow(() -> new AssertionError("No table has the columns of " + file));
      for (StructField field : SCHEMAS.get(table).fields()) {
        boolean optional = written.getType(field.name()).isRepetition(Repetition.OPTIONAL);
        assertThat(optional).as("%s of %s", field.name(), table).isEqualTo(field.nullable());
      }
    }
  }

  @Test
  void everyTableReadsWithItsSchema() throws IOException {
    for (LakeTable table : List.of(LakeTable.CLOUD_TRAIL_V2, LakeTable.SH_FINDINGS_V2)) {
      String[] files = filesOf(table).stream().map(Path::toString).toArray(String[]::new);
      List<Row> rows =
          GeneratedLake.SPARK.read().schema(SCHEMAS.get(table)).parquet(files).collectAsList();
      assertThat(rows).isNotEmpty().allMatch(row -> !row.isNullAt(row.fieldIndex("time_dt")));
    }
  }

  @Test
  void listsHaveTwoLevelsAndTimesMilliseconds() throws IOException {
    MessageType type = messageType(filesOf(LakeTable.CLOUD_TRAIL_V2).get(0));
    Type profiles = type.getType("metadata", "profiles");
    Type element = profiles.asGroupType().getType(0);
    assertThat(element.getName()).isEqualTo("array");
    assertThat(element.isPrimitive()).isTrue();
    Type time = type.getType("time_dt");
    assertThat(time.asPrimitiveType().getPrimitiveTypeName()).isEqualTo(PrimitiveTypeName.INT64);
    assertThat(time.getLogicalTypeAnnotation())
        .isEqualTo(
            LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS));
  }

  @Test
  void filesAreCompressedAndNamedLikeThoseOfAws() throws IOException {
    for (Path file : parquetFiles()) {
      String path = LAKE.root().relativize(file).toString().replace('\\', '/');
      assertThat(path)
          .matches(
              "security-lake/aws/[A-Z0-9_]+/[12]\\.0/region=[a-z0-9-]+/accountId=\\d{12}"
                  + "/eventDay=\\d{8}/[0-9a-f]{32}\\.gz\\.parquet");
      try (ParquetFileReader reader = ParquetFileReader.open(input(file))) {
        assertThat(reader.getFooter().getBlocks().get(0).getColumns())
            .allMatch(column -> column.getCodec() == CompressionCodecName.GZIP);
      }
    }
  }

  @Test
  void tablesHoldWhatTheTruthCounts() throws IOException {
    Map<String, Long> counted = new HashMap<>();
    for (Path file : parquetFiles()) {
      try (ParquetFileReader reader = ParquetFileReader.open(input(file))) {
        Path aws = LAKE.root().resolve("security-lake").resolve("aws");
        Path relative = aws.relativize(file);
        String source = "security-lake/" + relative.getName(0) + "/" + relative.getName(1);
        counted.merge(source, reader.getRecordCount(), Long::sum);
      }
    }
    Map<String, Long> truth = new HashMap<>();
    for (JsonNode total : LAKE.truth().get("totals")) {
      if (total.get("source").textValue().startsWith("security-lake/")) {
        truth.put(total.get("source").textValue(), total.get("records").longValue());
      }
    }
    assertThat(counted).isEqualTo(truth);
  }

  private static List<Path> parquetFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : LAKE.files(".parquet")) {
      if (Files.size(file) > 0) {
        files.add(file);
      }
    }
    assertThat(files).isNotEmpty();
    return files;
  }

  private static List<Path> filesOf(LakeTable table) throws IOException {
    return parquetFiles().stream().filter(file -> isOf(table, file)).toList();
  }

  private static boolean isOf(LakeTable table, Path file) {
    return file.toString().replace('\\', '/').contains("/" + table.folder() + "/");
  }

  /** The columns as Spark reads them, without the nullability that it does not keep. */
  private static String columns(MessageType type) {
    return new ParquetToSparkSchemaConverter(SQLConf.get()).convert(type).catalogString();
  }

  private static MessageType messageType(Path file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(input(file))) {
      return reader.getFooter().getFileMetaData().getSchema();
    }
  }

  private static HadoopInputFile input(Path file) throws IOException {
    return HadoopInputFile.fromPath(
        new org.apache.hadoop.fs.Path(file.toUri()), new Configuration(false));
  }
}
