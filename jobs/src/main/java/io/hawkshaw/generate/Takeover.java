package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The calls to STS by which a caller takes a role. */
final class Takeover {
  private final Desk desk;

  Takeover(Desk desk) {
    this.desk = desk;
  }

  /** Takes a role of the caller's own account. */
  ApiCall within(Session session) {
    Call call = assumeRole(session);
    if (isService()) {
      call.extra("sharedEventID", Ids.uuid(session.arn() + session.since()));
    }
    return desk.record(call);
  }

  /**
   * Takes a role of another account. Both accounts get a record: the caller's own tells who called,
   * the other's only the account and the principal id; the shared id binds the two together.
   */
  Pair across(Session session) {
    String shared = Ids.uuid(session.arn() + session.since());
    ApiCall there = desk.record(assumeRole(session).extra("sharedEventID", shared));
    ObjectNode identity =
        Json.object()
            .put("type", "AWSAccount")
            .put("principalId", desk.caller().identity().get("principalId").textValue())
            .put("accountId", desk.caller().identity().get("accountId").textValue());
    Caller seen = new Caller(identity, desk.caller().address(), desk.caller().agent());
    Desk other = desk.seenAs(seen).at(session.role().account().home());
    ApiCall here =
        other.record(new Takeover(other).assumeRole(session).extra("sharedEventID", shared));
    return new Pair(there, here);
  }

  /** The record of the caller's account and that of the role's account. */
  record Pair(ApiCall caller, ApiCall owner) {}

  private Call assumeRole(Session session) {
    ObjectNode request =
        Json.object().put("roleArn", session.role().arn()).put("roleSessionName", session.name());
    if (session.isLong() && !isService()) {
      request.put("durationSeconds", session.life().toSeconds());
    }
    return desk.call("sts:AssumeRole", session.since())
        .request(request)
        .response(session.issued())
        .resource(session.role().account(), "AWS::IAM::Role", session.role().arn());
  }

  private boolean isService() {
    return desk.caller().identity().path("type").asText().equals("AWSService");
  }
}
