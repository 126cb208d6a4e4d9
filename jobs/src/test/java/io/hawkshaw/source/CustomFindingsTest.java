package io.hawkshaw.source;

import static io.hawkshaw.source.FindingOutcomes.findings;
import static io.hawkshaw.source.FindingOutcomes.ids;
import static io.hawkshaw.source.FindingOutcomes.refusals;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hawkshaw.run.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CustomFindingsTest {
  /**
   * As writers of other languages lay it out: lists of three levels, maps, timestamps of both
   * kinds.
   */
  private static final String DETECTION =
      """
      message record {
        optional int32 class_uid;
        optional int64 time_dt (TIMESTAMP(MICROS,true));
        optional int32 severity_id;
        optional binary status_id (STRING);
        optional group metadata {
          optional binary version (STRING);
          optional group product { optional binary name (STRING); }
        }
        optional group finding_info {
          optional binary uid (STRING);
          optional binary title (STRING);
          optional int64 created_time;
          optional group attacks (LIST) {
            repeated group list {
              optional group element { optional group tactic { optional binary name (STRING); } }
            }
          }
        }
        optional group evidences (LIST) {
          repeated group list {
            optional group element {
              optional group src_endpoint { optional binary ip (STRING); }
              optional group file {
                optional group hashes (LIST) {
                  repeated group list { optional group element { optional binary value (STRING); } }
                }
              }
            }
          }
        }
        optional group resources (LIST) {
          repeated group array { optional binary uid (STRING); }
        }
        optional group unmapped (MAP) {
          repeated group key_value {
            required binary key (STRING);
            optional binary value (STRING);
          }
        }
      }
      """;

  private static final String HASH =
      "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

  @TempDir private Path folder;

  private Path write(String schema, int rows, BiConsumer<Group, Integer> fill) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Path file =
        folder
            .resolve("ext/sensor/region=eu-west-1/accountId=111122223333/eventDay=20261017")
            .resolve(System.nanoTime() + ".parquet");
    Files.createDirectories(file.getParent());
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(type)
            .build()) {
      for (int i = 0; i < rows; i++) {
        Group row = new SimpleGroupFactory(type).newGroup();
        fill.accept(row, i);
        writer.write(row);
      }
    }
    return file;
  }

  private static List<Outcome> read(Path file) throws IOException {
    RawReader.Opened opened =
        new CustomFindings()
            .open(
                Reading.file(Source.CUSTOM, file),
                new Configuration(),
                Settings.defaults().reading());
    try {
      return FindingOutcomes.all(opened.outcomes());
    } finally {
      opened.file().close();
    }
  }

  private static void detection(Group row, int number) {
    row.add("class_uid", 2004);
    row.add("time_dt", 1_792_231_200_000_000L);
    row.add("severity_id", 4);
    row.add("status_id", "2");
    Group metadata = row.addGroup("metadata");
    metadata.add("version", "1.3.0");
    metadata.addGroup("product").add("name", "Sensor");
    Group info = row.addGroup("finding_info");
    info.add("uid", "f" + number);
    info.add("title", "Beacon");
    info.add("created_time", 1_792_227_600_000L);
    info.addGroup("attacks")
        .addGroup("list")
        .addGroup("element")
        .addGroup("tactic")
        .add("name", "Command and Control");
    Group evidence = row.addGroup("evidences").addGroup("list").addGroup("element");
    evidence.addGroup("src_endpoint").add("ip", "203.0.113.9");
    evidence
        .addGroup("file")
        .addGroup("hashes")
        .addGroup("list")
        .addGroup("element")
        .add("value", HASH);
    row.addGroup("resources").addGroup("array").add("uid", "i-0123456789abcdef0");
    Group entry = row.addGroup("unmapped").addGroup("key_value");
    entry.add("key", "note");
    entry.add("value", "kept");
  }

  @Test
  void aDetectionOfAnotherProductIsAFinding() throws IOException {
    List<Outcome> outcomes = read(write(DETECTION, 2, CustomFindingsTest::detection));

    assertThat(ids(outcomes)).containsExactly("f0", "f1");
    Row finding = findings(outcomes).get(0);
    assertThat(finding.<String>getAs("product")).isEqualTo("Sensor");
    assertThat(finding.<String>getAs("severity")).isEqualTo("HIGH");
    assertThat(finding.<String>getAs("status")).isEqualTo("NOTIFIED");
    assertThat(finding.<String>getAs("account")).isEqualTo("111122223333");
    assertThat(finding.<String>getAs("region")).isEqualTo("eu-west-1");
    assertThat((Object[]) finding.getAs("tactics")).containsExactly("Command and Control");
    assertThat((Object[]) finding.getAs("ips")).containsExactly("203.0.113.9");
    assertThat(finding.getAs("updated_time").toString()).isEqualTo("2026-10-17 10:00:00.0");
    assertThat(finding.getAs("first_time").toString()).isEqualTo("2026-10-17 09:00:00.0");
    assertThat(finding.<String>getAs("detail")).contains("\"unmapped\":{\"note\":\"kept\"}");
    assertThat(FindingOutcomes.entities(finding))
        .containsExactly(
            "TARGET AWS_ACCOUNT 111122223333",
            "TARGET EC2_INSTANCE i-0123456789abcdef0",
            "REMOTE IP_ADDRESS 203.0.113.9",
            "TARGET FILE_HASH " + HASH);
  }

  @Test
  void recordsOfOtherClassesAreSkippedWhetherAloneOrAmongFindings() throws IOException {
    String schema = "message m { required int32 class_uid; required int64 time; }";
    List<Outcome> alone =
        read(
            write(
                schema,
                3,
                (row, i) -> {
                  row.add("class_uid", 3002);
                  row.add("time", 1L);
                }));
    assertThat(alone)
        .containsExactly(new Outcome.Skipped(0), new Outcome.Skipped(1), new Outcome.Skipped(2));

    List<Outcome> among =
        read(
            write(
                DETECTION,
                3,
                (row, i) -> {
                  if (i == 1) {
                    row.add("class_uid", 4001);
                  } else {
                    detection(row, i);
                  }
                }));
    assertThat(ids(among)).containsExactly("f0", "f2");
    assertThat(among.get(1)).isEqualTo(new Outcome.Skipped(1));
  }

  @Test
  void aBadRecordCostsNoNeighbourAndOddTypesAreNoFault() throws IOException {
    String schema =
        """
        message m {
          optional binary class_uid (STRING);
          optional int32 time;
          optional double severity_id;
          optional int32 status;
          optional int32 resources;
          optional binary evidences;
          optional int96 modified;
          optional fixed_len_byte_array(2) amount (DECIMAL(4,2));
          optional group finding_info { optional int64 uid; optional binary title; }
        }
        """;
    List<Outcome> outcomes =
        read(
            write(
                schema,
                3,
                (row, i) -> {
                  row.add("class_uid", "2004");
                  row.add("resources", 7);
                  if (i != 1) {
                    row.add("time", 1_792_231_200);
                    row.addGroup("finding_info").add("uid", 40L + i);
                  }
                }));

    assertThat(ids(outcomes)).containsExactly("40", "42");
    assertThat(refusals(outcomes))
        .containsExactly("A Security Hub finding needs an id; this has none.");
  }

  @Test
  void aFileThatIsNoParquetOrNoOcsfIsNotOpened() throws IOException {
    Path text = Reading.write(folder, "text.parquet", "{\"class_uid\":2004}");
    Path empty = Reading.write(folder, "empty.parquet", "");
    Path other = write("message m { optional int64 n; }", 1, (row, i) -> row.add("n", 1L));

    for (Path file : List.of(text, empty, folder.resolve("none.parquet"))) {
      assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class);
    }
    assertThatThrownBy(() -> read(other))
        .isInstanceOf(IOException.class)
        .hasMessage("no column class_uid: these are no records of OCSF");
  }

  @Test
  void bytesThatWereOverwrittenEndTheFileNotTheNight() throws IOException {
    Path file = write(DETECTION, 1000, CustomFindingsTest::detection);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 4, bytes.length / 2, (byte) 0x5a);
    Files.write(file, bytes);

    assertThatThrownBy(() -> read(file)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void findingsThatAwsWroteReadTheSameAsBySecurityHubsOwnReader() throws IOException {
    List<String> ids =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    Reading.vendor(
                        "security-lake/SH_FINDINGS/1.0/example%d.json.gz.parquet".formatted(i)))
            .flatMap(file -> of(file).stream())
            .toList();
    assertThat(ids)
        .hasSize(4)
        .containsOnly(
            "arn:aws:securityhub:us-east-1:123456789100:subscription/"
                + "cis-aws-foundations-benchmark/v/1.2.0/3.9/finding/randomsample");
  }

  private static List<String> of(Path file) {
    try {
      List<Outcome> outcomes = read(file);
      assertThat(refusals(outcomes)).isEmpty();
      return ids(outcomes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
