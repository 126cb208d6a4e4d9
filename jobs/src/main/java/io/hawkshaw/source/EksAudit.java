package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.hash.Hashing;
import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.source.JsonRecords.Piece;
import io.hawkshaw.source.LogSubscription.Envelope;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Kubernetes audit events of EKS: the log events of a CloudWatch Logs subscription, where the log
 * group names the cluster; or the events alone, on lines or as an EventList. The log group of a
 * cluster holds the streams of its other components too, which are skipped.
 *
 * <p>https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html,
 * https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 *
 * @param rules rules that are asked of its events
 */
record EksAudit(RawRules rules) implements RawFormat {
  private static final Set<String> ARRAYS = Set.of(LogSubscription.LOG_EVENTS, "items");
  private static final String STREAM = "kube-apiserver-audit";
  private static final Pattern LOG_GROUP = Pattern.compile("^/aws/eks/([^/]+)/cluster$");
  private static final Pattern ACCOUNT_OF_ARN = Pattern.compile("^arn:[^:]*:[^:]*:[^:]*:([0-9]+):");

  /** The log, of which nothing is asked. */
  EksAudit() {
    this(RawRules.NONE);
  }

  @Override
  public RawFormat asked(EventRules asked) {
    return new EksAudit(new RawRules(KubernetesCalls.rules(asked)));
  }

  @Override
  public StructType words() {
    return KubernetesCalls.CALL;
  }

  @Override
  public Column toRecord() {
    return KubernetesCalls.activity();
  }

  @Override
  public Iterator<Outcome> read(InputStream unpacked, InputFile file, ReadingSettings limits) {
    JsonRecords pieces = new JsonRecords(unpacked, ARRAYS, limits.maxRecordBytes());
    return LogSubscription.read(pieces, new Events(file, rules));
  }

  private record Events(InputFile file, RawRules rules) implements LogSubscription.Reader {
    @Override
    public boolean isRecord(Envelope envelope) {
      return envelope.logStream() == null || envelope.logStream().startsWith(STREAM);
    }

    @Override
    public Outcome parse(Piece piece, RawRules.Opener record, Envelope envelope)
        throws IOException {
      Event event = Event.read(record);
      if (event.text("auditID") == null && event.text("requestURI") == null) {
        return JsonOutcomes.refused(piece, "no audit event: neither auditID nor requestURI");
      }
      String told = event.first("stageTimestamp", event.text("requestReceivedTimestamp"));
      if (told == null) {
        return JsonOutcomes.refused(piece, "neither stageTimestamp nor requestReceivedTimestamp");
      }
      Instant time;
      Integer code;
      try {
        // Security Lake has milliseconds: an event shall be the same by both ways.
        time = Instant.parse(told).truncatedTo(ChronoUnit.MILLIS);
        code = event.number("responseStatus.code");
      } catch (DateTimeException e) {
        return JsonOutcomes.refused(piece, "stageTimestamp is no time: " + told);
      } catch (NumberFormatException e) {
        return JsonOutcomes.refused(piece, "responseStatus.code is no number");
      }
      String account = first(envelope.owner(), file.account(), event.callerAccount());
      String region = file.region();
      return new Outcome.Parsed(
          piece.position(),
          event.id(piece),
          time,
          account,
          region,
          event.row(
              time,
              code,
              new Place(account, region, cluster(envelope)),
              rules.matching(event.text("objectRef.resource"), event.text("verb"), record)),
          () -> piece.text(Scan.RAW_BYTES));
    }

    private static String cluster(Envelope envelope) {
      String logGroup = envelope.logGroup() == null ? "" : envelope.logGroup();
      Matcher matcher = LOG_GROUP.matcher(logGroup);
      return matcher.matches() ? matcher.group(1) : null;
    }

    private static String first(String... values) {
      for (String value : values) {
        if (value != null && !value.isEmpty()) {
          return value;
        }
      }
      return null;
    }
  }

  /** Where the API server runs. */
  private record Place(String account, String region, String cluster) {}

  /** What the night wants of one event, by the paths of the fields. */
  private record Event(Map<String, String> values) {

    static Event read(RawRules.Opener record) throws IOException {
      try (JsonParser parser = record.open()) {
        return read(parser);
      }
    }

    private static Event read(JsonParser parser) throws IOException {
      Map<String, String> values = new HashMap<>();
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        switch (name) {
          case "sourceIPs" -> readFirst(parser, token, name, values);
          case "user", "objectRef", "responseStatus" -> readObject(parser, token, name, values);
          case "auditID",
              "stage",
              "verb",
              "requestURI",
              "userAgent",
              "stageTimestamp",
              "requestReceivedTimestamp" -> {
            if (token.isScalarValue()) {
              FlatJson.flatten(parser, name, values);
            } else {
              parser.skipChildren();
            }
          }
          default -> parser.skipChildren();
        }
      }
      return new Event(values);
    }

    private static void readObject(
        JsonParser parser, JsonToken token, String name, Map<String, String> values)
        throws IOException {
      if (token != JsonToken.START_OBJECT) {
        parser.skipChildren();
        return;
      }
      // Leaves of its own, so that a long list of groups pushes nothing else out.
      Map<String, String> leaves = new HashMap<>();
      FlatJson.flatten(parser, name, leaves);
      values.putAll(leaves);
    }

    /** The caller's own address; proxies on the way stand behind it. */
    private static void readFirst(
        JsonParser parser, JsonToken token, String name, Map<String, String> values)
        throws IOException {
      if (token != JsonToken.START_ARRAY) {
        parser.skipChildren();
        return;
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          values.putIfAbsent(name, parser.getText());
        }
        parser.skipChildren();
      }
    }

    String text(String name) {
      String value = values.get(name);
      return value == null || value.isEmpty() ? null : value;
    }

    String first(String name, String otherwise) {
      return text(name) == null ? otherwise : text(name);
    }

    Integer number(String name) {
      return text(name) == null ? null : Integer.valueOf(text(name));
    }

    /** The account of the caller's session; callers from outside of IAM have none. */
    String callerAccount() {
      String arn = text("user.extra.arn[]");
      Matcher matcher = ACCOUNT_OF_ARN.matcher(arn == null ? "" : arn);
      return matcher.find() ? matcher.group(1) : null;
    }

    /** As {@link KubernetesCalls#id}; copies of an event without one are alike to the byte. */
    String id(Piece piece) {
      return text("auditID") == null
          ? Hashing.murmur3_128().hashBytes(piece.buffer(), 0, piece.length()).toString()
          : text("auditID") + "/" + first("stage", "");
    }

    private String resource() {
      String resource = text("objectRef.resource");
      String part = text("objectRef.subresource");
      return resource == null || part == null ? resource : resource + "/" + part;
    }

    Row row(Instant time, Integer code, Place place, String[] matching) {
      return RowFactory.create(
          Timestamp.from(time),
          text("auditID"),
          text("stage"),
          place.account(),
          place.region(),
          place.cluster(),
          text("user.username"),
          text("user.uid"),
          text("user.extra.canonicalArn[]"),
          text("user.extra.sessionName[]"),
          text("user.extra.accessKeyId[]"),
          text("sourceIPs"),
          text("userAgent"),
          text("requestURI"),
          text("verb"),
          resource(),
          text("objectRef.namespace"),
          text("objectRef.name"),
          code,
          first("responseStatus.reason", text("responseStatus.message")),
          matching);
    }
  }
}
