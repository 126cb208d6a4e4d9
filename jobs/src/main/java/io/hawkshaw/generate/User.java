package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** An IAM user and the long-term access key with which it works. */
record User(Account account, String name, String accessKey) {

  static User of(Account account, String name) {
    return new User(account, name, Ids.accessKey("AKIA", account + "/" + name));
  }

  /** The same user after its key was replaced. */
  User rotated() {
    return new User(account, name, Ids.accessKey("AKIA", account + "/" + name + "/rotated"));
  }

  String arn() {
    return "arn:aws:iam::%s:user/%s".formatted(account.id(), name);
  }

  String id() {
    return Ids.principal("AIDA", arn());
  }

  /** The identity of a call signed with the long-term key. */
  ObjectNode identity() {
    return Json.object()
        .put("type", "IAMUser")
        .put("principalId", id())
        .put("arn", arn())
        .put("accountId", account.id())
        .put("accessKeyId", accessKey)
        .put("userName", name);
  }

  /** Somebody at the sign-in page who gave this user's name and the wrong password. */
  ObjectNode refusedIdentity() {
    ObjectNode identity = identity().put("accessKeyId", "");
    identity.remove("arn");
    return identity;
  }

  /** This user at the sign-in page, with the right password but no credentials yet. */
  ObjectNode admittedIdentity() {
    ObjectNode identity = identity();
    identity.remove("accessKeyId");
    return identity;
  }

  /** The identity of a call from the console, which signs with temporary credentials. */
  ObjectNode consoleIdentity(Instant since, String mfa) {
    ObjectNode identity = identity();
    identity.put("accessKeyId", Ids.accessKey("ASIA", arn() + since));
    identity
        .putObject("sessionContext")
        .putObject("attributes")
        .put("creationDate", since.toString())
        .put("mfaAuthenticated", mfa);
    return identity;
  }
}
