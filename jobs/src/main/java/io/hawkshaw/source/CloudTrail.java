package io.hawkshaw.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.google.common.hash.Hashing;
import io.hawkshaw.run.EventRules;
import io.hawkshaw.run.LogRules;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.source.JsonRecords.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * CloudTrail log files: {@code {"Records":[…]}}, record versions 1.0 to 1.11 and what follows, as
 * long as the names of the fields hold.
 *
 * <p>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 *
 * @param ofWords rules that the words of a record can answer
 * @param rules the others
 */
record CloudTrail(LogRules ofWords, RawRules rules) implements RawFormat {
  private static final Set<String> ARRAYS = Set.of("Records");
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

  /** The log, of which nothing is asked. */
  CloudTrail() {
    this(LogRules.NONE, RawRules.NONE);
  }

  @Override
  public RawFormat asked(EventRules asked) {
    return new CloudTrail(ApiCalls.ofWords(asked), new RawRules(ApiCalls.beyondWords(asked)));
  }

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
    return ApiCalls.activity(ofWords);
  }

  @Override
  public Iterator<Outcome> read(InputStream unpacked, InputFile file, ReadingSettings limits) {
    JsonRecords pieces = new JsonRecords(unpacked, ARRAYS, limits.maxRecordBytes());
    return JsonOutcomes.of(pieces, piece -> parse(piece, file));
  }

  private Outcome parse(Piece piece, InputFile file) throws IOException {
    Call call = Call.of(piece);
    if (call.isNoEvent()) {
      return new Outcome.Skipped(piece.position());
    }
    if ("Insight".equals(call.text(Field.CATEGORY))) {
      return JsonOutcomes.refused(
          piece, "an Insights event outside of a folder CloudTrail-Insight");
    }
    if (call.text(Field.TIME) == null) {
      return JsonOutcomes.refused(piece, "no eventTime");
    }
    if (call.text(Field.OPERATION) == null && call.text(Field.SERVICE) == null) {
      return JsonOutcomes.refused(piece, "neither eventName nor eventSource");
    }
    Instant time;
    try {
      time = UtcTime.parse(call.text(Field.TIME));
    } catch (DateTimeException e) {
      return JsonOutcomes.refused(piece, "eventTime is no time: " + call.text(Field.TIME));
    }
    String owner = call.first(Field.RECIPIENT_ACCOUNT, Field.CALLER_ACCOUNT);
    String account = owner == null ? file.account() : owner;
    String region = call.text(Field.REGION) == null ? file.region() : call.text(Field.REGION);
    // Records of version 1.0 have no id; their copies are alike to the byte.
    String id =
        call.isAbsent(Field.ID)
            ? Hashing.murmur3_128().hashBytes(piece.buffer(), 0, piece.length()).toString()
            : call.text(Field.ID);
    return new Outcome.Parsed(
        piece.position(),
        id,
        time,
        account,
        region,
        call.row(time, account, region, matching(call, piece)),
        () -> piece.text(Scan.RAW_BYTES));
  }

  /** Few records are read a second time: those that a rule may match. */
  private String[] matching(Call call, Piece piece) throws IOException {
    return rules.matching(
        call.text(Field.SERVICE),
        call.text(Field.OPERATION),
        () -> JSON.createParser(piece.buffer(), 0, piece.length()));
  }

  /** The values of a record that a call is made of, by their paths. */
  private enum Field {
    CATEGORY("eventCategory"),
    VPC_ENDPOINT("vpcEndpointId"),
    DIGEST("digestStartTime"),
    TIME("eventTime"),
    ID("eventID"),
    SERVICE("eventSource"),
    OPERATION("eventName"),
    REGION("awsRegion"),
    RECIPIENT_ACCOUNT("recipientAccountId"),
    SOURCE_ADDRESS("sourceIPAddress"),
    USER_AGENT("userAgent"),
    ERROR_CODE("errorCode"),
    ERROR_MESSAGE("errorMessage"),
    READ_ONLY("readOnly"),
    IDENTITY_TYPE("userIdentity.type"),
    PRINCIPAL_ID("userIdentity.principalId"),
    ARN("userIdentity.arn"),
    CALLER_ACCOUNT("userIdentity.accountId"),
    USER_NAME("userIdentity.userName"),
    ACCESS_KEY("userIdentity.accessKeyId"),
    CREDENTIAL("userIdentity.credentialId"),
    INVOKED_BY("userIdentity.invokedBy"),
    ISSUER_ARN("userIdentity.sessionContext.sessionIssuer.arn"),
    SOURCE_IDENTITY("userIdentity.sessionContext.sourceIdentity"),
    ON_BEHALF_OF("userIdentity.onBehalfOf.userId"),
    SIGN_IN("responseElements.ConsoleLogin"),
    SESSION_KEY("responseElements.credentials.accessKeyId"),
    CREATED_KEY("responseElements.accessKey.accessKeyId"),
    SESSION("responseElements.assumedRoleUser.assumedRoleId"),
    RESOURCE_ARNS("resources[].ARN"),
    RESOURCE_TYPES("resources[].type"),
    RESOURCE_ACCOUNTS("resources[].accountId");

    private final String path;

    Field(String path) {
      this.path = path;
    }
  }

  /** What is read of one record: the fields, then the parameters that may name a target. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Call(String[] values) {
    private static final List<String> REQUEST = Target.requestParameters();
    private static final List<String> RESPONSE = Target.responseElements();
    private static final JsonPaths PATHS =
        new JsonPaths(
            Stream.of(
                    Arrays.stream(Field.values()).map(field -> field.path),
                    REQUEST.stream().map(name -> "requestParameters." + name),
                    RESPONSE.stream().map(name -> "responseElements." + name))
                .flatMap(paths -> paths)
                .toList());

    static Call of(Piece piece) throws IOException {
      try (JsonParser parser = JSON.createParser(piece.buffer(), 0, piece.length())) {
        return new Call(PATHS.read(parser));
      }
    }

    /**
     * Digests tell which log files there are; aggregated events sum up data events, and name no
     * call.
     *
     * <p>https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aggregated-events.html
     */
    boolean isNoEvent() {
      return !isAbsent(Field.DIGEST) || "Aggregated".equals(text(Field.CATEGORY));
    }

    @SuppressWarnings("EnumOrdinal") // The fields are the first of the paths, in their order.
    String text(Field field) {
      return values[field.ordinal()];
    }

    boolean isAbsent(Field field) {
      return text(field) == null || text(field).isEmpty();
    }

    private boolean isOfService() {
      return "AWSService".equals(text(Field.IDENTITY_TYPE));
    }

    String first(Field field, Field otherwise) {
      return isAbsent(field) ? text(otherwise) : text(field);
    }

    private Map<String, String> request() {
      return named(REQUEST, Field.values().length);
    }

    private Map<String, String> response() {
      return named(RESPONSE, Field.values().length + REQUEST.size());
    }

    /** The values from an index on, by their names. */
    private Map<String, String> named(List<String> names, int from) {
      Map<String, String> named = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        if (values[from + i] != null) {
          named.put(names.get(i), values[from + i]);
        }
      }
      return named;
    }

    private Target target(String account) {
      Target target =
          Target.of(
              text(Field.SERVICE),
              account,
              request(),
              response(),
              new Target.Resources(
                  text(Field.RESOURCE_ARNS),
                  text(Field.RESOURCE_TYPES),
                  text(Field.RESOURCE_ACCOUNTS)));
      boolean isOfEndpoint =
          "NetworkActivity".equals(text(Field.CATEGORY)) && !isAbsent(Field.VPC_ENDPOINT);
      return target == null && isOfEndpoint
          ? new Target("AWS::EC2::VPCEndpoint", text(Field.VPC_ENDPOINT), null, null)
          : target;
    }

    Row row(Instant time, String account, String region, String[] matching) {
      Target target = target(account);
      return RowFactory.create(
          Timestamp.from(time),
          text(Field.ID),
          account,
          region,
          text(Field.IDENTITY_TYPE),
          text(Field.PRINCIPAL_ID),
          text(Field.ARN),
          text(Field.CALLER_ACCOUNT),
          text(Field.USER_NAME),
          first(Field.ACCESS_KEY, Field.CREDENTIAL),
          text(Field.INVOKED_BY),
          text(Field.ISSUER_ARN),
          text(Field.SOURCE_IDENTITY),
          text(Field.ON_BEHALF_OF),
          text(Field.SOURCE_ADDRESS),
          text(Field.USER_AGENT),
          text(Field.SERVICE),
          text(Field.OPERATION),
          text(Field.READ_ONLY),
          text(Field.ERROR_CODE),
          text(Field.ERROR_MESSAGE),
          text(Field.SIGN_IN),
          isOfService() ? null : first(Field.SESSION_KEY, Field.CREATED_KEY),
          text(Field.SESSION),
          target == null ? null : target.type(),
          target == null ? null : target.name(),
          target == null ? null : target.sample(),
          target == null ? null : target.account(),
          matching);
    }
  }
}
