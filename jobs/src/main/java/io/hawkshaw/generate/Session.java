package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** A role while somebody wears it. */
record Session(Role role, String name, String accessKey, Instant since, Duration life) {
  private static final Duration DEFAULT_LIFE = Duration.ofHours(1);

  /** Opens a session whose key follows from who wears the role and since when. */
  static Session open(Role role, String name, Instant since) {
    String accessKey = Ids.accessKey("ASIA", role.arn() + "/" + name + "/" + since);
    return new Session(role, name, accessKey, since, DEFAULT_LIFE);
  }

  /** The same session, opened for longer than STS gives unasked. */
  Session lasting(Duration longer) {
    return new Session(role, name, accessKey, since, longer);
  }

  boolean isLong() {
    return life.compareTo(DEFAULT_LIFE) > 0;
  }

  String arn() {
    return "arn:aws:sts::%s:assumed-role/%s/%s".formatted(role.account().id(), role.name(), name);
  }

  String principalId() {
    return role.id() + ":" + name;
  }

  ObjectNode identity() {
    ObjectNode identity =
        Json.object()
            .put("type", "AssumedRole")
            .put("principalId", principalId())
            .put("arn", arn())
            .put("accountId", role.account().id())
            .put("accessKeyId", accessKey);
    ObjectNode context = identity.putObject("sessionContext");
    context
        .putObject("sessionIssuer")
        .put("type", "Role")
        .put("principalId", role.id())
        .put("arn", role.arn())
        .put("accountId", role.account().id())
        .put("userName", role.name());
    context
        .putObject("attributes")
        .put("creationDate", since.toString())
        .put("mfaAuthenticated", "false");
    return identity;
  }

  /** What STS answers to the call that opens this session. */
  ObjectNode issued() {
    ObjectNode response = Json.object();
    response
        .putObject("credentials")
        .put("accessKeyId", accessKey)
        .put("sessionToken", "IQoJb3JpZ2luX2VjEXAMPLETOKEN")
        .put("expiration", AwsDate.text(since.plus(life)));
    response.putObject("assumedRoleUser").put("assumedRoleId", principalId()).put("arn", arn());
    return response;
  }
}
