package io.hawkshaw.source;

import static io.hawkshaw.source.Reading.gzip;
import static io.hawkshaw.source.Reading.trail;
import static io.hawkshaw.source.Reading.write;
import static io.hawkshaw.testing.TestSession.tuples;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.run.Settings;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader of raw files makes of whole files. */
final class RawReaderTest {
  @TempDir private Path folder;

  /** Records whose noise does not pack well. */
  private static String[] many(int count) {
    Random random = new Random(7);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                """
                {"eventTime":"2026-10-17T10:00:00Z","eventName":"Get","eventID":"%05d","x":"%s"}"""
                    .formatted(i, new java.math.BigInteger(800, random).toString(36)))
        .toArray(String[]::new);
  }

  private static Dataset<Row> scan(Path... files) {
    return Reading.scan(Source.CLOUDTRAIL, files);
  }

  private static Dataset<Row> scan(long maxFileBytes, Path file) {
    Settings settings =
        Settings.defaults()
            .withReading(new ReadingSettings(null, null, 2000, maxFileBytes, null, null));
    return Reading.scan(Source.CLOUDTRAIL, settings, file);
  }

  private static void assertBalanced(Dataset<Row> scan) {
    long out = Reading.records(scan).count() + Reading.rejects(scan).count();
    assertThat(
            tuples(Reading.facts(scan).selectExpr("sum(records) r", "sum(rejected) j"), "r", "j"))
        .containsExactly(tuple(out, Reading.rejects(scan).count()));
  }

  @Test
  void packedAndPlainFilesGiveTheSameWhateverTheirNames() {
    String content = trail(many(20));
    Dataset<Row> scan =
        scan(
            write(folder, "a.json.gz", gzip(content)),
            write(folder, "b.json", content),
            write(folder, "packed.json", gzip(content)),
            write(folder, "plain.json.gz", content));

    assertThat(Reading.rejects(scan).isEmpty()).isTrue();
    assertThat(
            tuples(
                Reading.records(scan).groupBy("event_id").count().selectExpr("count").distinct(),
                "count"))
        .containsExactly(tuple(4L));
    assertThat(Reading.records(scan).count()).isEqualTo(80);
    assertBalanced(scan);
  }

  @Test
  void membersOfGzipOneBehindAnotherAreOneFile() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String record : many(3)) {
      all.writeBytes(gzip(trail(record)));
    }
    Dataset<Row> scan = scan(write(folder, "a.json.gz", all.toByteArray()));

    assertThat(tuples(Reading.records(scan), "event_id"))
        .containsExactly(tuple("00000"), tuple("00001"), tuple("00002"));
    assertBalanced(scan);
  }

  @Test
  void ofATruncatedGzipTheRecordsBeforeTheCutAreKeptAndTheCutIsOneReject() {
    byte[] whole = gzip(trail(many(3000)));
    Dataset<Row> scan = scan(write(folder, "a.json.gz", Arrays.copyOf(whole, whole.length / 2)));

    long kept = Reading.records(scan).count();
    assertThat(kept).isBetween(1000L, 2000L);
    assertThat(tuples(Reading.records(scan).selectExpr("max(event_id) last"), "last"))
        .containsExactly(tuple("%05d".formatted(kept - 1)));
    assertThat(tuples(Reading.rejects(scan), "position", "reason"))
        .containsExactly(tuple(kept, "unreadable from here: it ends too soon"));
    assertBalanced(scan);
  }

  @Test
  void ofAGzipWithBadBytesTheRecordsBeforeThemAreKept() {
    byte[] bytes = gzip(trail(many(3000)));
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 64, (byte) 0xAA);
    Dataset<Row> scan = scan(write(folder, "a.json.gz", bytes));

    assertThat(Reading.records(scan).count()).isBetween(1000L, 3000L);
    assertThat(Reading.rejects(scan).isEmpty()).isFalse();
    assertBalanced(scan);
  }

  @Test
  void aBombIsReadUpToTheBound() {
    String record = "{\"eventTime\":\"2026-10-17T10:00:00Z\",\"eventName\":\"Get\"}\n";
    byte[] bomb = gzip(record.repeat(200_000));
    Dataset<Row> scan = scan(100_000, write(folder, "a.json.gz", bomb));

    assertThat(Reading.records(scan).count()).isEqualTo(100_000 / record.length());
    assertThat(tuples(Reading.rejects(scan), "position", "reason"))
        .containsExactly(
            tuple(
                100_000L / record.length(),
                "unreadable from here: more than 100000 bytes unpacked (reading.max-file-bytes)"));
    assertBalanced(scan);
  }

  @Test
  void aFileAsLongAsTheBoundIsWhole() {
    String content = trail(many(20));
    Path file = write(folder, "a.json.gz", gzip(content));

    Dataset<Row> whole = scan(content.length(), file);
    assertThat(Reading.records(whole).count()).isEqualTo(20);
    assertThat(Reading.rejects(whole).isEmpty()).isTrue();

    Dataset<Row> cut = scan(content.length() - 1, file);
    assertThat(Reading.rejects(cut).count()).isEqualTo(1);
  }

  @Test
  void aRecordLongerThanTheBoundIsRefusedWithItsBeginningAndCostsNoNeighbour() {
    String[] two = many(2);
    String giant = "{\"x\":\"" + "y".repeat(10_000) + "\"}";
    Dataset<Row> scan = scan(1 << 20, write(folder, "a.json", trail(two[0], giant, two[1])));

    assertThat(tuples(Reading.rejects(scan), "position", "reason", "raw"))
        .containsExactly(
            tuple(1L, "longer than reading.max-record-bytes", giant.substring(0, 2000)));
    assertThat(Reading.records(scan).count()).isEqualTo(2);
    assertBalanced(scan);
  }

  @Test
  void ofARefusedRecordFourKibibytesAreKept() {
    String record = "{\"x\":\"" + "y".repeat(10_000) + "\"}";
    Dataset<Row> scan = scan(write(folder, "a.json", record));

    assertThat(tuples(Reading.rejects(scan), "raw"))
        .containsExactly(tuple(record.substring(0, 4096)));
  }

  @Test
  void halfAFileKeepsItsWholeRecordsAndRefusesTheHalfOne() {
    String whole = trail(many(3));
    Dataset<Row> scan = scan(write(folder, "a.json", whole.substring(0, whole.length() - 10)));

    assertThat(tuples(Reading.records(scan), "event_id"))
        .containsExactly(tuple("00000"), tuple("00001"));
    assertThat(tuples(Reading.rejects(scan), "position", "reason"))
        .containsExactly(tuple(2L, "cut off: the file ends within it"));
    assertBalanced(scan);
  }

  @Test
  void aFileWithoutContentIsKnownToHaveBeenRead() {
    Dataset<Row> scan =
        scan(
            write(folder, "empty.json.gz", ""),
            write(folder, "packed.json.gz", gzip("")),
            write(folder, "none.json", "{\"Records\":[]}"));

    assertThat(Reading.records(scan).isEmpty()).isTrue();
    assertThat(Reading.rejects(scan).isEmpty()).isTrue();
    assertThat(tuples(Reading.facts(scan), "day", "records", "rejected"))
        .containsExactly(
            tuple("2026-11-30", 0L, 0L), tuple("2026-11-30", 0L, 0L), tuple("2026-11-30", 0L, 0L));
  }

  @Test
  void aMissingFileIsARejectAndCostsNoOther() {
    Path missing = folder.resolve("gone.json.gz");
    Dataset<Row> scan = scan(missing, write(folder, "a.json", trail(many(2))));

    assertThat(Reading.records(scan).count()).isEqualTo(2);
    List<Row> rejects = Reading.rejects(scan).collectAsList();
    assertThat(rejects).hasSize(1);
    assertThat(rejects.get(0).<Long>getAs("position")).isEqualTo(-1);
    assertThat(rejects.get(0).<String>getAs("file")).isEqualTo(missing.toUri().toString());
    assertThat(rejects.get(0).<String>getAs("reason")).startsWith("cannot be opened: ");
    assertThat(rejects.get(0).<Object>getAs("raw")).isNull();
    assertBalanced(scan);
  }

  @Test
  void bytesOfAnythingAreRejectsAndNeverTheEndOfTheNight() {
    byte[] noise = new byte[5000];
    new Random(7).nextBytes(noise);
    byte[] half = {0x1f, (byte) 0x8b};
    Dataset<Row> scan =
        scan(
            write(folder, "noise.json", noise),
            write(folder, "half.gz", half),
            write(folder, "one.gz", new byte[] {0x1f}),
            write(folder, "text.json", "no JSON at all".getBytes(UTF_8)),
            write(folder, "good.json", trail(many(2))));

    assertThat(Reading.records(scan).count()).isEqualTo(2);
    assertThat(Reading.rejects(scan).select("file").distinct().count()).isEqualTo(4);
    assertBalanced(scan);
  }

  @Test
  void rejectsOfOneFileHaveIdsOfTheirOwn() {
    Dataset<Row> scan = scan(write(folder, "a.json", "{}\n{}\n{}\n"));
    assertThat(scan.filter("reject IS NOT NULL").select("id").distinct().count()).isEqualTo(3);
  }

  @Test
  void namesThatUrisEscapeAreRead() {
    Dataset<Row> scan = scan(write(folder, "a b%20c#d+é.json", trail(many(1))));
    assertThat(Reading.records(scan).count()).isEqualTo(1);
  }

  @Test
  void manyFilesAreEachReadOnce() {
    Path[] files =
        IntStream.range(0, 50)
            .mapToObj(i -> write(folder, i + ".json", trail(many(1 + i % 3))))
            .toArray(Path[]::new);
    Dataset<Row> scan = scan(files);

    assertThat(Reading.facts(scan).select("file").distinct().count()).isEqualTo(50);
    assertThat(Reading.records(scan).count()).isEqualTo(99);
    assertBalanced(scan);
  }
}
