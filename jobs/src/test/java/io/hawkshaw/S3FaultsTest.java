package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hawkshaw.lake.DeltaLake;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.StorageFault;
import io.hawkshaw.run.Window;
import io.hawkshaw.testing.FaultyStore;
import io.hawkshaw.testing.FaultyStore.Fault;
import io.hawkshaw.testing.FaultyStore.Faults;
import io.hawkshaw.testing.MemoryLake;
import io.hawkshaw.testing.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a night does whose store fails at times: goes on, or ends and is made up for by the next.
 */
class S3FaultsTest {
  private static final Instant STARTED = Instant.parse("2026-10-19T02:00:00Z");
  private static final String INPUT = "s3a://shaky-logs/trail";
  private static final String QUERIES =
      "aws/ROUTE53/2.0/region=us-east-1/accountId=222233334444/eventDay=20261015";
  private static final String LAKE = "s3a://shaky-tables/lake";

  /** Of one bucket: patience of milliseconds, so that the tests need none. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "retry.interval", "20ms",
          "retry.throttle.interval", "20ms",
          "retry.throttle.limit", "4");

  @TempDir private static Path folder;
  private static S3Server server;
  private static FaultyStore store;
  private static Map<String, List<String>> undisturbed;

  @BeforeAll
  static void start() throws IOException {
    server = S3Server.start(folder, "shaky-logs", "shaky-tables");
    store = new FaultyStore(server.port());
    settings().forEach(conf()::set);
    Path trail = Files.createDirectories(folder.resolve("trail"));
    Files.writeString(trail.resolve("a.json"), records("a", 40));
    Files.writeString(trail.resolve("b.json"), records("b", 40));
    copy(trail, "s3a://shaky-logs/");
    copy(Path.of("..", "sample-data", "security-lake", QUERIES), "s3a://shaky-logs/" + QUERIES);
    MemoryLake lake = new MemoryLake();
    run(lake);
    undisturbed = rows(lake);
  }

  private static void copy(Path from, String to) throws IOException {
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(to);
    target
        .getFileSystem(conf())
        .copyFromLocalFile(new org.apache.hadoop.fs.Path(from.toUri()), target);
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      settings().keySet().forEach(conf()::unset);
      store.close();
      server.close();
    }
  }

  @BeforeEach
  void mend() {
    store.meet((request, times) -> Fault.NONE);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>(server.settings());
    for (String bucket : List.of("shaky-logs", "shaky-tables")) {
      String prefix = "fs.s3a.bucket." + bucket + ".";
      settings.put(prefix + "endpoint", store.endpoint());
      IMPATIENT.forEach((key, value) -> settings.put(prefix + key, value));
    }
    return settings;
  }

  private static Configuration conf() {
    return SPARK.sparkContext().hadoopConfiguration();
  }

  /** Records that do not pack well, so that an answer can break in the middle of them. */
  private static String records(String name, int count) {
    Random random = new Random(7);
    StringBuilder lines = new StringBuilder();
    IntStream.range(0, count)
        .forEach(
            i ->
                lines.append(
                    """
                    {"eventID":"%s-%d","eventTime":"2026-10-17T10:00:00Z","eventSource":"iam.amazonaws.com","eventName":"Get%d","userAgent":"%x","userIdentity":{"type":"Root","accountId":"111122223333"}}
                    """
                        .formatted(name, i, i, random.nextLong())));
    return lines.toString();
  }

  private static Settings night() {
    return Settings.defaults().withLake(LAKE).withInputs(Map.of("cloudtrail", List.of(INPUT)));
  }

  private static void run(Lake lake) {
    run(night(), lake);
  }

  private static void run(Settings settings, Lake lake) {
    Rollups.shift(settings, STARTED).run(SPARK, lake, Window.NEW_FILES);
  }

