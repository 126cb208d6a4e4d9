package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.AbstractIterator;
import io.hawkshaw.source.JsonRecords.Kind;
import io.hawkshaw.source.JsonRecords.Piece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Records that stand in a stream as they are, or as the messages of log events, in the envelopes in
 * which a CloudWatch Logs subscription delivers them. Each log event is a record of its own, so
 * that a bad message costs none of its neighbours and an envelope may be of any length.
 *
 * <p>https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html
 */
final class LogSubscription {
  /** Name of the array of an envelope. */
  static final String LOG_EVENTS = "logEvents";

  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern ENVELOPE =
      Pattern.compile("\"" + LOG_EVENTS + "\"\\s*:\\s*\\[$", Pattern.DOTALL);
  private static final Set<String> NAMED = Set.of("messageType", "owner", "logGroup", "logStream");

  /**
   * What an envelope says of its log events.
   *
   * @param messageType DATA_MESSAGE, or CONTROL_MESSAGE where CloudWatch only checks that it can
   *     deliver
   * @param owner account of the log group
   * @param logGroup name of the log group
   * @param logStream name of the log stream
   */
  record Envelope(String messageType, String owner, String logGroup, String logStream) {
    /** Of a record that stands alone: nothing is known. */
    static final Envelope NONE = new Envelope(null, null, null, null);

    boolean isControl() {
      return "CONTROL_MESSAGE".equals(messageType);
    }
  }

  /** What is read of a subscription. */
  interface Reader {
    /** True for the log events that are records of the log. */
    boolean isRecord(Envelope envelope);

    /**
     * Understands a record.
     *
     * @param piece holds the record, for its position and its text
     * @param record opens the record, as often as it is asked
     * @throws IOException where it is no JSON after all
     */
    Outcome parse(Piece piece, RawRules.Opener record, Envelope envelope) throws IOException;
  }

  private LogSubscription() {}

  /** The outcomes of a stream that was cut with {@link #LOG_EVENTS} among the arrays. */
  static Iterator<Outcome> read(JsonRecords pieces, Reader reader) {
    return new Outcomes(pieces, reader);
  }

  private static final class Outcomes extends AbstractIterator<Outcome> {
    private final JsonRecords pieces;
    private final Reader reader;
    private byte[] wrapper;
    private Envelope envelope = Envelope.NONE;
    private boolean isEnvelope;

    Outcomes(JsonRecords pieces, Reader reader) {
      this.pieces = pieces;
      this.reader = reader;
    }

    @Override
    protected Outcome computeNext() {
      if (!pieces.hasNext()) {
        return endOfData();
      }
      Piece piece = pieces.next();
      if (piece.wrapper() != wrapper) {
        open(piece.wrapper());
      }
      if (isEnvelope && piece.kind() != Kind.CUT_OFF && isOther()) {
        return new Outcome.Skipped(piece.position());
      }
      return JsonOutcomes.of(piece, this::parse);
    }

    private boolean isOther() {
      return envelope.isControl() || !reader.isRecord(envelope);
    }

    private void open(byte[] beginning) {
      wrapper = beginning;
      String text = beginning == null ? "" : new String(beginning, StandardCharsets.UTF_8);
      isEnvelope = ENVELOPE.matcher(text).find();
      envelope = isEnvelope ? envelope(text) : Envelope.NONE;
    }

    private Outcome parse(Piece piece) throws IOException {
      if (!isEnvelope) {
        return reader.parse(
            piece, () -> JSON.createParser(piece.buffer(), 0, piece.length()), envelope);
      }
      String message = message(piece);
      if (message == null) {
        return JsonOutcomes.refused(piece, "log event without a message");
      }
      return reader.parse(piece, () -> JSON.createParser(message), envelope);
    }
  }

  private static String message(Piece logEvent) throws IOException {
    try (JsonParser parser = JSON.createParser(logEvent.buffer(), 0, logEvent.length())) {
      String message = null;
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && name.equals("message")) {
          message = parser.getText();
        }
        parser.skipChildren();
      }
      return message;
    }
  }

  /** CloudWatch writes the log events last, so the beginning tells all. */
  private static Envelope envelope(String beginning) {
    Map<String, String> fields = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(beginning)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() == JsonToken.VALUE_STRING && NAMED.contains(name)) {
          fields.put(name, parser.getText());
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      // The beginning always ends within the array; what was read up to there is known.
      return envelope(fields);
    }
    return envelope(fields);
  }

  private static Envelope envelope(Map<String, String> fields) {
    return new Envelope(
        fields.get("messageType"),
        fields.get("owner"),
        fields.get("logGroup"),
        fields.get("logStream"));
  }
}
