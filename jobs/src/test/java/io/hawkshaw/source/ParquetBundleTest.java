package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.source.Footers.Footer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.junit.jupiter.api.Test;

final class ParquetBundleTest {
  private static final int MIB = 1 << 20;
  private static final int IS_WHOLE = ParquetFiles.FILE.fieldIndex("is_whole");

  /** A file of some MiB, whose records are of some minutes of a day of October. */
  private static Footer file(String account, int day, int minute, int minutes, int mib) {
    Instant first =
        Instant.parse("2026-10-%02dT00:00:00Z".formatted(day)).plusSeconds(60L * minute);
    InputFile file =
        new InputFile(
            "file:/lake/%s/%d/%d.parquet".formatted(account, day, minute),
            (long) mib * MIB,
            first,
            "VPC_FLOW",
            account,
            "eu-west-1",
            null,
            null,
            null);
    return new Footer(file, 1000, first, first.plusSeconds(60L * minutes), true, null, List.of());
  }

  private static List<List<String>> paths(List<ParquetBundle> bundles) {
    return bundles.stream()
        .map(
            bundle ->
                bundle.files().stream()
                    .map(file -> file.toPath().toUri().getPath().substring("/lake/".length()))
                    .toList())
        .toList();
  }

  private static List<Boolean> areWhole(List<ParquetBundle> bundles) {
    return bundles.stream()
        .flatMap(bundle -> bundle.files().stream())
        .map(file -> file.partitionValues().getBoolean(IS_WHOLE))
        .distinct()
        .toList();
  }

  @Test
  void allOfAnAccountAndDayIsReadByOneTask() {
    List<ParquetBundle> bundles =
        ParquetBundle.of(
            List.of(
                file("1", 7, 0, 5, 10),
                file("2", 7, 0, 5, 10),
                file("1", 8, 0, 5, 3),
                file("1", 7, 10, 5, 10),
                file("2", 8, 0, 5, 3)),
            4);

    assertThat(paths(bundles))
        .containsExactly(
            List.of("1/7/0.parquet", "1/7/10.parquet"),
            List.of("1/8/0.parquet"),
            List.of("2/7/0.parquet"),
            List.of("2/8/0.parquet"));
    assertThat(areWhole(bundles)).containsExactly(true);
  }

  @Test
  void smallPlacesShareATask() {
    List<ParquetBundle> bundles =
        ParquetBundle.of(
            IntStream.range(1, 10).mapToObj(day -> file("1", day, 0, 5, 1)).toList(), 1);

    assertThat(bundles).hasSize(3);
    assertThat(areWhole(bundles)).containsExactly(true);
  }

  @Test
  void aLargePlaceIsDividedInTheOrderOfTime() {
    List<ParquetBundle> bundles =
        ParquetBundle.of(
            List.of(
                file("1", 7, 0, 5, 40),
                file("1", 7, 4, 5, 40),
                file("1", 7, 10, 5, 40),
                file("1", 7, 20, 5, 40)),
            2);

    assertThat(paths(bundles))
        .containsExactly(
            List.of("1/7/0.parquet"),
            List.of("1/7/4.parquet"),
            List.of("1/7/10.parquet"),
            List.of("1/7/20.parquet"));
    assertThat(areWhole(bundles)).containsExactly(false);
  }

  @Test
  void aGiantFileIsReadInParts() {
    List<PartitionedFile> parts =
        ParquetBundle.of(List.of(file("1", 7, 0, 5, 300)), 2).stream()
            .flatMap(bundle -> bundle.files().stream())
            .toList();

    assertThat(parts)
        .extracting(PartitionedFile::start)
        .containsExactly(0L, 128L * MIB, 256L * MIB);
    assertThat(parts.stream().mapToLong(PartitionedFile::length).sum()).isEqualTo(300L * MIB);
  }

  @Test
  void ofNoFilesThereIsNoTask() {
    assertThat(ParquetBundle.of(List.of(), 2)).isEmpty();
  }
}
