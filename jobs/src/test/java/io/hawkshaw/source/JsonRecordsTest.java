package io.hawkshaw.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hawkshaw.source.JsonRecords.Kind;
import io.hawkshaw.source.JsonRecords.Piece;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonRecordsTest {
  private static final int MAX_BYTES = 1 << 20;

  /** The pieces of a stream, each as "KIND text". */
  private static List<String> pieces(byte[] stream, int maxBytes) {
    JsonRecords records =
        new JsonRecords(new ByteArrayInputStream(stream), Set.of("Records", "findings"), maxBytes);
    List<String> pieces = new ArrayList<>();
    while (records.hasNext()) {
      Piece piece = records.next();
      assertThat(piece.position()).isEqualTo(pieces.size());
      pieces.add(piece.kind() + " " + piece.text(MAX_BYTES));
    }
    return pieces;
  }

  private static List<String> pieces(String stream) {
    return pieces(stream.getBytes(UTF_8), MAX_BYTES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Records\":[{\"a\":1},{\"b\":2}]}",
        "{\"findings\":[{\"a\":1},{\"b\":2}]}",
        " { \"Records\" : [ {\"a\":1} ,\r\n\t{\"b\":2} ] } \n",
        "{\"first\":\"x\",\"nested\":{\"Records\":[1]},\"Records\":[{\"a\":1},{\"b\":2}]}",
        "{\"Records\":[{\"a\":1},{\"b\":2}],\"next\":[{\"c\":\"]}\\\"\"}],\"last\":{}}",
        "{\"Records\":[{\"a\":1}]}{\"Records\":[{\"b\":2}]}",
        "{\"Records\":[{\"a\":1}]}\n{\"findings\":[{\"b\":2}]}",
        "{\"a\":1}{\"b\":2}",
        "{\"a\":1}\n{\"b\":2}\n",
        "{\"a\":1}\r\n\r\n{\"b\":2}",
        "{\"a\":1},{\"b\":2}",
        "{\"Records\":[]}{\"a\":1}{\"Records\":[{\"b\":2}]}",
        "\uFEFF{\"Records\":[{\"a\":1},{\"b\":2}]}",
        "\uFEFF{\"a\":1}\n\uFEFF{\"b\":2}"
      })
  void eachFramingGivesTheRecordsInOrder(String stream) {
    assertThat(pieces(stream)).containsExactly("OBJECT {\"a\":1}", "OBJECT {\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "\uFEFF", "{\"Records\":[]}", "{\"Records\":[ ] , \"a\":1}"})
  void aStreamWithoutRecordsGivesNone(String stream) {
    assertThat(pieces(stream)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Records\":null}",
        "{\"Records\":\"[{}]\"}",
        "{\"Records\":{\"a\":[{\"b\":1}]}}",
        "{\"a\":\"Records\",\"b\":[{\"c\":1}]}",
        "{\"a\":{\"Records\":[{\"b\":1}]}}",
        "{\"records\":[{\"a\":1}]}",
        "{\"theNameOfThisArrayIsLongerThanAnyNameThatIsLookedAt\":[{\"a\":1}]}"
      })
  void anObjectWithoutTheArrayIsARecordItself(String stream) {
    assertThat(pieces(stream)).containsExactly("OBJECT " + stream);
  }

  @Test
  void anArrayOfTheNameDeepInARecordIsPartOfTheRecord() {
    String record = "{\"requestParameters\":{\"Records\":[{\"Data\":\"x\"}]},\"Records\":[{}]}";
    assertThat(pieces("{\"Records\":[" + record + ",{\"b\":2}]}"))
        .containsExactly("OBJECT " + record, "OBJECT {\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"}\"}",
        "{\"a\":\"]}{[\"}",
        "{\"a\":\"\\\"}\"}",
        "{\"a\":\"\\\\\"}",
        "{\"a\":\"\\\\\\\"}]\"}",
        "{\"a\":\"\\u007d\"}",
        "{\"}\":1,\"\\\"{\":2}",
        "{\"a\":\"\u00e9\u20ac\ud83d\ude00\"}",
        "{\"a\":\"\\n\"}"
      })
  void bracketsAndQuotesInStringsAreText(String record) {
    assertThat(pieces("{\"Records\":[" + record + "," + record + "]}"))
        .containsExactly("OBJECT " + record, "OBJECT " + record);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"text\"",
        "\"te,x]t{\"",
        "\"te\\\"x,t\"",
        "17",
        "-1.5e3",
        "null",
        "true",
        "[]",
        "[{\"b\":1},[2,3]]"
      })
  void anElementThatIsNoObjectIsAPieceOfItsOwnAndCostsNoNeighbour(String element) {
    assertThat(pieces("{\"Records\":[{\"a\":1}," + element + ",{\"b\":2}]}"))
        .containsExactly("OBJECT {\"a\":1}", "OTHER " + element, "OBJECT {\"b\":2}");
    assertThat(pieces("{\"a\":1}\n" + element + "\n{\"b\":2}"))
        .containsExactly("OBJECT {\"a\":1}", "OTHER " + element, "OBJECT {\"b\":2}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"b\":{\"c\":2}", "{\"b\":\"te", "{\"b\":\"te\\", "{", "{\"b\":[{}", ""})
  void aStreamThatEndsWithinARecordOrTheArrayLosesThatOne(String half) {
    assertThat(pieces("{\"Records\":[{\"a\":1}," + half))
        .containsExactly("OBJECT {\"a\":1}", "CUT_OFF " + half);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"b\":[", "{\"Records\"", "{\"b\":\"", "{"})
  void aStreamThatEndsWithinALineLosesThatOne(String half) {
    assertThat(pieces("{\"a\":1}\n" + half)).containsExactly("OBJECT {\"a\":1}", "CUT_OFF " + half);
  }

  @Test
  void aStreamThatEndsBehindTheArrayLostNoRecord() {
    assertThat(pieces("{\"Records\":[{\"a\":1}]")).containsExactly("OBJECT {\"a\":1}");
    assertThat(pieces("{\"Records\":[{\"a\":1}],\"b\":\"\\")).containsExactly("OBJECT {\"a\":1}");
  }

  @Test
  void aRecordAsLongAsTheBoundIsKeptAndOneByteMoreIsNot() {
    String record = "{\"a\":\"" + "x".repeat(100) + "\"}";
    byte[] stream = ("{\"Records\":[" + record + ",{\"b\":2}]}").getBytes(UTF_8);

    assertThat(pieces(stream, record.length()))
        .containsExactly("OBJECT " + record, "OBJECT {\"b\":2}");
    assertThat(pieces(stream, record.length() - 1))
        .containsExactly(
            "TOO_LONG " + record.substring(0, record.length() - 1), "OBJECT {\"b\":2}");
  }

  @Test
  void aRecordLongerThanTheReadBufferIsWhole() {
    String record = "{\"a\":\"" + "\\\\\\\"".repeat(50_000) + "\"}";
    assertThat(pieces("{\"Records\":[" + record + "]}")).containsExactly("OBJECT " + record);
  }

  @Test
  void theTextOfAPieceIsBounded() {
    JsonRecords records =
        new JsonRecords(new ByteArrayInputStream("{\"a\":1}".getBytes(UTF_8)), Set.of(), MAX_BYTES);
    assertThat(records.next().text(3)).isEqualTo("{\"a");
  }

  @Test
  void aRecordThatIsNoJsonEndsWithItsBracket() {
    assertThat(pieces("{\"Records\":[{oops},{\"b\":2}]}"))
        .containsExactly("OBJECT {oops}", "OBJECT {\"b\":2}");
  }

  @Test
  void strayBracketsAreOthers() {
    assertThat(pieces("]}{\"a\":1}")).containsExactly("OTHER ]}", "OBJECT {\"a\":1}");
  }

  @Test
  void aFileThatWasNeverFilledIsNoEmptyFile() {
    assertThat(pieces("\0\0\0")).containsExactly("OTHER \0\0\0");
  }

  @Test
  void behindTheLastPieceThereIsNone() {
    JsonRecords records =
        new JsonRecords(new ByteArrayInputStream(new byte[0]), Set.of(), MAX_BYTES);
    assertThatThrownBy(records::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aStreamThatCannotBeReadOnThrowsAfterWhatStoodBefore() {
    InputStream broken =
        new InputStream() {
          private final byte[] good = "{\"Records\":[{\"a\":1},{\"b\"".getBytes(UTF_8);
          private int at;

          @Override
          public int read() throws IOException {
            if (at == good.length) {
              throw new IOException("bad sector");
            }
            return good[at++];
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
          }
        };
    JsonRecords records = new JsonRecords(broken, Set.of("Records"), MAX_BYTES);

    assertThat(records.next().kind()).isEqualTo(Kind.OBJECT);
    assertThatThrownBy(records::hasNext)
        .isInstanceOf(UncheckedIOException.class)
        .hasRootCauseMessage("bad sector");
  }
}
