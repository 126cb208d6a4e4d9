package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One version of a GuardDuty finding; later versions keep the id.
 *
 * @param place the account and Region in which it was found, whoever exports it
 */
record Finding(Place place, ObjectNode body) {

  String id() {
    return body.get("id").textValue();
  }

  String type() {
    return body.get("type").textValue();
  }

  String region() {
    return body.get("region").textValue();
  }

  Instant updated() {
    return Instant.parse(body.get("updatedAt").textValue());
  }

  String key() {
    return id() + "/" + updated();
  }
}
