package io.hawkshaw.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class TextLinesTest {
  private static List<String> lines(String text, int maxBytes, int most) {
    TextLines lines = new TextLines(new Trickle(text.getBytes(UTF_8), most), maxBytes);
    List<String> all = new ArrayList<>();
    for (String line = lines.next(); line != null; line = lines.next()) {
      all.add((lines.isCut() ? "cut " : "") + line);
    }
    return all;
  }

  @Example
  void eachLineComesWithoutItsEndWhetherTheLastHasOneOrNot() {
    assertThat(lines("a\n\nb\r\nc", 100, 100)).containsExactly("a", "", "b\r", "c");
    assertThat(lines("a\nb\n", 100, 100)).containsExactly("a", "b");
    assertThat(lines("\n", 100, 100)).containsExactly("");
    assertThat(lines("", 100, 100)).isEmpty();
  }

  @Example
  void aLineAsLongAsTheBoundIsWholeAndALongerOneIsCutAndCostsNoNeighbour() {
    assertThat(lines("12345\n123456\n1\n", 5, 100)).containsExactly("12345", "cut 12345", "1");
  }

  @Example
  void aLineLongerThanTheReadBufferIsWhole() {
    String line = "x".repeat(200_000);
    assertThat(lines(line + "\n" + line, 1 << 20, 70_000)).containsExactly(line, line);
  }

  @Example
  void aLineThatIsCutByTheEndOfABufferIsToldToBeCut() {
    assertThat(lines("123456\n1", 3, 3)).containsExactly("cut 123", "1");
  }

  @Provide
  Arbitrary<List<String>> text() {
    return Arbitraries.strings()
        .withCharRange(' ', '~')
        .withChars('\u00e9', '\u20ac', '\r')
        .ofMaxLength(30)
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 500)
  void allLinesComeOutInOrderHoweverTheyAreChunked(
      @ForAll("text") List<String> text, @ForAll @IntRange(min = 1, max = 20) int most) {
    assertThat(lines(String.join("\n", text) + "\n", 1000, most))
        .isEqualTo(text.isEmpty() ? List.of("") : text);
  }
}
