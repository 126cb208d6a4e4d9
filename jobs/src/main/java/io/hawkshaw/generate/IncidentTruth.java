package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is to be found of one injected incident. */
record IncidentTruth(Scene scene) {

  ObjectNode document() {
    Story story = scene.story();
    Events events = scene.events();
    ObjectNode incident =
        Json.object()
            .put("name", story.name())
            .put("kind", scene.kind().label())
            .put("title", story.title())
            .put("first_time", story.steps().get(0).time().toString())
            .put("last_time", story.lastTime().toString());
    list(incident, "days", List.of(scene.day().toString()));
    list(incident, "accounts", ofCalls("/recipientAccountId"));
    list(incident, "regions", ofCalls("/awsRegion"));
    list(incident, "principals", principals());
    list(incident, "access_keys", ofCalls("/userIdentity/accessKeyId"));
    list(incident, "addresses", scene.addresses());
    list(incident, "domains", scene.domains());
    list(incident, "resources", scene.resources());
    list(
        incident,
        "guardduty_findings",
        events.findings().stream().map(finding -> finding.type() + " " + finding.id()).toList());
    list(incident, "event_ids", eventIds());
    incident
        .putObject("records")
        .put("calls", events.apiCalls().size())
        .put("data_calls", events.apiCalls().stream().filter(ApiCall::isOnData).count())
        .put("flows", events.flows().size())
        .put("queries", events.dnsQueries().size())
        .put("audits", events.kubernetesCalls().size());
    Truth.steps(incident.putArray("steps"), story);
    return incident;
  }

  private Set<String> ofCalls(String pointer) {
    Set<String> values = new TreeSet<>();
    for (ApiCall call : scene.events().apiCalls()) {
      JsonNode value = call.body().at(pointer);
      if (value.isTextual()) {
        values.add(value.textValue());
      }
    }
    return values;
  }

  /** Of all calls, of those too that no step tells of, such as signing in. */
  private Set<String> eventIds() {
    Set<String> ids = ofCalls("/eventID");
    scene.events().kubernetesCalls().forEach(call -> ids.add(call.id()));
    return ids;
  }

  /** A session counts as its role. */
  private Set<String> principals() {
    Set<String> principals = ofCalls("/userIdentity/sessionContext/sessionIssuer/arn");
    ofCalls("/userIdentity/arn").stream()
        .filter(arn -> !arn.contains(":assumed-role/"))
        .forEach(principals::add);
    return principals;
  }

  private static void list(ObjectNode parent, String name, Collection<String> values) {
    values.forEach(parent.putArray(name)::add);
  }
}
