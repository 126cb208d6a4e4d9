package io.hawkshaw.source.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"2025-02-25T20:40:06Z\" | 2025-02-25T20:40:06Z",
        "\"2025-02-25T20:40:06.721Z\" | 2025-02-25T20:40:06.721Z",
        "\"2025-02-25T20:40:06.123456789Z\" | 2025-02-25T20:40:06.123456789Z",
        "\"2025-02-25 20:40:06.721\" | 2025-02-25T20:40:06.721Z",
        "\"2025-02-25 20:40:06.000000000\" | 2025-02-25T20:40:06Z",
        "\"2025-02-25T20:40Z\" | 2025-02-25T20:40:00Z",
        "\"2023-09-19T11:05:22.487-04:00\" | 2023-09-19T15:05:22.487Z",
        "\"2023-09-19T11:05:22+0200\" | 2023-09-19T09:05:22Z",
        "1636625755.218 | 2021-11-11T10:15:55.218Z",
        "1740823200 | 2025-03-01T10:00:00Z",
        "1635449619417 | 2021-10-28T19:33:39.417Z",
        "\"1740823200\" | 2025-03-01T10:00:00Z"
      })
  void eachFormIsRead(String json, Instant time) {
    assertThat(Times.first(View.of(Samples.json(json)))).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "{}",
        "[]",
        "\"\"",
        "\"soon\"",
        "\"2025-02-30T00:00:00Z\"",
        "0",
        "-1",
        "1e999",
        "1e300",
        "-1e300",
        "99999999999999999999",
        "\"1999-12-31T00:00:00Z\"",
        "\"2300-01-01T00:00:00Z\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "\"2025-01-01T00:00:00+99:00\""
      })
  void anAbsurdTimeIsNone(String json) {
    assertThat(Times.first(View.of(Samples.json(json)))).isNull();
  }

  @Test
  void theFirstThatCanBeReadIsTaken() {
    View absurd = View.of(Samples.json("0"));
    View good = View.of(Samples.json("1740823200"));

    assertThat(Times.first(absurd, good)).isEqualTo(Instant.parse("2025-03-01T10:00:00Z"));
  }

  @Test
  void aFirstTimeAfterTheLastChangesPlacesWithIt() throws RefusedFinding {
    Instant early = Instant.parse("2025-03-01T10:00:00Z");
    Instant late = Instant.parse("2025-03-01T11:00:00Z");

    assertThat(Seen.of(late, early, null, null)).isEqualTo(new Seen(early, late, late));
  }
}
