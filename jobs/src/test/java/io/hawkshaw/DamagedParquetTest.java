package io.hawkshaw;

import static io.hawkshaw.testing.TestSession.SPARK;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Window;
import io.hawkshaw.testing.MemoryLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a night does with a Parquet file that can be opened, and whose pages are damaged. */
final class DamagedParquetTest {
  private static final Instant STARTED = Instant.parse("2026-10-19T02:00:00Z");
  private static final String QUERIES =
      "aws/ROUTE53/2.0/region=us-east-1/accountId=222233334444/eventDay=202610";

  @TempDir private Path folder;

  @Test
  void itIsRefusedAsAWholeAndCostsNoOther() throws IOException {
    copy("15");
    MemoryLake sound = new MemoryLake();
    assertThat(run(sound).gaps()).isEmpty();
    damage(copy("16"));
    damage(copy("17"));
    MemoryLake lake = new MemoryLake();
    NightShift.Result night = run(lake);

    assertThat(queries(lake)).isNotEmpty().containsExactlyInAnyOrderElementsOf(queries(sound));
    assertThat(night.gaps()).isEmpty();
    assertThat(tuples(lake.read(Table.REJECTS), "day", "position"))
        .containsExactlyInAnyOrder(tuple("2026-10-16", -1L), tuple("2026-10-17", -1L));
    assertThat(tuples(lake.read(Table.REJECTS), "reason"))
        .allMatch(
            reason -> reason.toList().get(0).toString().startsWith("no readable Parquet file"));
    assertThat(lake.read(Table.FILES).select("file").distinct().count()).isEqualTo(3);
    assertThat(run(lake).newFiles()).isZero();
  }

  @Test
  void itsDayIsBuiltFromWhatIsDeliveredAgain() throws IOException {
    Path file = copy("16");
    MemoryLake sound = new MemoryLake();
    run(sound);
    byte[] whole = Files.readAllBytes(file);
    damage(file);
    MemoryLake lake = new MemoryLake();
    run(lake);
    assertThat(queries(lake)).isEmpty();
    Files.write(file.resolveSibling("again.gz.parquet"), whole);
    NightShift.Result night = run(lake);

    assertThat(night.unbuilt()).isEmpty();
    assertThat(night.gaps()).isEmpty();
    assertThat(queries(lake)).isNotEmpty().containsExactlyInAnyOrderElementsOf(queries(sound));
  }

  @Test
  void aDayStaysAsItIsWhoseFileWasWholeWhenItWasRead() throws IOException {
    copy("15");
    Path file = copy("16");
    MemoryLake lake = new MemoryLake();
    run(lake);
    List<Tuple> before = queries(lake);
    FileTime modified = Files.getLastModifiedTime(file);
    damage(file);
    Files.setLastModifiedTime(file, modified);
    LocalDate first = LocalDate.parse("2026-10-15");
    NightShift.Result night = run(lake, new Window(first, first.plusDays(1)));

    assertThat(night.unbuilt()).containsExactly(first.plusDays(1));
    assertThat(night.gaps()).isEmpty();
    assertThat(queries(lake)).containsExactlyInAnyOrderElementsOf(before);
  }

  private NightShift.Result run(MemoryLake lake) {
    return run(lake, Window.NEW_FILES);
  }

  private NightShift.Result run(MemoryLake lake, Window window) {
    Settings settings =
        Settings.defaults().withInputs(Map.of("security-lake", List.of(folder + "/aws")));
    return Rollups.shift(settings, STARTED).run(SPARK, lake, window);
  }

  private static List<Tuple> queries(MemoryLake lake) {
    return tuples(lake.read(Table.DNS_QUERIES), "day", "hour", "name", "queries");
  }

  private Path copy(String day) throws IOException {
    Path to = Files.createDirectories(folder.resolve(QUERIES + day));
    try (Stream<Path> files = Files.list(Path.of("../sample-data/security-lake", QUERIES + day))) {
      Path file = files.findFirst().orElseThrow();
      return Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  /** The footer, and the marks at both ends, stay as they are. */
  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, 100, bytes.length / 3, (byte) 7);
    Files.write(file, bytes);
  }
}
