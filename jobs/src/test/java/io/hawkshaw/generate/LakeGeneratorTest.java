package io.hawkshaw.generate;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small lake in all formats, against the plan and against itself. */
final class LakeGeneratorTest {
  private static final LakePlan.Size SIZE = new LakePlan.Size(2, 2_400, 1_200, 2, 6);
  private static final LakePlan PLAN = plan(400);
  private static final String CLOUD_TRAIL = "security-lake/CLOUD_TRAIL_MGMT/2.0";
  private static final String S3_DATA = "security-lake/S3_DATA/2.0";
  private static final String LAMBDA = "security-lake/LAMBDA_EXECUTION/2.0";

  @TempDir private static Path folder;
  private static Path lake;
  private static JsonNode truth;

  private static LakePlan plan(int fileRecords) {
    LocalDate day = LocalDate.parse("2026-10-06");
    return new LakePlan(7, day, SIZE, List.of(LakeFormat.values()), fileRecords);
  }

  @BeforeAll
  static void generate() {
    lake = folder.resolve("lake");
    new LakeGenerator(SPARK, PLAN, Progress.SILENT).write(lake.toString());
    truth = Json.object(GeneratedLake.text(lake.resolve("truth.json")));
  }

  @Test
  void oneTaskAfterTheOtherWritesWhatTasksBesideEachOtherWrite() throws IOException {
    Path other = folder.resolve("one-by-one");
    List<Slice> slices = new ArrayList<>();
    LakeGenerator generator = new LakeGenerator(SPARK, PLAN, Progress.SILENT);
    PLAN.days().forEach(day -> slices.addAll(generator.slices(day)));
    assertThat(slices).hasSizeGreaterThan(PLAN.days().size() * SIZE.accounts());
    Collections.reverse(slices);
    for (Slice slice : slices) {
      LakeStore store = new LakeStore(other.toString(), SPARK.sessionState().newHadoopConf());
      new SliceWork(PLAN, slice).write(store);
    }
    List<Path> files = files(lake);
    files.remove(Path.of("truth.json"));
    assertThat(files(other)).containsExactlyElementsOf(files);
    for (Path file : files) {
      assertThat(Files.mismatch(lake.resolve(file), other.resolve(file)))
          .as("first other byte of %s", file)
          .isEqualTo(-1);
    }
  }

  @Test
  void largerFilesHoldTheSameEvents() {
    Path other = folder.resolve("larger-files");
    new LakeGenerator(SPARK, plan(1_000_000), Progress.SILENT).write(other.toString());
    assertThat(files(other)).hasSizeLessThan(files(lake).size());
    assertThat(eventIds(other)).isEqualTo(eventIds(lake));
  }

  @Test
  void theLakeHasTheSizeThatWasAskedForAndTheIncidentsOnTop() {
    int calls = 0;
    int dataCalls = 0;
    int flows = 0;
    int findings = 0;
    for (JsonNode incident : truth.get("incidents")) {
      calls += incident.at("/records/calls").intValue();
      dataCalls += incident.at("/records/data_calls").intValue();
      flows += incident.at("/records/flows").intValue();
      findings += incident.get("guardduty_findings").size();
    }
    assertThat(calls).isGreaterThan(100);
    assertThat(dataCalls).isPositive();
    assertThat(total(CLOUD_TRAIL, "distinct")).isEqualTo(SIZE.events() + calls - dataCalls);
    assertThat(total(S3_DATA, "distinct")).isEqualTo(SIZE.objectCalls() + dataCalls);
    assertThat(total(LAMBDA, "distinct")).isEqualTo(SIZE.invocations());
    assertThat(total("cloudtrail", "distinct"))
        .isEqualTo(SIZE.events() + calls + SIZE.objectCalls() + SIZE.invocations());
    assertThat(total("eks-audit", "distinct"))
        .isEqualTo(total("security-lake/EKS_AUDIT/2.0", "distinct"))
        .isGreaterThanOrEqualTo(SIZE.audits());
    assertThat(total("security-hub", "distinct"))
        .isEqualTo(total("security-lake/SH_FINDINGS/1.0", "distinct"))
        .isEqualTo(total("security-lake/SH_FINDINGS/2.0", "distinct"))
        .isEqualTo(SIZE.findings() + findings);
    assertThat(total("guardduty", "distinct"))
        .isBetween((long) findings + 1, SIZE.findings() + findings);
    assertThat(total("vpc-flow", "distinct")).isEqualTo(SIZE.flows() + flows);
    assertThat(eventIds(lake)).hasSize((int) SIZE.events() + calls - dataCalls);
  }

