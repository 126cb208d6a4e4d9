package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** An EKS cluster, whose API server audits what is asked of it. */
final class Cluster {
  /** The cluster of the sample lake. */
  static final String NAME = "prod-main";

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** Who asks the API server, from where and with what. */
  record Client(String user, List<String> groups, Session session, String address, String agent) {

    static Client of(String user, String group, String address, String agent) {
      return new Client(user, List.of(group, "system:authenticated"), null, address, agent);
    }

    /** Somebody who is known to the cluster by an IAM role. */
    static Client of(Session session, String group, String address, String agent) {
      return new Client(
          session.role().name(), List.of(group, "system:authenticated"), session, address, agent);
    }
  }

  /** What is asked for: {@code pods/exec} is the subresource exec of pods; a name may be empty. */
  record Target(String namespace, String resource, String name) {

    String path() {
      String[] parts = resource.split("/", 2);
      String path = namespace.isEmpty() ? "/api/v1" : "/api/v1/namespaces/" + namespace;
      path += "/" + parts[0] + (name.isEmpty() ? "" : "/" + name);
      return parts.length == 1 ? path : path + "/" + parts[1];
    }
  }

  private final Events events;
  private final Dice dice;
  private final Place place;
  private final String name;

  Cluster(Events events, Dice dice) {
    this(events, dice, Account.PRODUCTION.home(), NAME);
  }

  /** A cluster of another place. */
  Cluster(Events events, Dice dice, Place place, String name) {
    this.events = events;
    this.dice = dice;
    this.place = place;
    this.name = name;
  }

  KubernetesCall ask(Client client, String verb, Target target, int code, Instant time) {
    return ask(client, verb, target, code, time, Json.object());
  }

  /** Records one request, with the object that was sent if the audit policy keeps it. */
  KubernetesCall ask(
      Client client, String verb, Target target, int code, Instant time, ObjectNode sent) {
    ObjectNode body =
        Json.object()
            .put("kind", "Event")
            .put("apiVersion", "audit.k8s.io/v1")
            .put("level", sent.isEmpty() ? "Metadata" : "RequestResponse")
            .put("auditID", dice.uuid())
            .put("stage", "ResponseComplete")
            .put("requestURI", target.path())
            .put("verb", verb);
    body.set("user", user(client));
    body.putArray("sourceIPs").add(client.address());
    body.put("userAgent", client.agent());
    body.set("objectRef", reference(target));
    body.set("responseStatus", status(client, verb, target, code));
    body.put("requestReceivedTimestamp", MICROS.format(time));
    body.put("stageTimestamp", MICROS.format(time.plusMillis(dice.between(2, 60))));
    if (!sent.isEmpty()) {
      body.set("requestObject", sent);
    }
    body.putObject("annotations")
        .put("authorization.k8s.io/decision", code == 403 ? "forbid" : "allow")
        .put("authorization.k8s.io/reason", "");
    KubernetesCall call = new KubernetesCall(place, name, body);
    events.kubernetesCalls().add(call);
    return call;
  }

  private static ObjectNode user(Client client) {
    ObjectNode user = Json.object().put("username", client.user());
    if (client.session() != null) {
      Role role = client.session().role();
      user.put("uid", "aws-iam-authenticator:%s:%s".formatted(role.account().id(), role.id()));
    }
    client.groups().forEach(user.putArray("groups")::add);
    if (client.session() != null) {
      ObjectNode extra = user.putObject("extra");
      extra.putArray("accessKeyId").add(client.session().accessKey());
      extra.putArray("arn").add(client.session().arn());
      extra.putArray("canonicalArn").add(client.session().role().arn());
      extra.putArray("sessionName").add(client.session().name());
    }
    return user;
  }

  private static ObjectNode reference(Target target) {
    String[] parts = target.resource().split("/", 2);
    ObjectNode reference = Json.object().put("resource", parts[0]);
    if (!target.namespace().isEmpty()) {
      reference.put("namespace", target.namespace());
    }
    if (!target.name().isEmpty()) {
      reference.put("name", target.name());
    }
    if (parts.length == 2) {
      reference.put("subresource", parts[1]);
    }
    return reference.put("apiVersion", "v1");
  }

  private static ObjectNode status(Client client, String verb, Target target, int code) {
    ObjectNode status = Json.object().put("code", code);
    if (code == 403) {
      String message =
          "%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"\""
              .formatted(target.resource(), client.user(), verb, target.resource());
      status.put("status", "Failure").put("reason", "Forbidden").put("message", message);
    }
    return status;
  }
}
