package io.hawkshaw.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hawkshaw.run.ReadingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a format makes of a stream, without Spark. */
final class Outcomes {
  private Outcomes() {}

  /** The outcomes of a stream that gives a few bytes a read. */
  static List<Outcome> of(RawFormat format, Source source, byte[] content, int maxRecordBytes) {
    ReadingSettings limits = new ReadingSettings(null, null, maxRecordBytes, null, null, null);
    List<Outcome> outcomes = new ArrayList<>();
    format
        .read(new Trickle(content, 7), Reading.file(source, Path.of("/none/x.log")), limits)
        .forEachRemaining(outcomes::add);
    return outcomes;
  }

  static List<Outcome> of(RawFormat format, Source source, String content) {
    return of(format, source, content.getBytes(UTF_8), 1 << 20);
  }

  static long position(Outcome outcome) {
    if (outcome instanceof Outcome.Parsed parsed) {
      return parsed.position();
    }
    return outcome instanceof Outcome.Refused refused
        ? refused.position()
        : ((Outcome.Skipped) outcome).position();
  }

  /** What became of each record: its day, the reason of its refusal, or that it is none. */
  static List<String> words(List<Outcome> outcomes) {
    return outcomes.stream().map(Outcomes::word).toList();
  }

  private static String word(Outcome outcome) {
    if (outcome instanceof Outcome.Parsed parsed) {
      return parsed.time().toString();
    }
    return outcome instanceof Outcome.Refused refused ? refused.reason() : "skipped";
  }
}
