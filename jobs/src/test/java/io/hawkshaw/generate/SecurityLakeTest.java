package io.hawkshaw.generate;

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
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

final class SecurityLakeTest {
  private static final GeneratedLake LAKE = GeneratedLake.ONE;

  @Test
  void everyFileHasTheColumnsOfItsTable() throws IOException {
    for (Path file : parquetFiles()) {
      StructType read = GeneratedLake.SPARK.read().parquet(file.toString()).schema();
      assertThat(tablesOf(file)).contains(read.catalogString());
    }
  }

  @Test
  void requiredColumnsAreRequiredInTheFile() throws IOException {
    for (Path file : parquetFiles()) {
      MessageType written = messageType(file);
      StructType read = GeneratedLake.SPARK.read().parquet(file.toString()).schema();
      LakeTable table =
          Arrays.stream(LakeTable.values())
              .filter(candidate -> candidate.schema().catalogString().equals(read.catalogString()))
              .findFirst()
              .orElseThrow();
      for (StructField field : table.schema().fields()) {
        boolean optional = written.getType(field.name()).isRepetition(Repetition.OPTIONAL);
        assertThat(optional).as("%s of %s", field.name(), table).isEqualTo(field.nullable());
      }
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
    return parquetFiles().stream()
        .filter(file -> file.toString().replace('\\', '/').contains(table.folder()))
        .toList();
  }

  private static List<String> tablesOf(Path file) {
    String path = file.toString().replace('\\', '/');
    return Arrays.stream(LakeTable.values())
        .filter(table -> path.contains("/" + table.folder() + "/"))
        .map(table -> table.schema().catalogString())
        .toList();
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
