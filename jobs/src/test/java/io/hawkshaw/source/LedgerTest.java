package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class LedgerTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-10-16");
  private static final LocalDate SECOND = LocalDate.parse("2026-10-17");

  private static String row(String file, LocalDate day, String source, String touches) {
    return """
        {"day":"%s","source":"%s","file":"file:/%s","file_bytes":9,
         "modified_time":"2026-10-17T12:00:00Z","touches":[%s]}"""
        .formatted(day, source, file, touches);
  }

  private static Ledger ledger(String... rows) {
    return Ledger.read(new MemoryLake().with(Table.FILES, rows), LocalDate.EPOCH);
  }

  private static InputFile file(String name, long bytes, String modified) {
    return Listing.of(
        URI.create("file:/" + name), Source.CLOUDTRAIL, bytes, Instant.parse(modified));
  }

  private static InputFile file(String name) {
    return file(name, 9, "2026-10-17T12:00:00Z");
  }

  @Test
  void aFileThatWasReadAsItIsNowAndBuiltOnAllItsDaysIsDone() {
    String both = "\"2026-10-16\",\"2026-10-17\"";
    Ledger ledger =
        ledger(
            row("whole", FIRST, "cloudtrail", both),
            row("whole", SECOND, "cloudtrail", both),
            row("half", SECOND, "cloudtrail", both));

    assertThat(ledger.isDone(file("whole"))).isTrue();
    assertThat(ledger.isDone(file("half"))).isFalse();
    assertThat(ledger.isDone(file("new"))).isFalse();
    assertThat(ledger.isDone(file("whole", 10, "2026-10-17T12:00:00Z"))).isFalse();
    assertThat(ledger.isDone(file("whole", 9, "2026-10-17T12:00:01Z"))).isFalse();
    assertThat(ledger.daysOf(file("half"))).containsExactly(FIRST, SECOND);
    assertThat(ledger.daysOf(file("new"))).isEmpty();
  }

  @Test
  void theFilesOfADayAreThoseOfTheFeedThatTouchIt() {
    Ledger ledger =
        ledger(
            row("a", SECOND, "cloudtrail", "\"2026-10-16\",\"2026-10-17\""),
            row("b", SECOND, "cloudtrail", "\"2026-10-17\""),
            row("c", FIRST, "vpc-flow", "\"2026-10-16\""));

    assertThat(ledger.touching(Feed.ACTIVITY, Set.of(FIRST)))
        .extracting(InputFile::uri)
        .containsExactly("file:/a");
    assertThat(ledger.touching(Feed.TRAFFIC, Set.of(FIRST)))
        .extracting(InputFile::uri)
        .containsExactly("file:/c");
    assertThat(ledger.touching(Feed.ACTIVITY, Set.of())).isEmpty();
  }

  @Test
  void theLastDayIsTheNewestThatWasBuilt() {
    assertThat(ledger().lastDay()).isEmpty();
    assertThat(
            ledger(
                    row("a", FIRST, "cloudtrail", "\"2026-10-16\",\"2026-10-30\""),
                    row("b", SECOND, "vpc-flow", "\"2026-10-17\""))
                .lastDay())
        .contains(SECOND);
  }

  @Test
  void rowsBeforeTheFirstDayAndOfSourcesThatAreNoMoreAreLeftOut() {
    MemoryLake lake =
        new MemoryLake()
            .with(
                Table.FILES,
                row("old", FIRST, "cloudtrail", "\"2026-10-16\""),
                row("strange", SECOND, "syslog", "\"2026-10-17\""));
    assertThat(Ledger.read(lake, SECOND).lastDay()).isEmpty();
    assertThat(Ledger.read(lake, FIRST).lastDay()).contains(FIRST);
  }
}
