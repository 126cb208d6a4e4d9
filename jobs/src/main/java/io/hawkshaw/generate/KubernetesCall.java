package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One event of a cluster's audit log ({@code audit.k8s.io/v1}), as the API server wrote it.
 *
 * @param cluster name of the cluster, which the event itself does not tell
 */
record KubernetesCall(Place place, String cluster, ObjectNode body) {

  String id() {
    return body.get("auditID").textValue();
  }

  /** The stage belongs to the key: a long request is logged when it starts and when it ends. */
  String key() {
    return id() + "/" + body.get("stage").textValue();
  }

  Instant time() {
    return Instant.parse(body.get("stageTimestamp").textValue());
  }
}
