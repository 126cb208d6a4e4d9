package io.hawkshaw.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class WindowTest {
  private static final LocalDate DAY = LocalDate.parse("2024-02-28");

  @Test
  void bothEndsBelongToIt() {
    assertThat(new Window(DAY, DAY.plusDays(2)).days().orElseThrow())
        .containsExactly(DAY, LocalDate.parse("2024-02-29"), LocalDate.parse("2024-03-01"));
  }

  @Test
  void fromADayToItselfIsThatDay() {
    assertThat(new Window(DAY, DAY).days().orElseThrow()).containsExactly(DAY);
  }

  @Test
  void withoutEndsItIsWhateverTheNewFilesTouch() {
    assertThat(new Window(null, null)).isEqualTo(Window.NEW_FILES);
    assertThat(Window.NEW_FILES.days()).isEmpty();
  }

  @Test
  void oneEndAloneIsAMistake() {
    assertThatThrownBy(() -> new Window(DAY, null))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--from and --to go together; ");
    assertThatThrownBy(() -> new Window(null, DAY)).isInstanceOf(UserError.class);
  }

  @Test
  void anEndBeforeTheStartIsAMistake() {
    assertThatThrownBy(() -> new Window(DAY, DAY.minusDays(1)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--from 2024-02-28 is after --to 2024-02-27; ");
  }

  @Test
  void tenYearsAreTheMost() {
    assertThat(new Window(DAY, DAY.plusDays(3660)).days().orElseThrow()).hasSize(3661);
    assertThatThrownBy(() -> new Window(DAY, DAY.plusDays(3661)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("more than ten years");
  }
}
