package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One version of a GuardDuty finding; later versions keep the id. */
record Finding(ObjectNode body) {

  String id() {
    return body.get("id").textValue();
  }

  String type() {
    return body.get("type").textValue();
  }

  String region() {
    return body.get("region").textValue();
  }

  /** The account and Region in which it was found, whoever exports it. */
  Place place() {
    return new Place(Account.of(body.get("accountId").textValue()), region());
  }

  Instant updated() {
    return Instant.parse(body.get("updatedAt").textValue());
  }

  String key() {
    return id() + "/" + updated();
  }
}
