package io.hawkshaw.udfs;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @Test
  void whatDrivesATerminalIsShown() {
    assertThat(Printable.of("\u001b[2J\u0007")).isEqualTo("\\u001B[2J\\u0007");
    assertThat(Printable.of("a\nb\tc\rd\u0000")).isEqualTo("a\\u000Ab\\u0009c\\u000Dd\\u0000");
    assertThat(Printable.of("\u007f\u0085\u009b")).isEqualTo("\\u007F\\u0085\\u009B");
  }

  @ParameterizedTest
  @CsvSource({
    "8206, \\u200E",
    "8238, \\u202E",
    "8294, \\u2066",
    "8297, \\u2069",
    "1564, \\u061C",
    "8203, \\u200B",
    "65279, \\uFEFF",
    "8232, \\u2028",
    "917569, \\uDB40\\uDC41",
  })
  void whatTurnsOrHidesTextIsShown(int character, String shown) {
    assertThat(Printable.of("a" + Character.toString(character) + "b"))
        .isEqualTo("a" + shown + "b");
  }

  @Test
  void aLoneSurrogateIsShownAndAPairIsACharacter() {
    assertThat(Printable.of("\ud83d")).isEqualTo("\\uD83D");
    assertThat(Printable.of("\ud83d\ude00")).isEqualTo("\ud83d\ude00");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"aws-cli/2.15.0", "C:\\u001b", "Zoë", "日本語", "שלום"})
  void ordinaryTextStaysAsItIs(String text) {
    assertThat(Printable.of(text)).isSameAs(text);
  }

  @Property
  void theResultHoldsNoControlAndIsStable(@ForAll String text) {
    String shown = Printable.of(text);
    assertThat(shown.codePoints())
        .noneMatch(Character::isISOControl)
        .noneMatch(character -> Character.getType(character) == Character.FORMAT)
        .noneMatch(character -> Character.getType(character) == Character.SURROGATE);
    assertThat(Printable.of(shown)).isSameAs(shown);
    assertThat(shown.length()).isBetween(text.length(), 6 * text.length());
  }

  @Property
  void controlsAreFoundAnywhere(@ForAll @CharRange(to = '\u009f') String text) {
    assertThat(Printable.of(text).codePoints()).noneMatch(Character::isISOControl);
  }

  @Property
  void plainAsciiStaysAsItIs(@ForAll @CharRange(from = ' ', to = '~') String text) {
    assertThat(Printable.of(text)).isSameAs(text);
  }
}
