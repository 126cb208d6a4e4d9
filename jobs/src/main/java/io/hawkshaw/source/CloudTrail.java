package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.hash.Hashing;
import io.hawkshaw.run.Settings;
import io.hawkshaw.source.JsonRecords.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * CloudTrail log files: {@code {"Records":[…]}}, record versions 1.0 to 1.11 and what follows, as
 * long as the names of the fields hold.
 *
 * <p>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
final class CloudTrail implements RawFormat {
  private static final long serialVersionUID = 1L;
  private static final Set<String> ARRAYS = Set.of("Records");
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public StructType words() {
    return ApiCalls.CALL;
  }

  @Override
  public boolean isGroupedInWords() {
    return true;
  }

  @Override
  public Column toRecord() {
    return ApiCalls.activity();
  }

  @Override
  public Iterator<Outcome> read(InputStream unpacked, InputFile file, Settings.Reading limits) {
    JsonRecords pieces = new JsonRecords(unpacked, ARRAYS, limits.maxRecordBytes());
    return JsonOutcomes.of(pieces, piece -> parse(piece, file));
  }

  private static Outcome parse(Piece piece, InputFile file) throws IOException {
    Fields fields = new Fields();
    try (JsonParser parser = JSON.createParser(piece.buffer(), 0, piece.length())) {
      parser.nextToken();
      fields.read(parser);
    }
    if (fields.isNoEvent()) {
      return new Outcome.Skipped(piece.position());
    }
    if ("Insight".equals(fields.text("eventCategory"))) {
      return JsonOutcomes.refused(
          piece, "an Insights event outside of a folder CloudTrail-Insight");
    }
    if (fields.text("eventTime") == null) {
      return JsonOutcomes.refused(piece, "no eventTime");
    }
    if (fields.text("eventName") == null && fields.text("eventSource") == null) {
      return JsonOutcomes.refused(piece, "neither eventName nor eventSource");
    }
    Instant time;
    try {
      time = Instant.parse(fields.text("eventTime"));
    } catch (DateTimeException e) {
      return JsonOutcomes.refused(piece, "eventTime is no time: " + fields.text("eventTime"));
    }
    String account =
        fields.first("recipientAccountId", "userIdentity.accountId") == null
            ? file.account()
            : fields.first("recipientAccountId", "userIdentity.accountId");
    String region = fields.text("awsRegion") == null ? file.region() : fields.text("awsRegion");
    // Records of version 1.0 have no id; their copies are alike to the byte.
    String id =
        fields.isAbsent("eventID")
            ? Hashing.murmur3_128().hashBytes(piece.buffer(), 0, piece.length()).toString()
            : fields.text("eventID");
    return new Outcome.Parsed(
        piece.position(),
        id,
        time,
        account,
        region,
        fields.row(time, account, region),
        () -> piece.text(Scan.RAW_BYTES));
  }

  /** What the night wants of one record, by the paths of the fields. */
  private static final class Fields {
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> request = new HashMap<>();
    private final Map<String, String> response = new HashMap<>();

    void read(JsonParser parser) throws IOException {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        switch (name) {
          case "requestParameters" -> body(parser, token, request);
          case "responseElements" -> body(parser, token, response);
          case "userIdentity", "resources" -> FlatJson.flatten(parser, name, values);
          case "eventCategory",
              "vpcEndpointId",
              "digestStartTime",
              "eventTime",
              "eventID",
              "eventSource",
              "eventName",
              "awsRegion",
              "recipientAccountId",
              "sourceIPAddress",
              "userAgent",
              "errorCode",
              "errorMessage",
              "readOnly" -> {
            if (token.isScalarValue()) {
              FlatJson.flatten(parser, name, values);
            } else {
              parser.skipChildren();
            }
          }
          default -> parser.skipChildren();
        }
      }
    }

    private static void body(JsonParser parser, JsonToken token, Map<String, String> leaves)
        throws IOException {
      if (token == JsonToken.START_OBJECT) {
        FlatJson.flatten(parser, "", leaves);
      } else {
        parser.skipChildren();
      }
    }

    /**
     * Digests tell which log files there are; aggregated events sum up data events, and name no
     * call.
     *
     * <p>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aggregated-events.html
     */
    boolean isNoEvent() {
      return !isAbsent("digestStartTime") || "Aggregated".equals(text("eventCategory"));
    }

    String text(String path) {
      return values.get(path);
    }

    boolean isAbsent(String path) {
      String value = values.get(path);
      return value == null || value.isEmpty();
    }

    String first(String path, String otherwise) {
      return isAbsent(path) ? values.get(otherwise) : values.get(path);
    }

    Row row(Instant time, String account, String region) {
      Target target =
          Target.of(
              text("eventSource"),
              account,
              request,
              response,
              text("resources[].ARN"),
              text("resources[].type"));
      String issuer = "userIdentity.sessionContext.sessionIssuer.arn";
      return RowFactory.create(
          Timestamp.from(time),
          text("eventID"),
          account,
          region,
          text("userIdentity.type"),
          text("userIdentity.principalId"),
          text("userIdentity.arn"),
          text("userIdentity.accountId"),
          text("userIdentity.userName"),
          first("userIdentity.accessKeyId", "userIdentity.credentialId"),
          text("userIdentity.invokedBy"),
          text(issuer),
          text("userIdentity.sessionContext.sourceIdentity"),
          text("userIdentity.onBehalfOf.userId"),
          text("sourceIPAddress"),
          text("userAgent"),
          text("eventSource"),
          text("eventName"),
          text("readOnly"),
          text("errorCode"),
          text("errorMessage"),
          response.get("ConsoleLogin"),
          target == null ? null : target.type(),
          target == null ? null : target.name(),
          target == null ? null : target.sample());
    }
  }
}
