package io.hawkshaw.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class SampleLakeTest {
  private static final GeneratedLake LAKE = GeneratedLake.ONE;
  private static final long LARGEST = 3_500_000;
  private static final Set<String> BROKEN = Set.of("truncated_gzip", "half_json");

  @Test
  void sameSeedGivesTheSameFiles() throws IOException {
    GeneratedLake again = GeneratedLake.again();
    List<Path> files = LAKE.files("");
    assertThat(again.files("").stream().map(again.root()::relativize))
        .containsExactlyElementsOf(files.stream().map(LAKE.root()::relativize).toList());
    for (Path file : files) {
      Path same = again.root().resolve(LAKE.root().relativize(file));
      assertThat(Files.mismatch(file, same)).as("first other byte of %s", file).isEqualTo(-1);
    }
  }

  @Test
  void lakeIsSmallEnoughToShip() throws IOException {
    long size = 0;
    for (Path file : LAKE.files("")) {
      size += Files.size(file);
    }
    assertThat(size).isLessThan(LARGEST);
  }

  @Test
  void lakeIsNotWrittenOverAnother() {
    assertThatThrownBy(() -> SampleLake.write(GeneratedLake.SPARK, LAKE.root(), 1))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("remove it or name another folder");
  }

  @Test
  void everyWholeCloudTrailFileHoldsRecords() throws IOException {
    for (Path file : wholeCloudTrailFiles()) {
      for (JsonNode record : records(file)) {
        if (record.isObject()) {
          assertThat(record.get("eventID").textValue()).hasSize(36);
          assertThat(record.get("userIdentity").isObject()).isTrue();
          assertThat(record.has("requestParameters")).isTrue();
        }
      }
    }
  }

  @Test
  void cloudTrailHoldsWhatTheTruthCounts() throws IOException {
    int written = 0;
    Set<String> distinct = new HashSet<>();
    for (Path file : wholeCloudTrailFiles()) {
      for (JsonNode record : records(file)) {
        if (record.isObject()) {
          written++;
          distinct.add(record.get("eventID").textValue());
        }
      }
    }
    JsonNode total = total("cloudtrail");
    assertThat(written).isEqualTo(total.get("records").intValue());
    assertThat(distinct).hasSize(total.get("distinct").intValue());
    assertThat(written).isGreaterThan(distinct.size());
  }

  @Test
  void flowLogsHoldWhatTheTruthCounts() throws IOException {
    int written = 0;
    for (Path file : LAKE.files(".log.gz")) {
      if (!file.equals(LAKE.faulty("too_few_fields"))) {
        List<String> lines = GeneratedLake.gunzip(file).lines().toList();
        int fields = lines.get(0).split(" ", -1).length;
        assertThat(lines).allMatch(line -> line.split(" ", -1).length == fields);
        written += lines.size() - 1;
      }
    }
    assertThat(written).isEqualTo(total("vpc-flow").get("records").intValue());
  }

  @Test
  void flowLogsTellOfIntervalsWithoutData() throws IOException {
    List<Path> files =
        LAKE.files(".log.gz").stream().filter(file -> file.toString().contains("T2355Z")).toList();
    assertThat(files).hasSize(11);
    for (Path file : files) {
      assertThat(GeneratedLake.gunzip(file)).contains(" NODATA").contains(" SKIPDATA");
    }
  }

  @Test
  void guardDutyExportsEveryVersionOfAFinding() throws IOException {
    List<JsonNode> versions = new ArrayList<>();
    for (Path file : LAKE.files(".jsonl.gz")) {
      GeneratedLake.gunzip(file).lines().map(Json::object).forEach(versions::add);
    }
    assertThat(versions).hasSize(total("guardduty").get("records").intValue());
    assertThat(versions)
        .filteredOn(version -> version.get("type").textValue().endsWith("C&CActivity.B!DNS"))
        .hasSize(3)
        .extracting(version -> version.get("id").textValue())
        .satisfies(ids -> assertThat(new HashSet<>(ids)).hasSize(1));
  }

  @Test
  void snapshotsOfIamTellWhoMightTakeWhichRole() throws IOException {
    List<Path> files =
        LAKE.files(".json").stream()
            .filter(file -> file.toString().contains("/iam-snapshot/"))
            .toList();
    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "222233334444_20261015T0600Z.json",
            "333344445555_20261015T0600Z.json",
            "222233334444_20261017T0600Z.json",
            "333344445555_20261017T0600Z.json");
    JsonNode before = Json.object(GeneratedLake.text(files.get(0)));
    JsonNode after = Json.object(GeneratedLake.text(files.get(2)));
    assertThat(before.at("/RoleDetailList/0/AssumeRolePolicyDocument/Statement/0/Principal/AWS"))
        .hasToString("\"" + Account.DEVELOPMENT.root() + "\"");
    assertThat(before.get("UserDetailList")).isEmpty();
    assertThat(after.at("/UserDetailList/0/Arn").textValue()).isEqualTo(Users.BACKDOOR.arn());
    int identities = 0;
    for (Path file : files) {
      JsonNode details = Json.object(GeneratedLake.text(file));
      for (String list : List.of("UserDetailList", "GroupDetailList", "RoleDetailList")) {
        identities += details.get(list).size();
      }
    }
    assertThat(total("iam-snapshot").get("records").intValue()).isEqualTo(identities);
  }

  @Test
  void brokenFilesAreBroken() throws IOException {
    assertThatThrownBy(() -> GeneratedLake.gunzip(LAKE.faulty("truncated_gzip")))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> records(LAKE.faulty("half_json")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Files.size(LAKE.faulty("zero_bytes"))).isZero();
    assertThat(records(LAKE.faulty("no_records_in_file"))).isEmpty();
    assertThat(records(LAKE.faulty("text_among_records"))).anyMatch(JsonNode::isTextual);
    assertThat(GeneratedLake.gunzip(LAKE.faulty("too_few_fields")).lines()).hasSize(2);
  }

  @Test
  void everyEventOfTheTruthIsInTheLake() throws IOException {
    Set<String> raw = new HashSet<>();
    for (Path file : wholeCloudTrailFiles()) {
      records(file).forEach(record -> raw.add(record.path("eventID").asText()));
    }
    Set<String> lake = new HashSet<>();
    GeneratedLake.SPARK
        .read()
        .schema("metadata STRUCT<uid: STRING>, api STRUCT<request: STRUCT<uid: STRING>>")
        .option("recursiveFileLookup", "true")
        .option("ignoreCorruptFiles", "true")
        .parquet(LAKE.root().resolve("security-lake").toString())
        .selectExpr("metadata.uid", "api.request.uid")
        .collectAsList()
        .forEach(
            row -> {
              lake.add(row.getString(0));
              lake.add(row.getString(1));
            });
    raw.addAll(lake);
    for (String event : eventIds(LAKE.truth())) {
      assertThat(raw).contains(event);
    }
  }

  @Test
  void hostileStringsReachTheLakeUnchanged() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : wholeCloudTrailFiles()) {
      records(file).forEach(record -> collectTexts(record, all));
    }
    assertThat(all)
        .contains(Oddities.MARKUP_BUCKET, Oddities.FORMULA_AGENT, Oddities.CONTROL_SESSION);
  }

  @Test
  void nothingButDocumentationAddressesIsPublic() throws IOException {
    Pattern address = Pattern.compile("\\b(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.\\d{1,3}\\b");
    Pattern reserved =
        Pattern.compile(
            "(10|127)\\..*|172\\.31\\..*|192\\.0\\.2\\..*|198\\.51\\.100\\..*|203\\.0\\.113\\..*"
                + "|169\\.254\\..*|0\\.0\\.0\\.0");
    for (Path file : LAKE.files(".log.gz")) {
      assertThat(address.matcher(GeneratedLake.gunzip(file)).results())
          .allMatch(found -> reserved.matcher(found.group()).matches());
    }
  }

  private static List<Path> wholeCloudTrailFiles() {
    List<Path> broken = BROKEN.stream().map(LAKE::faulty).toList();
    return LAKE.files(".json.gz").stream().filter(file -> !broken.contains(file)).toList();
  }

  private static List<JsonNode> records(Path file) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    Json.object(GeneratedLake.gunzip(file)).get("Records").forEach(records::add);
    return records;
  }

  private static JsonNode total(String source) {
    for (JsonNode total : LAKE.truth().get("totals")) {
      if (total.get("source").textValue().equals(source)) {
        return total;
      }
    }
    throw new AssertionError("No total of " + source);
  }

  private static Set<String> eventIds(JsonNode truth) {
    Set<String> ids = new HashSet<>();
    truth.findValues("event_ids").forEach(list -> list.forEach(id -> ids.add(id.textValue())));
    truth.findValues("event_id").forEach(id -> ids.add(id.textValue()));
    return ids;
  }

  private static void collectTexts(JsonNode node, StringBuilder all) {
    if (node.isTextual()) {
      all.append(node.textValue()).append(' ');
    }
    node.forEach(child -> collectTexts(child, all));
  }
}
