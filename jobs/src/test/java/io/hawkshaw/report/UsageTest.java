package io.hawkshaw.report;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.testing.MemoryLake;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

final class UsageTest {
  private static String sent(String day, String account, String source, long records, long bytes) {
    return """
        {"day":"%s","account":"%s","region":"eu-west-1","source":"%s","files":2,"records":%d,
         "bytes":%d,"status":"ok"}"""
        .formatted(day, account, source, records, bytes);
  }

  private static List<Tuple> usage(LocalDate last, String... coverage) {
    return tuples(
        Usage.of(new MemoryLake().with(Table.COVERAGE, coverage), last),
        "account",
        "source",
        "first_day",
        "last_day",
        "days",
        "files",
        "records",
        "bytes",
        "projected_records_30_days",
        "projected_bytes_30_days");
  }

  @Test
  void eachAccountAndSourceIsOneRowProjectedToThirtyDays() {
    assertThat(
            usage(
                null,
                sent("2026-10-15", "2", "cloudtrail", 10, 100),
                sent("2026-10-17", "2", "cloudtrail", 25, 100),
                sent("2026-10-17", "1", "VPC_FLOW", 7, 3)))
        .containsExactly(
            tuple("1", "VPC_FLOW", "2026-10-17", "2026-10-17", 1L, 2L, 7L, 3L, 210L, 90L),
            tuple("2", "cloudtrail", "2026-10-15", "2026-10-17", 2L, 4L, 35L, 200L, 525L, 3000L));
  }

  @Test
  void regionsOfADayAreOneDay() {
    assertThat(
            usage(
                null,
                sent("2026-10-17", "1", "cloudtrail", 10, 1),
                sent("2026-10-17", "1", "cloudtrail", 20, 1).replace("eu-west-1", "us-east-1")))
        .containsExactly(
            tuple("1", "cloudtrail", "2026-10-17", "2026-10-17", 1L, 4L, 30L, 2L, 900L, 60L));
  }

  @Test
  void theLastDayAndTheTwentyNineBeforeItCount() {
    String[] coverage = {
      sent("2026-09-17", "1", "cloudtrail", 1000, 1),
      sent("2026-09-18", "1", "cloudtrail", 10, 1),
      sent("2026-10-17", "1", "cloudtrail", 20, 1)
    };
    assertThat(usage(null, coverage))
        .containsExactly(
            tuple("1", "cloudtrail", "2026-09-18", "2026-10-17", 2L, 4L, 30L, 2L, 450L, 30L));
    assertThat(usage(LocalDate.parse("2026-10-16"), coverage))
        .containsExactly(
            tuple("1", "cloudtrail", "2026-09-17", "2026-09-18", 2L, 4L, 1010L, 2L, 15150L, 30L));
  }

  @Test
  void daysOnWhichNothingCameAreNotCounted() {
    assertThat(
            usage(
                null,
                sent("2026-10-16", "1", "cloudtrail", 10, 1),
                sent("2026-10-17", "1", "cloudtrail", 0, 0),
                sent("2026-10-17", "1", "S3_DATA", 0, 0)))
        .containsExactly(
            tuple("1", "cloudtrail", "2026-10-16", "2026-10-16", 1L, 4L, 10L, 1L, 300L, 30L));
  }

  @Test
  void anAccountThatIsUnknownIsOneToo() {
    assertThat(
            usage(
                null,
                sent("2026-10-17", "1", "cloudtrail", 10, 1).replace("\"account\":\"1\",", "")))
        .extracting(row -> row.toList().get(0))
        .containsExactly((Object) null);
  }

  @Test
  void anEmptyLakeHasNoUsage() {
    assertThat(usage(null)).isEmpty();
    assertThat(usage(LocalDate.parse("2026-10-17"))).isEmpty();
  }
}
