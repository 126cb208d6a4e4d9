package io.hawkshaw.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** What holds of every raw format, whatever the bytes. */
final class RawFormatProperties {

  /** A format with a good record, which tells its number in its time, and bad ones. */
  enum Log {
    FLOWS(new VpcFlow(), Source.VPC_FLOW_TEXT) {
      @Override
      String good(int number) {
        return "2 111122223333 eni-1 198.51.100.7 10.0.0.5 51234 443 6 9 840 %d %d ACCEPT OK"
            .formatted(START + number, START + number + 60);
      }

      @Override
      List<String> bad() {
        return List.of("no flow", good(0) + " more", good(0).replace("840", "x"), "\u0000\u00ff");
      }
    },
    QUERIES(new ResolverQueries(), Source.RESOLVER_DNS) {
      @Override
      String good(int number) {
        return "{\"query_timestamp\":\"%s\",\"query_name\":\"a.org.\",\"answers\":[{\"Rdata\":\"x\"}]}"
            .formatted(time(number));
      }

      @Override
      List<String> bad() {
        return List.of(
            "{}",
            "{\"query_name\":\"a\"}",
            "{\"query_name\":\"a\",\"query_timestamp\":\"now\"}",
            "{\"srcport\":\"?\"," + good(0).substring(1),
            "{\"query_name\":}",
            "17");
      }
    },
    AUDIT(new EksAudit(), Source.EKS_AUDIT_RAW) {
      @Override
      String good(int number) {
        return "{\"auditID\":\"a%d\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"%s\"}"
            .formatted(number, time(number));
      }

      @Override
      List<String> bad() {
        return List.of(
            "{}",
            "{\"auditID\":\"a\"}",
            "{\"auditID\":\"a\",\"stageTimestamp\":\"2026-10-17\"}",
            "{\"auditID\":\"a\",\"stageTimestamp\":\"%s\",\"responseStatus\":{\"code\":\"\u20ac\"}}"
                .formatted(time(0)),
            "{\"auditID\":}",
            "\"text\"");
      }
    };

    private static final long START = 1_792_231_200; // 2026-10-17T10:00:00Z

    private final RawFormat format;
    private final Source source;

    Log(RawFormat format, Source source) {
      this.format = format;
      this.source = source;
    }

    abstract String good(int number);

    abstract List<String> bad();

    static String time(int number) {
      return java.time.Instant.ofEpochSecond(START + number).toString();
    }

    List<Outcome> read(byte[] content, int maxRecordBytes) {
      return Outcomes.of(format, source, content, maxRecordBytes);
    }
  }

  /** How records stand in a file. */
  enum Framing {
    LINES {
      @Override
      String frame(List<String> records) {
        return String.join("\n", records) + "\n";
      }
    },
    ENVELOPE {
      @Override
      String frame(List<String> records) {
        return """
            {"messageType":"DATA_MESSAGE","owner":"111122223333","logGroup":"/aws/eks/c/cluster",\
            "logStream":"kube-apiserver-audit-0","subscriptionFilters":["f"],"logEvents":["""
            + records.stream().map(Framing::logEvent).collect(joining(","))
            + "]}";
      }
    },
    ENVELOPES_ONE_BEHIND_ANOTHER {
      @Override
      String frame(List<String> records) {
        return records.stream().map(r -> ENVELOPE.frame(List.of(r))).collect(joining());
      }
    };

    abstract String frame(List<String> records);

    static String logEvent(String message) {
      String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(message));
      return "{\"id\":\"1\",\"timestamp\":1,\"message\":\"" + escaped + "\"}";
    }
  }

  @Property
  void whateverTheBytesEachPieceHasOneOutcome(
      @ForAll Log log,
      @ForAll @Size(max = 300) byte[] bytes,
      @ForAll @IntRange(min = 1024, max = 2000) int maxBytes) {
    assertCountedOnce(log.read(bytes, maxBytes));
  }

  @Property
  void whateverTheOrderOfItsPartsEachPieceHasOneOutcome(
      @ForAll Log log, @ForAll("jumble") String jumble) {
    assertCountedOnce(log.read(jumble.getBytes(UTF_8), 1 << 20));
  }

  @Provide
  Arbitrary<String> jumble() {
    return Arbitraries.of(
            "{\"messageType\":\"DATA_MESSAGE\",\"logStream\":\"kube-apiserver-audit-0\",",
            "{\"messageType\":\"CONTROL_MESSAGE\",",
            "\"logEvents\":[",
            "{\"message\":\"",
            "{\\\"auditID\\\":1}\"",
            Log.AUDIT.good(1),
            Log.QUERIES.good(1),
            Log.FLOWS.good(1),
            "srcaddr start",
            "{",
            "}",
            "[",
            "]",
            "\"",
            ",",
            "\n",
            " - ",
            "9999999999999999999",
            "\u20ac")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  private static void assertCountedOnce(List<Outcome> outcomes) {
    assertThat(outcomes.stream().map(Outcomes::position))
        .isEqualTo(IntStream.range(0, outcomes.size()).mapToObj(i -> (long) i).toList());
  }

  @Property
  void aBadRecordIsOneRejectAndCostsNoNeighbour(
      @ForAll Log log,
      @ForAll Framing framing,
      @ForAll @NotEmpty @Size(max = 8) List<@From("choice") Integer> choices) {
    Framing framed = log == Log.FLOWS ? Framing.LINES : framing;
    List<String> records =
        IntStream.range(0, choices.size())
            .mapToObj(
                i ->
                    choices.get(i) < 0
                        ? log.good(i)
                        : log.bad().get(choices.get(i) % log.bad().size()))
            .toList();

    List<Outcome> outcomes = log.read(framed.frame(records).getBytes(UTF_8), 1 << 20);

    assertThat(outcomes).hasSize(choices.size());
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i) < 0) {
        assertThat(Outcomes.words(outcomes).get(i)).isEqualTo(Log.time(i));
      } else {
        assertThat(outcomes.get(i)).isInstanceOf(Outcome.Refused.class);
      }
    }
    assertCountedOnce(outcomes);
  }

  /** A good record, or one of the bad. */
  @Provide
  Arbitrary<Integer> choice() {
    return Arbitraries.integers().between(-6, 5);
  }
}
