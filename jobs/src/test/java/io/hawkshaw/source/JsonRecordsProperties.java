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
    },
    ARRAY {
      @Override
      String frame(List<String> records) {
        return "[" + String.join(",", records) + "]";
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

  @Property
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

  /** What can happen to a byte of a record. */
  enum Harm {
    DROPPED,
    CHANGED,
    INSERTED,
    CUT_BEHIND
  }

  /** Records as a service writes them: the first name is the same in all. */
  private static List<String> numbered(List<String> records) {
    List<String> numbered = new ArrayList<>();
    for (String record : records) {
      String rest = record.equals("{}") ? "}" : "," + record.substring(1);
      numbered.add("{\"version\":" + numbered.size() + rest);
    }
    return numbered;
  }

  private static String harmed(String record, Harm harm, int at, char with) {
    String before = record.substring(0, at);
    return switch (harm) {
      case DROPPED -> before + record.substring(at + 1);
      case CHANGED -> before + with + record.substring(at + 1);
      case INSERTED -> before + with + record.substring(at);
      case CUT_BEHIND -> before;
    };
  }

  @Property
  void aRecordThatIsHarmedCostsNoOther(
      @ForAll @Size(min = 2, max = 6) List<@net.jqwik.api.From("record") String> records,
      @ForAll Framing framing,
      @ForAll Harm harm,
      @ForAll @IntRange(max = 1000) int which,
      @ForAll @IntRange(max = 1000) int where,
      @ForAll("sign") char with,
      @ForAll @IntRange(min = 1, max = 40) int most) {
    List<String> all = numbered(records);
    int broken = which % all.size();
    String whole = all.get(broken);
    List<String> given = new ArrayList<>(all);
    given.set(broken, harmed(whole, harm, where % whole.length(), with));

    List<String> objects = new ArrayList<>();
    int others = 0;
    JsonRecords cut =
        new JsonRecords(
            new Trickle(framing.frame(given).getBytes(UTF_8), most), Set.of("Records"), 1 << 20);
    while (cut.hasNext()) {
      Piece piece = cut.next();
      if (piece.kind() == Kind.OBJECT && isJson(piece)) {
        objects.add(piece.text(1 << 20));
      } else {
        others++;
      }
    }

    int after = all.size() - broken - 1;
    assertThat(objects).as("objects").hasSizeGreaterThanOrEqualTo(all.size() - 1);
    assertThat(objects.subList(0, broken)).isEqualTo(all.subList(0, broken));
    assertThat(objects.subList(objects.size() - after, objects.size()))
        .isEqualTo(all.subList(broken + 1, all.size()));
    // What is left of the record is told of, if anything is left.
    long left = given.stream().filter(record -> !record.isEmpty()).count();
    assertThat((long) objects.size() + others).isGreaterThanOrEqualTo(left);
  }

  private static boolean isJson(Piece piece) {
    try {
      JSON.readTree(piece.buffer(), 0, piece.length());
      return true;
    } catch (java.io.IOException e) {
      return false;
    }
  }

  @Provide
  Arbitrary<Character> sign() {
    return Arbitraries.chars().with("{}[]\",:\\ \n1a").range('\u0000', '\u007f');
  }

  @Property
  void randomBytesNeverThrowAndEveryPieceKeepsItsBound(
      @ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(min = 1, max = 64) int maxBytes) {
    check(bytes, maxBytes);
  }

  @Property
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
