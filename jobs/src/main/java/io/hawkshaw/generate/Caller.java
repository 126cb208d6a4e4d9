package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who calls, from which address and with which tool. */
record Caller(ObjectNode identity, String address, String agent) {

  /** An AWS service that acts on its own: it has no ARN, no account and no address. */
  static Caller service(String principal) {
    ObjectNode identity = Json.object().put("type", "AWSService").put("invokedBy", principal);
    return new Caller(identity, principal, principal);
  }

  /** An AWS service that acts in a role of the account. */
  static Caller service(String principal, Session session) {
    return new Caller(session.identity().put("invokedBy", principal), principal, principal);
  }

  /** The same caller, of whom CloudTrail only tells that it is AWS itself. */
  Caller internal() {
    return new Caller(identity, "AWS Internal", "AWS Internal");
  }
}
