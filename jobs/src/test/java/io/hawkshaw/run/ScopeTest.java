package io.hawkshaw.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScopeTest {
  private static Scope scope(String start, String end) {
    return new Scope(Scope.time(start), Scope.time(end));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-16,           2026-10-17,           2026-10-16T00:00:00Z, 2026-10-17T00:00:00Z",
    "2026-10-16T14:20,     2026-10-16T14:30,     2026-10-16T14:00:00Z, 2026-10-16T15:00:00Z",
    "2026-10-16T14:00:00Z, 2026-10-16T15:00:00Z, 2026-10-16T14:00:00Z, 2026-10-16T15:00:00Z"
  })
  void aScopeIsOfWholeHours(String start, String end, String first, String last) {
    assertThat(scope(start, end)).isEqualTo(new Scope(Instant.parse(first), Instant.parse(last)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-16, 2026-10-16, is empty",
    "2026-10-17, 2026-10-16, 'ends at 2026-10-16T00:00:00Z, before it begins'",
    "2026-10-16T02:50, 2026-10-16T02:10, before it begins",
    "2026-10-16T02:10, 2026-10-16T02:10, is empty",
    "2024-10-16, 2026-10-16, is longer than a year"
  })
  void anImpossibleScopeIsRefusedInOneLineWithARemedy(String start, String end, String why) {
    assertThatThrownBy(() -> scope(start, end))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(why)
        .hasMessageContaining("give --start")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01", "2026-10-16T25:00", "", "16/10/2026"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> Scope.time(text)).isInstanceOf(UserError.class);
  }

  @Test
  void theDayBeforeAMomentEndsWithItsHour() {
    assertThat(Scope.dayBefore(Instant.parse("2026-10-16T14:20:00Z")))
        .isEqualTo(scope("2026-10-15T15:00", "2026-10-16T15:00"));
  }
}
