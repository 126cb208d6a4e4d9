package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One AWS API call as CloudTrail records it. The record itself is the neutral form: its bodies have
 * no common shape, and Security Lake derives its own rows from it in the same way.
 *
 * @param place where the record is delivered: the account that received it, the Region of the call
 */
record ApiCall(Place place, Instant time, ObjectNode body) {

  String id() {
    return text("eventID");
  }

  String name() {
    return text("eventName");
  }

  /** True for a call on data, such as an object of a bucket, which other sources carry. */
  boolean isOnData() {
    return text("eventCategory").equals("Data");
  }

  /** The service that was called: {@code s3}. */
  String service() {
    return text("eventSource").replace(".amazonaws.com", "");
  }

  private String text(String field) {
    return body.get(field).textValue();
  }
}