  @Test
  void theTruthCountsWhatIsWritten() {
    assertThat(SPARK.read().parquet(below(lake, CLOUD_TRAIL)).count())
        .isEqualTo(total(CLOUD_TRAIL, "records"));
    assertThat(total(CLOUD_TRAIL, "copies")).isPositive();
    assertThat(total("cloudtrail", "copies"))
        .isEqualTo(
            total(CLOUD_TRAIL, "copies") + total(S3_DATA, "copies") + total(LAMBDA, "copies"));
  }

  @Test
  void allKindsOfIncidentsAreTold() {
    List<String> kinds = new ArrayList<>();
    for (JsonNode incident : truth.get("incidents")) {
      kinds.add(incident.get("kind").textValue());
      assertThat(incident.get("guardduty_findings")).isNotEmpty();
      assertThat(incident.get("principals")).isNotEmpty();
      assertThat(incident.get("days")).hasSize(1);
    }
    assertThat(kinds).containsExactlyInAnyOrder(labels());
    assertThat(total("guardduty", "records")).isGreaterThanOrEqualTo(kinds.size());
  }

  private static String[] labels() {
    return Stream.of(IncidentKind.values()).map(IncidentKind::label).toArray(String[]::new);
  }

  @Test
  void servicesMakeMostCallsAndMostKeysLiveForOne() {
    Map<String, Integer> byKey = new HashMap<>();
    double services = 0;
    List<Row> calls =
        SPARK
            .read()
            .parquet(below(lake, CLOUD_TRAIL))
            .dropDuplicates("metadata")
            .selectExpr("actor.invoked_by IS NOT NULL", "actor.user.credential_uid")
            .collectAsList();
    for (Row call : calls) {
      services += call.getBoolean(0) ? 1 : 0;
      if (!call.isNullAt(1)) {
        byKey.merge(call.getString(1), 1, Integer::sum);
      }
    }
    assertThat(services / calls.size()).isBetween(0.8, 0.95);
    List<Integer> lives = byKey.values().stream().sorted().toList();
    assertThat(lives.get(lives.size() / 2)).isOne();
    assertThat(lives.get(lives.size() - 1)).isGreaterThan(5);
  }

  @Test
  void aFolderThatHoldsAnythingIsRefused() throws IOException {
    Path occupied = Files.createDirectory(folder.resolve("occupied"));
    Files.writeString(occupied.resolve("notes.txt"), "mine");
    LakeGenerator generator = new LakeGenerator(SPARK, PLAN, Progress.SILENT);
    assertThatThrownBy(() -> generator.write(occupied.toString()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("is not empty")
        .hasMessageContaining("--out");
    assertThat(files(occupied)).containsExactly(Path.of("notes.txt"));
  }

  @Test
  void partsAddUpToTheWhole() {
    long[] parts = Quota.split(1_000, 7, part -> part + 0.3);
    assertThat(parts).hasSize(7).isSorted();
    assertThat(LongStream.of(parts).sum()).isEqualTo(1_000);
  }

  private static Set<String> eventIds(Path root) {
    Set<String> ids = new HashSet<>();
    SPARK
        .read()
        .parquet(below(root, CLOUD_TRAIL))
        .select("metadata.uid")
        .collectAsList()
        .forEach(row -> ids.add(row.getString(0)));
    return ids;
  }

  private static String below(Path root, String source) {
    return root.resolve(source.replace("security-lake/", "security-lake/aws/")).toString();
  }

  private static long total(String source, String count) {
    for (JsonNode total : truth.get("totals")) {
      if (total.get("source").textValue().equals(source)) {
        return total.get(count).longValue();
      }
    }
    throw new AssertionError("No total of " + source);
  }

  private static List<Path> files(Path root) {
    try (Stream<Path> paths = Files.walk(root)) {
      return new ArrayList<>(
          paths.filter(Files::isRegularFile).map(root::relativize).sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
