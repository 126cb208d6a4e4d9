package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A finding in the making; each version of it is one more look at the same thing. */
final class FindingDraft {
  private final Map<String, String> values = new HashMap<>();
  private final Place place;
  private final ObjectNode body;

  FindingDraft(Place place, String type, String title, String description) {
    this.place = place;
    values.put("account", place.account().id());
    values.put("region", place.region());
    values.put("detector", Ids.hex("detector " + place));
    values.put("type", type);
    values.put("title", title);
    values.put("description", description);
    values.put("id", Ids.hex(type + title));
    body = Json.fill(FindingDocuments.ENVELOPE, values);
  }

  /** Gives the values by which the placeholders of the parts are filled. */
  FindingDraft about(Map<String, String> things) {
    values.putAll(things);
    return this;
  }

  /** Makes a machine the resource. */
  FindingDraft onInstance(Host host) {
    return about(
            Map.of(
                "instance", host.instance(),
                "interface", host.networkInterface(),
                "ip", host.ip(),
                "subnet", host.network().subnet(),
                "vpc", host.network().vpc()))
        .resource(FindingDocuments.INSTANCE);
  }

  FindingDraft severity(double severity) {
    body.put("severity", severity);
    return this;
  }

  FindingDraft resource(String document) {
    body.set("resource", fill(document));
    return this;
  }

  FindingDraft action(String document) {
    service().set("action", fill(document));
    return this;
  }

  /** Tells the address of the other end, where the action has a place for it. */
  FindingDraft from(String document) {
    JsonNode address = Json.object(document);
    for (JsonNode action : service().get("action")) {
      if (action instanceof ObjectNode details && details.has("remoteIpDetails")) {
        details.set("remoteIpDetails", address);
      }
    }
    return this;
  }

  FindingDraft additionalInfo(String document) {
    ObjectNode info = fill(document);
    info.put("value", Json.text(fill(document))).put("type", "default");
    service().set("additionalInfo", info);
    return this;
  }

  /** Adds what only some features of GuardDuty find out. */
  FindingDraft feature(String name, String field, String document) {
    service().put("featureName", name);
    service().set(field, fill(document));
    return this;
  }

  ObjectNode body() {
    return body;
  }

  /** The finding as it stood some minutes after the last thing seen, and how often until then. */
  Finding seen(Instant first, Instant last, int count) {
    ObjectNode version = body.deepCopy();
    version.put("createdAt", millis(first.plusSeconds(300)));
    version.put("updatedAt", millis(last.plusSeconds(360)));
    version
        .withObject("/service")
        .put("eventFirstSeen", millis(first))
        .put("eventLastSeen", millis(last))
        .put("count", count);
    return new Finding(place, version);
  }

  private ObjectNode service() {
    return body.withObject("/service");
  }

  private ObjectNode fill(String document) {
    return Json.fill(document, values);
  }

  private static String millis(Instant time) {
    return time.toString().replace("Z", ".000Z");
  }
}
