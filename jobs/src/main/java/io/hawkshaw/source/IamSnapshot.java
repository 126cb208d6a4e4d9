package io.hawkshaw.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.run.ReadingSettings;
import io.hawkshaw.source.JsonRecords.Piece;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What {@code aws iam get-account-authorization-details} prints: the users, groups and roles of an
 * account as they are at one time: that in the name or the path of the file, else when it was
 * written. Managed policies, which it lists too, are skipped: an identity names those that it has.
 *
 * <p>https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */
final class IamSnapshot implements RawFormat {
  private static final long serialVersionUID = 1L;
  private static final Set<String> ARRAYS =
      Set.of("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a snapshot tells of, each with the names of its fields. */
  private enum Kind {
    USER("User", EntityType.IAM_USER),
    ROLE("Role", EntityType.IAM_ROLE),
    GROUP("Group", EntityType.IAM_GROUP);

    private final String word;
    private final EntityType type;

    Kind(String word, EntityType type) {
      this.word = word;
      this.type = type;
    }
  }

  @Override
  public StructType words() {
    return IamIdentities.RECORD;
  }

  @Override
  public Column toRecord() {
    return IamIdentities.identity();
  }

  @Override
  public Iterator<Outcome> read(InputStream unpacked, InputFile file, ReadingSettings limits) {
    JsonRecords pieces = new JsonRecords(unpacked, ARRAYS, limits.maxRecordBytes());
    Instant taken = taken(file);
    return JsonOutcomes.of(pieces, piece -> outcome(piece, taken));
  }

  /** Copying a file gives it another time, so that what its path says comes first. */
  private static Instant taken(InputFile file) {
    if (file.delivered() != null) {
      return file.delivered();
    }
    return file.pathDay() == null
        ? file.modified()
        : file.pathDay().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Outcome outcome(Piece piece, Instant taken) throws IOException {
    JsonNode json = JSON.readTree(piece.buffer(), 0, piece.length());
    for (Kind kind : Kind.values()) {
      if (json.hasNonNull(kind.word + "Name")) {
        return identity(piece, json, kind, taken);
      }
    }
    return json.hasNonNull("PolicyName")
        ? new Outcome.Skipped(piece.position())
        : JsonOutcomes.refused(piece, "neither a user, a group, a role nor a policy");
  }

  private static Outcome identity(Piece piece, JsonNode json, Kind kind, Instant taken) {
    String arn = json.path("Arn").asText();
    String[] parts = arn.split(":", 6);
    if (parts.length < 6 || !parts[2].equals("iam")) {
      return JsonOutcomes.refused(piece, "no ARN of IAM");
    }
    String account = parts[4];
    String name = json.get(kind.word + "Name").asText();
    String group = String.join(":", "arn", parts[1], "iam", "", account, "group/");
    Row row =
        RowFactory.create(
            Timestamp.from(taken),
            account,
            null,
            kind.type.name(),
            kind == Kind.GROUP ? group + name : arn,
            name,
            json.path(kind.word + "Id").asText(null),
            time(json.path("CreateDate")),
            time(json.path("RoleLastUsed").path("LastUsedDate")),
            groups(json.path("GroupList"), group),
            policies(json, kind, account, name),
            TrustPolicy.of(json.path("AssumeRolePolicyDocument")).stream()
                .map(one -> RowFactory.create(one.type().name(), one.id()))
                .toArray(Row[]::new));
    String id = String.join("|", arn, taken.toString());
    return new Outcome.Parsed(
        piece.position(), id, taken, account, null, row, () -> piece.text(Scan.RAW_BYTES));
  }

  /** Managed policies by their ARNs; those that stand within the identity as its own resources. */
  private static String[] policies(JsonNode json, Kind kind, String account, String name) {
    List<String> all = new ArrayList<>();
    json.path("AttachedManagedPolicies").forEach(one -> all.add(one.path("PolicyArn").asText()));
    String inline = "AWS::IAM::%sPolicy/%s/aws-global/%s/".formatted(kind.word, account, name);
    json.path(kind.word + "PolicyList")
        .forEach(one -> all.add(inline + one.path("PolicyName").asText()));
    return all.stream().sorted().toArray(String[]::new);
  }

  private static String[] groups(JsonNode names, String prefix) {
    List<String> all = new ArrayList<>();
    names.forEach(name -> all.add(prefix + name.asText()));
    return all.toArray(String[]::new);
  }

  private static Timestamp time(JsonNode text) {
    try {
      return text.isTextual()
          ? Timestamp.from(OffsetDateTime.parse(text.asText()).toInstant())
          : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
