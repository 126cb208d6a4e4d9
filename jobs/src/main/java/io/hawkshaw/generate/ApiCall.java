package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One AWS API call as CloudTrail records it. The record itself is the neutral form: its bodies have
 * no common shape, and Security Lake derives its own rows from it in the same way.
 */
record ApiCall(ObjectNode body) {

  String id() {
    return text("eventID");
  }

  String name() {
    return text("eventName");
  }

  Instant time() {
    return Instant.parse(text("eventTime"));
  }

  /** Where the record is delivered: the account that received it and the Region of the call. */
  Place place() {
    return new Place(Account.of(text("recipientAccountId")), text("awsRegion"));
  }

  /** A copy in which one field has another value, or stands for the first time. */
  ApiCall with(String field, JsonNode value) {
    ObjectNode copy = body.deepCopy();
    copy.set(field, value);
    return new ApiCall(copy);
  }

  /** A copy in which one text field has another value, or stands for the first time. */
  ApiCall with(String field, String value) {
    return with(field, body.textNode(value));
  }

  private String text(String field) {
    return body.get(field).textValue();
  }
}
