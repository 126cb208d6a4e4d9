package io.hawkshaw.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which raw records are of an entity and a window. */
final class NamedRecordTest {
  private static final NamedRecord OF_ADDRESS =
      new NamedRecord(
          Set.of("192.0.2.1", "a\"b"),
          Instant.parse("2026-10-16T00:00:00Z"),
          Instant.parse("2026-10-17T00:00:00Z"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"sourceIPAddress\":\"192.0.2.1\",\"eventTime\":\"2026-10-16T02:00:00Z\"}",
        "{\"a\":[{\"b\":\"192.0.2.1\"}],\"time\":1792108800000}",
        "{\"message\":\"{\\\"ip\\\":\\\"192.0.2.1\\\"}\"}",
        "{\"userAgent\":\"a\\\"b\",\"eventTime\":\"2026-10-16T23:59:59Z\"}",
        "2 111122223333 eni-1 192.0.2.1 10.0.0.1 443 50000 6 1 40 1792108800 1792108860 ACCEPT OK"
      })
  void theseAreItsOwn(String record) {
    assertThat(OF_ADDRESS.match(record)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"sourceIPAddress\":\"192.0.2.10\",\"eventTime\":\"2026-10-16T02:00:00Z\"}",
        "{\"note\":\"from 192.0.2.1\",\"eventTime\":\"2026-10-16T02:00:00Z\"}",
        "{\"sourceIPAddress\":\"192.0.2.1\",\"eventTime\":\"2026-10-17T00:00:00Z\"}",
        "{\"sourceIPAddress\":\"192.0.2.1\",\"eventTime\":\"2026-10-15T23:59:59Z\"}",
        "{\"sourceIPAddress\":\"192.0.2.1\",\"eventTi",
        "2 111122223333 eni-1 192.0.2.12 10.0.0.1 443 50000 6 1 40 1792108800 1792108860 ACCEPT OK",
        "2 111122223333 eni-1 192.0.2.1 10.0.0.1 443 50000 6 1 40 1791108800 1791108860 ACCEPT OK"
      })
  void theseAreNot(String record) {
    assertThat(OF_ADDRESS.match(record)).isNull();
  }
}
