package io.hawkshaw.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What GuardDuty finds about the use of access keys. */
final class KeyFindings {
  private static final Place PRODUCTION = Account.PRODUCTION.home();
  private static final LocalDate DAY = LeakedKey.DAY;

  private final List<Finding> findings = new ArrayList<>();

  private KeyFindings() {}

  static List<Finding> all() {
    KeyFindings all = new KeyFindings();
    all.leakedKey();
    all.insider();
    return all.findings;
  }

  private void leakedKey() {
    FindingDraft discovery =
        key(
            Account.DEVELOPMENT.home(),
            "Discovery:IAMUser/AnomalousBehavior",
            Users.JONAS,
            Map.of(
                "api", "ListUsers", "service", "iam", "apis", "ListUsers, ListRoles, ListSecrets"));
    findings.add(discovery.severity(2.0).seen(at(DAY, "02:12:20"), at(DAY, "02:18:41"), 1));
    FindingDraft persistence =
        key(
            PRODUCTION,
            "Persistence:IAMUser/AnomalousBehavior",
            LeakedKey.DEPLOYMENT,
            Map.of(
                "api", "CreateUser",
                "service", "iam",
                "apis", "CreateUser, CreateAccessKey, AttachUserPolicy, CreateLoginProfile",
                "affectedType", "AWS::IAM::User",
                "affected", Users.BACKDOOR.arn()));
    findings.add(persistence.severity(5.0).seen(at(DAY, "02:41:15"), at(DAY, "02:42:49"), 1));
    FindingDraft stealth =
        key(
            PRODUCTION,
            "Stealth:IAMUser/CloudTrailLoggingDisabled",
            LeakedKey.DEPLOYMENT,
            Map.of(
                "api", "StopLogging",
                "service", "cloudtrail",
                "apis", "StopLogging",
                "affectedType", "AWS::CloudTrail::Trail",
                "affected", "arn:aws:cloudtrail:us-east-1:222233334444:trail/production"));
    findings.add(stealth.severity(2.0).seen(at(DAY, "02:47:52"), at(DAY, "02:47:52"), 1));
  }

  private void insider() {
    FindingDraft draft =
        key(
                Account.DATA.home(),
                "Exfiltration:IAMUser/AnomalousBehavior",
                InsiderCopy.SESSION,
                Map.of(
                    "api", "ModifySnapshotAttribute",
                    "service", "ec2",
                    "apis", "CreateSnapshot, ModifySnapshotAttribute",
                    "agent", Agents.CHROME,
                    "affectedType", "AWS::EC2::Snapshot",
                    "affected", InsiderCopy.SNAPSHOT))
            .severity(8.0)
            .from(FindingDocuments.OFFICE_IP);
    findings.add(draft.seen(at(InsiderCopy.DAY, "02:40:11"), at(InsiderCopy.DAY, "02:48:47"), 1));
  }

  private static FindingDraft key(Place place, String type, User user, Map<String, String> things) {
    return key(place, type, "IAMUser", user.name(), things)
        .about(
            Map.of(
                "accessKey", user.accessKey(),
                "principal", user.id(),
                "callerAccount", user.account().id()))
        .resource(FindingDocuments.ACCESS_KEY)
        .action(FindingDocuments.API_ACTION)
        .additionalInfo(FindingDocuments.ANOMALY)
        .from(FindingDocuments.INTRUDER_IP);
  }

  private static FindingDraft key(
      Place place, String type, Session session, Map<String, String> things) {
    return key(place, type, "AssumedRole", session.role().name(), things)
        .about(
            Map.of(
                "accessKey", session.accessKey(),
                "principal", session.principalId(),
                "callerAccount", session.role().account().id()))
        .resource(FindingDocuments.ACCESS_KEY)
        .action(FindingDocuments.API_ACTION)
        .additionalInfo(FindingDocuments.ANOMALY)
        .from(FindingDocuments.INTRUDER_IP);
  }

  private static FindingDraft key(
      Place place, String type, String userType, String name, Map<String, String> things) {
    String title =
        "The API %s was invoked by %s in an unusual way.".formatted(things.get("api"), name);
    return new FindingDraft(place, type, title, title + " It was never called so before.")
        .about(Map.of("affectedType", "AWS::IAM::User", "affected", "*"))
        .about(Map.of("userType", userType, "userName", name, "agent", Agents.INTRUDER_SDK))
        .about(things);
  }

  private static Instant at(LocalDate day, String time) {
    return Calendar.at(day, time);
  }
}
