package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * An API call in the making. Its fields come out in the order in which CloudTrail writes them,
 * whatever the order in which they are given.
 */
final class Call {
  private final ObjectNode head = Json.object();
  private final ObjectNode failure = Json.object();
  private final ObjectNode middle = Json.object();
  private final ObjectNode tail = Json.object();
  private JsonNode request;
  private JsonNode response;
  private final Place place;
  private final Instant time;

  Call(Operation operation, Place place, Instant time) {
    this.place = place;
    this.time = time;
    head.put("eventVersion", "1.11");
    head.putNull("userIdentity");
    head.put("eventTime", time.toString());
    head.put("eventSource", operation.eventSource());
    head.put("eventName", operation.name());
    head.put("awsRegion", place.region());
    tail.put("readOnly", operation.isRead());
    tail.put("eventType", "AwsApiCall");
    tail.put("managementEvent", true);
    tail.put("recipientAccountId", place.account().id());
    tail.put("eventCategory", "Management");
    request = operation.request() == null ? null : Json.object(operation.request());
  }

  Call by(Caller caller) {
    head.set("userIdentity", caller.identity());
    head.put("sourceIPAddress", caller.address());
    head.put("userAgent", caller.agent());
    return this;
  }

  Call identified(String requestId, String eventId) {
    middle.put("requestID", requestId);
    middle.put("eventID", eventId);
    return this;
  }

  Call failing(String code, String message) {
    failure.put("errorCode", code);
    failure.put("errorMessage", message);
    return this;
  }

  /**
   * Makes this an attempt at the console: {@code Success} or {@code Failure}, and whether a second
   * factor was used. A failure carries a message but no code.
   */
  Call signIn(String answer, String mfaUsed) {
    head.put("eventVersion", "1.08");
    middle.remove("requestID");
    response = Json.object().put("ConsoleLogin", answer);
    if (answer.equals("Failure")) {
      failure.put("errorMessage", "Failed authentication");
    }
    tail.put("eventType", "AwsConsoleSignIn");
    tail.putObject("additionalEventData")
        .put("LoginTo", "https://console.aws.amazon.com/console/home?isauthcode=true")
        .put("MobileVersion", "No")
        .put("MFAUsed", mfaUsed);
    return this;
  }

  Call request(String json) {
    request = Json.object(json);
    return this;
  }

  Call request(ObjectNode body) {
    request = body;
    return this;
  }

  Call response(String json) {
    response = Json.object(json);
    return this;
  }

  Call response(ObjectNode body) {
    response = body;
    return this;
  }

  /** Names a resource that the call touched; CloudTrail writes these for a part of the services. */
  Call resource(Account owner, String type, String arn) {
    tail.withArray("resources")
        .addObject()
        .put("accountId", owner.id())
        .put("type", type)
        .put("ARN", arn);
    return this;
  }

  /** Names a part of a resource, such as an object, of which CloudTrail tells no owner. */
  Call resource(String type, String arn) {
    tail.withArray("resources").addObject().put("type", type).put("ARN", arn);
    return this;
  }

  /** Sets one of the fields that only some records have. */
  Call extra(String field, String value) {
    tail.put(field, value);
    return this;
  }

  /** Sets one of the bodies that only some records have. */
  Call extra(String field, ObjectNode value) {
    tail.set(field, value);
    return this;
  }

  /** The call read or wrote data, such as an object of a bucket, and is no management event. */
  Call onData() {
    tail.put("managementEvent", false);
    tail.put("eventCategory", "Data");
    return this;
  }

  /** The client spoke TLS straight to the service, as command lines and SDKs do. */
  Call overTls() {
    String service = head.get("eventSource").textValue().replace(".amazonaws.com", "");
    String host = service + "." + head.get("awsRegion").textValue() + ".amazonaws.com";
    tail.putObject("tlsDetails")
        .put("tlsVersion", "TLSv1.3")
        .put("cipherSuite", "TLS_AES_128_GCM_SHA256")
        .put("clientProvidedHostHeader", host);
    return this;
  }

  ApiCall done() {
    ObjectNode body = head.deepCopy();
    body.setAll(failure);
    body.set("requestParameters", request);
    body.set("responseElements", response);
    body.setAll(middle);
    body.setAll(tail);
    return new ApiCall(place, time, body);
  }
}
