package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * CloudTrail records as Security Lake maps them to OCSF. The mapping stands in one file so that
 * each field of a record is looked up here alone.
 */
final class CloudTrailOcsf {
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-f:]*:[0-9a-f:]*");

  private final ApiCall call;
  private final SourceVersion version;
  private final CloudTrailClass kind;
  private final Flat flat;
  private final ObjectNode event;

  private CloudTrailOcsf(ApiCall call, SourceVersion version) {
    this.call = call;
    this.version = version;
    this.kind = CloudTrailClass.of(call.name());
    this.flat = Flat.of(call.body());
    this.event = version.event(call.time(), List.of("cloud"));
  }

  static ObjectNode event(ApiCall call, SourceVersion version) {
    CloudTrailOcsf row = new CloudTrailOcsf(call, version);
    row.metadata();
    row.status();
    row.api();
    row.actor();
    row.origin();
    row.target();
    row.kind.stamp(row.event, call.name(), version);
    row.leaveTheRest();
    return row.event;
  }

  private void metadata() {
    ObjectNode metadata = event.withObject("/metadata");
    String category = flat.take("eventCategory");
    metadata
        .putObject("product")
        .put("name", "CloudTrail")
        .put("vendor_name", "AWS")
        .put("version", flat.take("eventVersion"))
        .putObject("feature")
        .put("name", category == null ? "Management, Data, and Insights" : category);
    metadata.put("uid", flat.take("eventID"));
    if (version == SourceVersion.V2) {
      metadata.put("event_code", flat.take("eventType"));
    }
    flat.take("eventTime");
    event.putObject("cloud").put("provider", "AWS").put("region", flat.take("awsRegion"));
  }

  /**
   * Only a console sign-in tells how an authentication ended; taking a role is always {@code
   * Other}, even if it was denied.
   */
  private void status() {
    String signIn = flat.take("responseElements.ConsoleLogin");
    String status = call.body().has("errorCode") ? "Failure" : "Success";
    if (kind == CloudTrailClass.AUTHENTICATION) {
      status = signIn == null ? "Other" : signIn;
    }
    event.put("status", status);
    if (version == SourceVersion.V1) {
      event.put("status_id", List.of("Other", "Success", "Failure").indexOf(status));
    }
  }

  private void api() {
    ObjectNode api = event.putObject("api");
    api.put("operation", flat.take("eventName"));
    api.put("version", flat.take("apiVersion"));
    api.putObject("service").put("name", flat.take("eventSource"));
    ObjectNode response = api.putObject("response");
    response.put("error", flat.take("errorCode"));
    response.put("message", flat.take("errorMessage"));
    String requestId = flat.take("requestID");
    ObjectNode request = api.putObject("request");
    if (version == SourceVersion.V1) {
      // A record without a request id has two quotation marks here in the published samples.
      request.put("uid", requestId == null ? "''" : requestId);
    } else {
      request.put("uid", requestId);
      body(request, "requestParameters");
      body(response, "responseElements");
    }
  }

  private void body(ObjectNode side, String field) {
    JsonNode body = call.body().path(field);
    if (body.isObject()) {
      side.put("data", Json.text(body));
    }
  }

  private void actor() {
    ObjectNode actor = event.putObject("actor");
    ObjectNode user = actor.putObject("user");
    user.put("type", flat.take("userIdentity.type"));
    user.put("name", flat.take("userIdentity.userName"));
    names(user, flat.take("userIdentity.principalId"), flat.take("userIdentity.arn"));
    version.account(user, flat.take("userIdentity.accountId"));
    user.put("credential_uid", flat.take("userIdentity.accessKeyId"));
    ObjectNode session = actor.putObject("session");
    String context = "userIdentity.sessionContext.";
    String since = flat.take(context + "attributes.creationDate");
    if (since != null) {
      version.time(session, "created_time", Instant.parse(since));
    }
    flag(session, flat.take(context + "attributes.mfaAuthenticated"), "true");
    session.put("issuer", flat.take(context + "sessionIssuer.arn"));
    actor.put("invoked_by", flat.take("userIdentity.invokedBy"));
    String provider =
        flat.takeAny(
            "userIdentity.identityProvider", context + "webIdFederationData.federatedProvider");
    actor.putObject("idp").put("name", provider);
  }

  private void origin() {
    String address = flat.take("sourceIPAddress");
    boolean isAddress = ADDRESS.matcher(address).matches();
    event
        .putObject("src_endpoint")
        .put("uid", flat.take("vpcEndpointId"))
        .put(isAddress ? "ip" : "domain", address);
    event.putObject("http_request").put("user_agent", flat.take("userAgent"));
  }

  /** Whom or what the call was about, which each class keeps in other columns. */
  private void target() {
    switch (kind) {
      case AUTHENTICATION -> authenticated();
      case ACCOUNT_CHANGE -> changed();
      case API_ACTIVITY -> touched();
    }
  }

  private void authenticated() {
    event.putObject("dst_endpoint").put("svc_name", flat.take("additionalEventData.LoginTo"));
    String mfa = flat.take("additionalEventData.MFAUsed");
    flag(event, mfa, "Yes");
    ObjectNode user = event.putObject("user");
    if (call.name().startsWith("AssumeRole")) {
      names(user, null, flat.take("requestParameters.roleArn"));
      user.put("name", flat.take("requestParameters.roleSessionName"));
    } else {
      JsonNode identity = call.body().get("userIdentity");
      names(user, identity.path("principalId").textValue(), identity.path("arn").textValue());
    }
  }

  private void changed() {
    ObjectNode user = event.putObject("user");
    user.put("name", flat.takeAny("requestParameters.userName", "requestParameters.roleName"));
    flat.takeAny("responseElements.user.userName", "responseElements.role.roleName");
    String id = flat.takeAny("responseElements.user.userId", "responseElements.role.roleId");
    if (version == SourceVersion.V1) {
      user.put("uid", id);
    } else {
      names(user, id, call.body().at("/responseElements/user/arn").textValue());
    }
  }

  private void touched() {
    for (JsonNode resource : call.body().path("resources")) {
      ObjectNode row = event.withArray("resources").addObject();
      row.set("uid", resource.get("ARN"));
      row.set("type", resource.get("type"));
      String owner = resource.path("accountId").textValue();
      version.account(version == SourceVersion.V1 ? row : row.putObject("owner"), owner);
    }
    flat.drop("resources");
  }

  private void leaveTheRest() {
    if (version == SourceVersion.V2) {
      flat.drop("requestParameters");
      flat.drop("responseElements");
      Observables.list(event);
    }
    event.set("unmapped", flat.rest());
  }

  /** The principal id and the ARN, which change places between the versions. */
  private void names(ObjectNode user, String principalId, String arn) {
    boolean first = version == SourceVersion.V1;
    if (principalId != null) {
      user.put(first ? "uid" : "uid_alt", principalId);
    }
    user.put(first ? "uuid" : "uid", arn);
  }

  private void flag(ObjectNode parent, String value, String yes) {
    if (value != null) {
      parent.put(version == SourceVersion.V1 ? "mfa" : "is_mfa", value.equals(yes));
    }
  }
}
