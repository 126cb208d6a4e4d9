package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * What was seen, for the kinds of action that have columns in Security Lake. In the table that AWS
 * publishes, all of it stands below the actor.
 */
final class HubEvidence {
  private static final String PROCESS = "aws/guardduty/service/runtimeDetails/process/";

  private HubEvidence() {}

  static Optional<ObjectNode> of(JsonNode asff) {
    ObjectNode actor = Json.object();
    JsonNode action = asff.path("Action");
    call(actor, action.path("AwsApiCallAction"), "Api");
    call(actor, action.path("KubernetesApiCallAction"), "Verb");
    connection(actor, action.path("NetworkConnectionAction"));
    JsonNode query = action.path("DnsRequestAction");
    if (query.isObject()) {
      actor.putObject("query").set("hostname", query.get("Domain"));
    }
    process(actor, asff.get("ProductFields"));
    if (actor.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode evidence = Json.object();
    evidence.set("actor", actor);
    if (action.isObject()) {
      evidence.put("data", Json.text(action));
    }
    return Optional.of(evidence);
  }

  private static void call(ObjectNode actor, JsonNode action, String operation) {
    if (action.isObject()) {
      ObjectNode api = actor.putObject("api");
      api.set("operation", action.get(operation));
      api.putObject("service").set("name", action.get("ServiceName"));
      remote(actor, action);
    }
  }

  private static void connection(ObjectNode actor, JsonNode action) {
    if (action.isObject()) {
      remote(actor, action);
      ObjectNode target = actor.putObject("dst_endpoint");
      target.set("ip", action.at("/LocalIpDetails/IpAddressV4"));
      target.set("port", action.at("/LocalPortDetails/Port"));
      actor
          .putObject("connection_info")
          .put("direction", "Inbound")
          .put("direction_id", 1)
          .set("protocol_name", action.get("Protocol"));
    }
  }

  private static void remote(ObjectNode actor, JsonNode action) {
    JsonNode address = action.get("RemoteIpDetails");
    ObjectNode source = actor.putObject("src_endpoint");
    source.set("ip", address.get("IpAddressV4"));
    ObjectNode location = source.putObject("location");
    location.set("country", address.at("/Country/CountryName"));
    location.set("city", address.at("/City/CityName"));
    location
        .putArray("coordinates")
        .add(address.at("/GeoLocation/Lon"))
        .add(address.at("/GeoLocation/Lat"));
  }

  private static void process(ObjectNode actor, JsonNode fields) {
    if (!fields.has(PROCESS + "name")) {
      return;
    }
    ObjectNode process = actor.putObject("process");
    process.set("name", fields.get(PROCESS + "name"));
    process.set("uid", fields.get(PROCESS + "uuid"));
    process.put("pid", fields.get(PROCESS + "pid").asInt());
    process.put("euid", fields.get(PROCESS + "euid").asInt());
    double started = fields.get(PROCESS + "startTime").asDouble();
    SourceVersion.V2.time(process, "created_time", Instant.ofEpochMilli(Math.round(started * 1e3)));
    ObjectNode user = process.putObject("user");
    user.set("name", fields.get(PROCESS + "user"));
    user.set("uid", fields.get(PROCESS + "userId"));
    process.putObject("parent_process").set("uid", fields.get(PROCESS + "parentUuid"));
    ObjectNode file = process.putObject("file");
    file.set("path", fields.get(PROCESS + "executablePath"));
    file.set("name", fields.get(PROCESS + "name"));
    file.putArray("hashes")
        .addObject()
        .put("algorithm", "SHA-256")
        .put("algorithm_id", 3)
        .set("value", fields.get(PROCESS + "executableSha256"));
  }
}
