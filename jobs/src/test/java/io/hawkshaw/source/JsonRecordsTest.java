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
        "{\"Records\":[{\"a\":1}],\"Records\":[{\"b\":2}]}",
        "{\"Records\":[{\"a\":1}],\"x\":[{\"c\":3}],\"findings\":[{\"b\":2}],\"y\":4}",
        "{\"Records\":null,\"Records\":[{\"a\":1},{\"b\":2}]}",
        "[{\"a\":1},{\"b\":2}]",
        " [ {\"a\":1}\n,\n{\"b\":2} ] \n",
        "[{\"a\":1}]\n[]\n[{\"b\":2}]",
        "[{\"a\":1}]{\"Records\":[{\"b\":2}]}",
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
    assertThat(pieces("[{\"a\":1}," + element + ",{\"b\":2}]"))
        .containsExactly("OBJECT {\"a\":1}", "OTHER " + element, "OBJECT {\"b\":2}");
    if (!element.startsWith("[")) {
      assertThat(pieces("{\"a\":1}\n" + element + "\n{\"b\":2}"))
          .containsExactly("OBJECT {\"a\":1}", "OTHER " + element, "OBJECT {\"b\":2}");
    }
  }

  /** The ways in which the end of a line is missing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"b",
        "{\"b\"",
        "{\"b\":",
        "{\"b\":\"te",
        "{\"b\":\"te\\",
        "{\"b\":17",
        "{\"b\":tru",
        "{\"b\":[",
        "{\"b\":[{\"c\":1}",
        "{\"b\":[{\"c\":1},",
        "{\"b\":{\"c\":1},",
        "{\"b\":{\"c\":1}"
      })
  void halfALineCostsNoOther(String half) {
    assertThat(pieces("{\"a\":1}\n" + half + "\n{\"c\":3}\n{\"d\":4}\n"))
        .containsExactly(
            "OBJECT {\"a\":1}", "HALF " + half + "\n", "OBJECT {\"c\":3}", "OBJECT {\"d\":4}");
    assertThat(pieces(half + "\r\n{\"c\":3}\r\n"))
        .containsExactly("HALF " + half + "\r\n", "OBJECT {\"c\":3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n  \"a\": [\n    {\n      \"b\": 1\n    },\n    {}\n  ]\n}",
        "{\r\n\t\"a\":\r\n\t{\r\n\t\"b\": 1\r\n}\r\n}",
        "{\n\"a\": [\n{\n\"b\": 1\n},\n{\n\"c\": [\n{\n}\n]\n}\n]\n}",
        "{\n\"a\":\n{\n\"b\": 1\n}\n}",
        "{ \"a\": 1,\n  \"b\": [\n  {},\n  {}]}",
        "{\"a\": 1,\n\"b\": 2\n}"
      })
  void anObjectOnManyLinesIsOne(String object) {
    assertThat(pieces(object + "\n" + object + "\n"))
        .containsExactly("OBJECT " + object, "OBJECT " + object);
    assertThat(pieces("{\"Records\": [\n" + object + ",\n" + object + "\n]\n}\n"))
        .containsExactly("OBJECT " + object, "OBJECT " + object);
  }

  @Test
  void halfAnObjectOnManyLinesCostsNoOther() {
    String whole = "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n";
    String half = "{\n  \"a\": {\n    \"b\": 1\n";
    assertThat(pieces(whole + half + whole))
        .containsExactly("OBJECT " + whole.strip(), "HALF " + half, "OBJECT " + whole.strip());
  }

  /** The ways in which the end of an element is missing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":1,\"b\"",
        "{\"v\":1,\"b\":",
        "{\"v\":1,\"b\":\"te",
        "{\"v\":1,\"b\":\"te{[",
        "{\"v\":1,\"b\":\"te\\",
        "{\"v\":1,\"b\":17",
        "{\"v\":1,\"b\":[",
        "{\"v\":1,\"b\":[{\"c\":1}",
        "{\"v\":1,\"b\":[{\"c\":1},{\"d\":[",
        "{\"v\":1,\"b\":{\"c\":1},",
        "{\"v\":1,\"b\":{\"c\":1}",
        "{\"v\":1,\"b\":{\"c\":[{\"d\":{}}"
      })
  void halfAnElementCostsNoOther(String half) {
    String[] expected = {
      "OBJECT {\"v\":1}", "HALF " + half + ",", "OBJECT {\"v\":3}", "OBJECT {\"v\":4}"
    };
    String elements = "{\"v\":1}," + half + ",{\"v\":3},{\"v\":4}";
    assertThat(pieces("{\"Records\":[" + elements + "]}")).containsExactly(expected);
    assertThat(pieces("[" + elements + "]")).containsExactly(expected);
    assertThat(pieces("{\"Records\":[" + elements + "]}{\"Records\":[{\"v\":5}]}"))
        .startsWith(expected)
        .endsWith("OBJECT {\"v\":5}")
        .hasSize(5);
    assertThat(pieces("{\"Records\":[" + half + ",{\"v\":3},{\"v\":4}]}"))
        .containsExactly("HALF " + half + ",", "OBJECT {\"v\":3}", "OBJECT {\"v\":4}");
  }

  /** Records that are broken in the middle but have their brackets. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":1,\"b\"\"c\"}",
        "{\"v\":1,b\":\"c\"}",
        "{\"v\":1,\"b:\"c\",\"d\":[{}]}",
        "{\"v\":1,\"b\":c\",\"d\":\"}\"}",
        "{\"v\":1,\"b\":{\"c\":1]}",
        "{\"v\":1,\"b\":[1,2}}",
        "{\"v\":1,\"b\":{\"c\":1,\"d\":2}",
        "{\"v\":1 \"b\":{}}"
      })
  void aBrokenElementCostsNoOther(String broken) {
    List<String> found = pieces("{\"Records\":[{\"v\":1}," + broken + ",{\"v\":3},{\"v\":4}]}");
    assertThat(found)
        .hasSize(4)
        .startsWith("OBJECT {\"v\":1}")
        .endsWith("OBJECT {\"v\":3}", "OBJECT {\"v\":4}");
    assertThat(found.get(1)).contains(broken);
  }

  @Test
  void theRestOfAnElementThatEndedTooSoonIsOnePiece() {
    assertThat(
            pieces(
                "{\"Records\":[{\"v\":1},{\"v\":2}\"b\":[{\"v\":9}],\"c\":{\"d\":1}},{\"v\":3}]}"))
        .containsExactly(
            "OBJECT {\"v\":1}",
            "OBJECT {\"v\":2}",
            "OTHER \"b\":[{\"v\":9}],\"c\":{\"d\":1}}",
            "OBJECT {\"v\":3}");
  }

  @Test
  void aWholeElementIsNeverCutWhateverItHolds() {
    String record = "{\"v\":1,\"b\":[{\"v\":2},{\"v\":3}],\"c\":\",{\\\"v\\\":\"}";
    assertThat(pieces("{\"Records\":[{\"v\":0}," + record + "," + record + "]}"))
        .containsExactly("OBJECT {\"v\":0}", "OBJECT " + record, "OBJECT " + record);
    assertThat(pieces("{\"v\":0}" + record + "\n" + record))
        .containsExactly("OBJECT {\"v\":0}", "OBJECT " + record, "OBJECT " + record);
  }

  @Test
  void aWrapperInWhichTheLastElementIsHalfCostsNotTheNextOne() {
    String half = "{\"Records\":[{\"v\":1},{\"v\":2,\"b\":\"x";
    for (String between : List.of("]}", "]}\n", "\n", "}]}\n")) {
      assertThat(pieces(half + between + "{\"Records\":[{\"v\":3},{\"v\":4}]}"))
          .containsExactly(
              "OBJECT {\"v\":1}",
              "HALF {\"v\":2,\"b\":\"x" + between,
              "OBJECT {\"v\":3}",
              "OBJECT {\"v\":4}");
    }
  }

  @Test
  void anArrayThatIsClosedTooSoonLosesNothing() {
    List<String> found = pieces("{\"Records\":[{\"v\":1}],{\"v\":2},{\"v\":3}]}\n{\"v\":4}");
    assertThat(found)
        .contains("OBJECT {\"v\":1}", "OBJECT {\"v\":2}", "OBJECT {\"v\":3}", "OBJECT {\"v\":4}");
    assertThat(found).filteredOn(piece -> !piece.startsWith("OBJECT")).hasSizeBetween(1, 2);
  }

  @Test
  void anObjectTooLongForTheWindowThatSwallowedOthersGivesThemBack() {
    String half = "{\"v\":1,\"b\":[{\"c\":\"" + "x".repeat(100_000) + "\"}";
    String stream = "[{\"v\":0}," + half + ",{\"v\":3},{\"v\":\"" + "y".repeat(200_000) + "\"}]";
    assertThat(pieces(stream.getBytes(UTF_8), 200_000))
        .extracting(piece -> piece.substring(0, 10))
        .containsExactly("OBJECT {\"v", "HALF {\"v\":", "OBJECT {\"v", "TOO_LONG {");
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
