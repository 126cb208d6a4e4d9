package io.hawkshaw.generate;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.generate.SecurityLake.Entry;
import io.hawkshaw.generate.Tally.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The writer at scale against Spark's, by which the sample lake is written. */
final class OcsfWriteSupportTest {
  private static final LocalDate DAY = LocalDate.parse("2026-10-06");
  private static final Slice SLICE = new Slice(DAY, 0, 0, Rhythm.QUARTERS);
  private static final LakePlan PLAN =
      new LakePlan(3, DAY, new LakePlan.Size(1, 0, 0, 1, 6), List.of(LakeFormat.RAW), 1_000);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void writesTheColumnsAndRowsThatSparkWrites(SourceVersion version) throws IOException {
    Events events = incidents();
    LakeStore store = new LakeStore(folder.resolve("direct").toString(), new Configuration());
    try (SecurityLakeOutput output = new SecurityLakeOutput(version, SLICE, store, new Tally())) {
      output.write(events, Delivery.FIRST);
    }
    SecurityLake spark =
        new SecurityLake(SPARK, new LakeFolder(folder.resolve("spark")), new Manifest(), 1);
    for (LakeTable table : LakeTable.values()) {
      List<Entry> entries = entries(table, events);
      if (table.version() == version && !entries.isEmpty()) {
        spark.write(table, entries);
      }
    }
    for (String source : List.of("VPC_FLOW", "ROUTE53", "SH_FINDINGS")) {
      String below = "security-lake/aws/" + source + "/" + version.folder();
      assertThat(columns(folder.resolve("direct").resolve(below)))
          .isEqualTo(columns(folder.resolve("spark").resolve(below)));
      assertThat(rows(folder.resolve("direct").resolve(below)))
          .isNotEmpty()
          .isEqualTo(rows(folder.resolve("spark").resolve(below)));
    }
  }

  @Test
  void everyFileOfTheSampleLakeHasTheColumnsOfATable() throws IOException {
    Set<String> tables = new HashSet<>();
    for (LakeTable table : LakeTable.values()) {
      tables.add(SecurityLakeOutput.columns(table).toString());
    }
    // Data events, of S3 and of Lambda, have the columns of management events in both versions.
    assertThat(tables).hasSize(LakeTable.values().length - 4);
    List<Path> files = files(GeneratedLake.ONE.root().resolve("security-lake"));
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      assertThat(tables).as(file.toString()).contains(columnsOf(file).toString());
    }
  }

  private static Events incidents() {
    Organization organization = new Organization(PLAN);
    Events all = new Events();
    for (int number = 0; number < PLAN.size().incidents(); number++) {
      Events events = Scene.played(organization, number).events();
      all.flows().addAll(events.flows());
      all.dnsQueries().addAll(events.dnsQueries());
      all.hubFindings().addAll(events.hubFindings());
    }
    return all;
  }

  private static List<Entry> entries(LakeTable table, Events events) {
    SourceVersion version = table.version();
    return switch (table) {
      case VPC_FLOW_V1, VPC_FLOW_V2 ->
          events.flows().stream()
              .map(
                  flow ->
                      new Entry(
                          flow.host().place(),
                          flow.interval().start(),
                          flow,
                          FlowOcsf.event(flow, version)))
              .toList();
      case ROUTE53_V1, ROUTE53_V2 ->
          events.dnsQueries().stream()
              .map(
                  query ->
                      new Entry(
                          query.host().place(), query.time(), query, DnsOcsf.event(query, version)))
              .toList();
      case SH_FINDINGS_V1, SH_FINDINGS_V2 ->
          events.hubFindings().stream()
              .map(
                  finding ->
                      new Entry(
                          finding.place(),
                          finding.updated(),
                          finding,
                          HubFindingOcsf.event(finding, version)))
              .toList();
      default -> List.of();
    };
  }

  private static MessageType columns(Path below) throws IOException {
    return columnsOf(files(below).get(0));
  }

  private static MessageType columnsOf(Path file) throws IOException {
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file.toUri());
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(path, new Configuration()))) {
      return reader.getFileMetaData().getSchema();
    }
  }

  private static List<String> rows(Path below) {
    return SPARK.read().parquet(below.toString()).toJSON().collectAsList().stream()
        .sorted()
        .toList();
  }

  private static List<Path> files(Path below) throws IOException {
    try (Stream<Path> paths = Files.walk(below)) {
      return paths
          .filter(path -> path.toString().endsWith(".parquet") && path.toFile().length() > 0)
          .sorted()
          .toList();
    }
  }
}
