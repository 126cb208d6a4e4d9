package io.hawkshaw.rule;

import io.hawkshaw.run.EventRules.Log;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The logs that rules may be of, as Sigma names them.
 *
 * <p>https://sigmahq.io/sigma-specification/specification/sigma-appendix-taxonomy.html
 */
enum LogSource {
  CLOUDTRAIL("aws", "cloudtrail", Log.CLOUDTRAIL, List.of("eventSource", "eventName"), Map.of()),
  KUBERNETES_AUDIT(
      "kubernetes",
      "audit",
      Log.KUBERNETES_AUDIT,
      List.of("objectRef.resource", "verb"),
      // Names that public rules use for fields of the audit event, flattened by other products.
      Map.of(
          "apiGroup", "objectRef.apiGroup",
          "resource", "objectRef.resource",
          "subresource", "objectRef.subresource",
          "namespace", "objectRef.namespace",
          "capabilities", "requestObject.spec.containers.securityContext.capabilities",
          "hostPath", "requestObject.spec.volumes.hostPath"));

  private final String product;
  private final String service;
  private final Log log;
  private final List<String> keys;
  private final Map<String, String> otherNames;

  LogSource(
      String product, String service, Log log, List<String> keys, Map<String, String> otherNames) {
    this.product = product;
    this.service = service;
    this.log = log;
    this.keys = keys;
    this.otherNames = otherNames;
  }

  /** The log that a rule names; empty for one that is not read here. */
  static Optional<LogSource> of(YamlNode rule) throws BrokenRule {
    YamlNode written = rule.required("logsource");
    String product = written.find("product").isEmpty() ? "" : written.required("product").text();
    String service = written.find("service").isEmpty() ? "" : written.required("service").text();
    return Arrays.stream(values())
        .filter(log -> log.product.equalsIgnoreCase(product))
        .filter(log -> log.service.equalsIgnoreCase(service))
        .findFirst();
  }

  Log log() {
    return log;
  }

  /** The two fields that tell most about an event: what is acted on, and how. */
  List<String> keys() {
    return keys;
  }

  /** The name of a field in the log itself; arrays have no mark in it. */
  String field(String name) {
    String plain = name.replace("[]", "");
    return otherNames.getOrDefault(plain, plain);
  }
}
