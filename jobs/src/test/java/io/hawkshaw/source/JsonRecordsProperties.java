package io.hawkshaw.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.source.JsonRecords.Kind;
import io.hawkshaw.source.JsonRecords.Piece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class JsonRecordsProperties {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The ways in which services write a list of records. */
  enum Framing {
    WRAPPED {
      @Override
      String frame(List<String> records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
      }
    },
    WRAPPED_BETWEEN_OTHER_KEYS {
      @Override
      String frame(List<String> records) {
        return "{ \"a\" : [ { \"Records\" : [ {} ] } ] , \"Records\" :\n[ "
            + String.join(" ,\n", records)
            + " ] , \"z\" : \"]}\" }\n";
      }
    },
    WRAPPED_ONE_BY_ONE {
      @Override
      String frame(List<String> records) {
        StringBuilder text = new StringBuilder();
        records.forEach(r -> text.append(WRAPPED.frame(List.of(r))));
        return text.toString();
      }
    },
    LINES {
      @Override
      String frame(List<String> records) {
        return "\uFEFF" + String.join("\r\n", records) + "\n";
      }
    },
    ONE_BEHIND_ANOTHER {
      @Override
      String frame(List<String> records) {
        return String.join("", records);
      }
    };

    abstract String frame(List<String> records);
  }

  @Provide
  Arbitrary<String> record() {
    Arbitrary<String> text =
        Arbitraries.strings()
            .withChars("{}[]\",:\\ \n\r\tRecords")
            .withCharRange('\u0000', '\u00ff')
            .withChars('\u20ac', '\u2028')
            .ofMaxLength(12);
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            text.asGeneric(),
            Arbitraries.integers().asGeneric(),
            Arbitraries.of(true, false).asGeneric());
    Arbitrary<Object> value =
        Arbitraries.lazyOf(
            () -> leaf,
            () -> leaf.list().ofMaxSize(3).asGeneric(),
            () -> Arbitraries.maps(text, leaf).ofMaxSize(3).asGeneric());
    // Not "Records" at the top: an object with that array is a wrapper, not a record.
    Arbitrary<String> name = text.map(n -> "k" + n);
    return Arbitraries.maps(name, value).ofMaxSize(4).map(JsonRecordsProperties::json);
  }

  private static String json(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(new LinkedHashMap<>(fields));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Property(tries = 1500)
  void allRecordsComeOutInOrderHoweverTheyAreFramedAndChunked(
      @ForAll @Size(max = 6) List<@net.jqwik.api.From("record") String> records,
      @ForAll Framing framing,
      @ForAll @IntRange(min = 1, max = 40) int most) {
    JsonRecords cut =
        new JsonRecords(
            new Trickle(framing.frame(records).getBytes(UTF_8), most), Set.of("Records"), 1 << 20);

    List<String> found = new ArrayList<>();
    cut.forEachRemaining(
        piece -> {
          assertThat(piece.kind()).isEqualTo(Kind.OBJECT);
          found.add(piece.text(1 << 20));
        });

    assertThat(found).isEqualTo(records);
  }

  @Property(tries = 1500)
  void randomBytesNeverThrowAndEveryPieceKeepsItsBound(
      @ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(min = 1, max = 64) int maxBytes) {
    check(bytes, maxBytes);
  }

  @Property(tries = 1500)
  void bytesOfJsonInAnyOrderNeverThrow(
      @ForAll("jumble") String jumble, @ForAll @IntRange(min = 1, max = 64) int maxBytes) {
    check(jumble.getBytes(UTF_8), maxBytes);
  }

  @Provide
  Arbitrary<String> jumble() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            ":",
            "\\",
            "\n",
            " ",
            "\"Records\":[",
            "1",
            "a",
            "\u00e9")
        .list()
        .ofMaxSize(80)
        .map(parts -> String.join("", parts));
  }

  private static void check(byte[] bytes, int maxBytes) {
    JsonRecords cut = new JsonRecords(new Trickle(bytes, 3), Set.of("Records"), maxBytes);
    long position = 0;
    while (cut.hasNext()) {
      Piece piece = cut.next();
      assertThat(piece.position()).isEqualTo(position++);
      assertThat(piece.length()).isLessThanOrEqualTo(maxBytes);
      assertThat(piece.text(maxBytes).length()).isLessThanOrEqualTo(maxBytes);
    }
    // Each byte begins at most one piece; one more is for an array that was never closed.
    assertThat(position).isLessThanOrEqualTo(bytes.length + 1L);
  }
}
