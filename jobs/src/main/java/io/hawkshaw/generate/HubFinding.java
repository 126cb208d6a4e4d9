package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One version of a Security Hub finding in the AWS Security Finding Format. */
record HubFinding(Place place, ObjectNode body) {

  String id() {
    return body.get("Id").textValue();
  }

  Instant updated() {
    return Instant.parse(body.get("UpdatedAt").textValue());
  }

  String key() {
    return id() + "/" + updated();
  }
}