  private static Map<String, List<String>> rows(Lake lake) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Table table : Set.of(Table.ACTIVITY, Table.REJECTS, Table.COVERAGE, Table.FILES)) {
      rows.put(
          table.sqlName(), lake.read(table).toJSON().collectAsList().stream().sorted().toList());
    }
    return rows;
  }

  private static Faults always(String request, Fault fault) {
    return (asked, times) -> asked.contains(request) ? fault : Fault.NONE;
  }

  @Test
  void allRecordsAreThereBeforeAnythingFails() {
    assertThat(undisturbed.get("activity")).hasSize(40);
    assertThat(undisturbed.get("rejects")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "LOST", "BROKEN"})
  void whatFailsOnceIsTriedAgain(Fault fault) {
    store.meet((request, times) -> times == 0 && request.contains("GET") ? fault : Fault.NONE);
    MemoryLake lake = new MemoryLake();
    run(lake);
    assertThat(rows(lake)).isEqualTo(undisturbed);
  }

  @ParameterizedTest
  @EnumSource(names = {"FORBIDDEN", "THROTTLED", "LOST", "HEAD_ONLY"})
  void aFileThatCannotBeReadToItsEndEndsTheNightAndIsLeftToTheNext(Fault fault) {
    store.meet(always("GET /shaky-logs/trail/b.json", fault));
    MemoryLake lake = new MemoryLake();
    assertThat(catchThrowable(() -> run(lake))).matches(StorageFault::isIn);
    assertThat(lake.read(Table.FILES).isEmpty()).isTrue();
    mend();
    run(lake);
    assertThat(rows(lake)).isEqualTo(undisturbed);
  }

  @ParameterizedTest
  @EnumSource(names = {"THROTTLED", "HEAD_ONLY"})
  void aParquetFileWhoseFooterCannotBeReadIsLeftToTheNextNight(Fault fault) {
    assertLeftToTheNextNight(always("GET /shaky-logs/aws/ROUTE53/", fault));
  }

  /** The first request is that of its footer. */
  @Test
  void aParquetFileWhosePagesCannotBeReadIsLeftToTheNextNight() {
    assertLeftToTheNextNight(
        (request, times) ->
            request.contains("GET /shaky-logs/aws/ROUTE53/") && times > 0
                ? Fault.HEAD_ONLY
                : Fault.NONE);
  }

  private void assertLeftToTheNextNight(Faults faults) {
    Settings settings =
        night().withInputs(Map.of("security-lake", List.of("s3a://shaky-logs/aws")));
    MemoryLake lake = new MemoryLake();
    store.meet(faults);
    assertThat(catchThrowable(() -> run(settings, lake))).matches(StorageFault::isIn);
    assertThat(lake.read(Table.FILES).isEmpty()).isTrue();
    mend();
    run(settings, lake);
    assertThat(lake.read(Table.REJECTS).isEmpty()).isTrue();
    assertThat(lake.read(Table.DNS_QUERIES).isEmpty()).isFalse();
  }

  @Test
  void aFileWhoseConnectionsAllBreakInTheMiddleIsReadOnFromThere() {
    store.meet(always("GET /shaky-logs/trail/b.json", Fault.BROKEN));
    MemoryLake lake = new MemoryLake();
    run(lake);
    assertThat(rows(lake)).isEqualTo(undisturbed);
  }

  @Test
  void aFileThatIsDeletedAfterItWasListedIsAReject() {
    store.meet(always("GET /shaky-logs/trail/b.json", Fault.GONE));
    MemoryLake lake = new MemoryLake();
    run(lake);
    assertThat(lake.read(Table.REJECTS).select("position", "reason").collectAsList())
        .singleElement()
        .matches(row -> row.getLong(0) == -1 && row.getString(1).startsWith("cannot be opened"));
    assertThat(lake.read(Table.ACTIVITY).count()).isEqualTo(40);
  }

  @Test
  void aLakeThatCannotBeWrittenInTheMiddleIsWholeAfterTheNextNight() {
    DeltaLake lake = LakeOf.writing(SPARK, night());
    store.meet(always("PUT /shaky-tables/lake/activity/", Fault.THROTTLED));
    assertThat(catchThrowable(() -> run(lake))).matches(StorageFault::isIn);
    assertThat(lake.read(Table.ACTIVITY).isEmpty()).isTrue();
    assertThat(lake.read(Table.FILES).isEmpty()).isTrue();
    // An answer that is lost: what was asked for is done, and is asked for again.
    store.meet(
        (request, times) ->
            times == 0 && request.startsWith("PUT") && request.contains("/_delta_log/")
                ? Fault.LOST
                : Fault.NONE);
    run(lake);
    assertThat(rows(lake)).isEqualTo(undisturbed);
  }
}
