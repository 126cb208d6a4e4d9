package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.generate.OcsfClass.Activity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** EKS audit events as Security Lake maps them to OCSF, in source version 2 only. */
final class KubernetesOcsf {
  private static final OcsfClass API_ACTIVITY =
      new OcsfClass("API Activity", 6003, "Application Activity", 6);
  private static final Activity OTHER = new Activity(99, "Other");
  private static final Map<String, Activity> ACTIVITIES =
      Map.of(
          "create", new Activity(1, "Create"),
          "get", new Activity(2, "Read"),
          "list", new Activity(2, "Read"),
          "watch", new Activity(2, "Read"),
          "update", new Activity(3, "Update"),
          "patch", new Activity(3, "Update"),
          "delete", new Activity(4, "Delete"));

  private final KubernetesCall call;
  private final Flat flat;
  private final ObjectNode event;

  private KubernetesOcsf(KubernetesCall call) {
    this.call = call;
    this.flat = Flat.of(call.body());
    this.event = SourceVersion.V2.event(millis(call.time()), List.of("cloud"));
  }

  static ObjectNode event(KubernetesCall call) {
    KubernetesOcsf row = new KubernetesOcsf(call);
    row.metadata();
    row.request();
    row.actor();
    row.resource();
    Activity activity = ACTIVITIES.getOrDefault(call.body().get("verb").textValue(), OTHER);
    API_ACTIVITY.stamp(row.event, activity);
    Observables.list(row.event);
    row.event.set("unmapped", row.flat.rest());
    return row.event;
  }

  private void metadata() {
    ObjectNode metadata = event.withObject("/metadata");
    metadata.put("log_level", flat.take("level"));
    metadata
        .putObject("product")
        .put("version", flat.take("apiVersion"))
        .put("vendor_name", "AWS")
        .put("name", "Amazon EKS")
        .putObject("feature")
        .put("name", "Elastic Kubernetes Service");
    event.put("message", flat.take("stage"));
    flat.take("stageTimestamp");
    Instant received = Instant.parse(flat.take("requestReceivedTimestamp"));
    SourceVersion.V2.time(event, "start_time", millis(received));
  }

  private void request() {
    ObjectNode api = event.putObject("api");
    api.put("operation", flat.take("verb"));
    api.put("version", flat.take("objectRef.apiVersion"));
    api.putObject("request").put("uid", flat.take("auditID"));
    ObjectNode response = api.putObject("response");
    response.put("code", Integer.parseInt(flat.take("responseStatus.code")));
    response.put("error", flat.take("responseStatus.reason"));
    response.put("error_message", flat.take("responseStatus.message"));
    flat.take("responseStatus.status");
    ObjectNode http = event.putObject("http_request");
    http.put("user_agent", flat.take("userAgent"));
    http.putObject("url").put("path", flat.take("requestURI"));
    event.putObject("src_endpoint").set("ip", call.body().get("sourceIPs").get(0));
  }

  /** The account column holds the caller's session ARN, as in the files that AWS writes. */
  private void actor() {
    ObjectNode actor = event.putObject("actor");
    ObjectNode user = actor.putObject("user");
    user.put("name", flat.take("user.username"));
    user.put("uid", flat.take("user.uid"));
    user.put("type_id", 0);
    for (JsonNode group : call.body().at("/user/groups")) {
      user.withArray("groups").addObject().set("name", group);
    }
    flat.take("user.groups[]");
    actor
        .putObject("session")
        .put("credential_uid", flat.take("user.extra.accessKeyId[]"))
        .put("issuer", flat.take("user.extra.canonicalArn[]"))
        .put("uid", flat.take("user.extra.sessionName[]"));
    ObjectNode cloud = event.putObject("cloud").put("provider", "AWS");
    SourceVersion.V2.account(cloud, flat.take("user.extra.arn[]"));
  }

  private void resource() {
    String type = flat.take("objectRef.resource");
    String part = flat.take("objectRef.subresource");
    event
        .withArray("resources")
        .addObject()
        .put("namespace", flat.take("objectRef.namespace"))
        .put("name", flat.take("objectRef.name"))
        .put("type", part == null ? type : type + "/" + part);
  }

  private static Instant millis(Instant time) {
    return Instant.ofEpochMilli(time.toEpochMilli());
  }
}
