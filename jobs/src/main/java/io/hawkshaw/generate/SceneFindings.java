package io.hawkshaw.generate;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** What GuardDuty finds of an incident. */
final class SceneFindings {
  private final Scene scene;

  SceneFindings(Scene scene) {
    this.scene = scene;
  }

  /** What was called, as GuardDuty names it. */
  record Api(String service, String name) {}

  /** An access key of a user does what it never did. */
  void key(String type, double severity, User user, Api api, Instant time) {
    key(type, severity, user.account().home(), api, time, holder("IAMUser", user.name()))
        .accept(Map.of("accessKey", user.accessKey(), "principal", user.id()));
  }

  /** The key of a session does what it never did. */
  void key(String type, double severity, Session session, Api api, Instant time) {
    Place place = session.role().account().home();
    key(type, severity, place, api, time, holder("AssumedRole", session.role().name()))
        .accept(Map.of("accessKey", session.accessKey(), "principal", session.principalId()));
  }

  private static Map<String, String> holder(String type, String name) {
    return Map.of("userType", type, "userName", name);
  }

  private Consumer<Map<String, String>> key(
      String type,
      double severity,
      Place place,
      Api api,
      Instant time,
      Map<String, String> holder) {
    String address = scene.intruder();
    String title =
        "The API %s was invoked by %s in an unusual way from %s."
            .formatted(api.name(), holder.get("userName"), address);
    FindingDraft draft =
        new FindingDraft(place, type, title, title + " It was never called so before.")
            .severity(severity)
            .about(holder)
            .about(Map.of("api", api.name(), "service", api.service(), "apis", api.name()))
            .about(Map.of("affectedType", "AWS::IAM::User", "affected", "*"))
            .about(Map.of("agent", Agents.INTRUDER_SDK, "callerAccount", place.account().id()));
    return credentials ->
        scene.found(
            draft
                .about(credentials)
                .resource(FindingDocuments.ACCESS_KEY)
                .action(FindingDocuments.API_ACTION)
                .additionalInfo(FindingDocuments.ANOMALY)
                .from(FindingDocuments.remote(address))
                .seen(time, time, 1));
  }

  /** A machine asks for a name of ill fame. */
  void name(String type, Host host, String domain, Instant first, Instant last, int count) {
    String title =
        "EC2 instance %s is querying the domain name %s.".formatted(host.instance(), domain);
    scene.found(
        new FindingDraft(host.place(), type, title, title + " The name is of ill fame.")
            .severity(8.0)
            .onInstance(host)
            .about(Map.of("domain", domain, "suffix", domain))
            .action(FindingDocuments.DNS_ACTION)
            .seen(first, last, count));
  }
}
