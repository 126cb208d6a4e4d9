package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What GuardDuty finds: both incidents, and one thing of no weight. */
final class Findings {
  private static final Place PRODUCTION = Account.PRODUCTION.home();
  private static final LocalDate DAY = LeakedKey.DAY;
  private static final LocalDate NEXT_DAY = LeakedKey.DAY.plusDays(1);

  private final List<Finding> findings = new ArrayList<>();

  private Findings() {}

  static List<Finding> of(Account account) {
    return all().stream().filter(finding -> finding.place().account() == account).toList();
  }

  /** All versions of all findings. */
  static List<Finding> all() {
    Findings findings = new Findings();
    findings.probe();
    findings.network();
    findings.names();
    findings.keys();
    findings.workloads();
    findings.sequence();
    findings.insider();
    return findings.findings;
  }

  /** An ordinary scan of the internet, ten days before anything happens. */
  private void probe() {
    FindingDraft draft =
        new FindingDraft(
                Account.DEVELOPMENT.home(),
                "Recon:EC2/PortProbeUnprotectedPort",
                "Unprotected port on EC2 instance " + Hosts.WORKBENCH.instance() + " is probed.",
                "EC2 instance has an unprotected port which is being probed by a known scanner.")
            .severity(2.0)
            .about(things(Hosts.WORKBENCH))
            .resource(FindingDocuments.INSTANCE)
            .action(FindingDocuments.PROBE_ACTION);
    Instant first = Calendar.at(Calendar.october(6), "10:02:00");
    add(draft, first, first.plusSeconds(600), 4);
  }

  private void network() {
    FindingDraft draft =
        new FindingDraft(
                PRODUCTION,
                "UnauthorizedAccess:EC2/SSHBruteForce",
                "203.0.113.66 is performing SSH brute force attacks against "
                    + Hosts.WEB_2.instance()
                    + ".",
                "203.0.113.66 is guessing SSH passwords of an EC2 instance.")
            .severity(2.0)
            .about(things(Hosts.WEB_2))
            .resource(FindingDocuments.INSTANCE)
            .action(FindingDocuments.SSH_ACTION)
            .from(FindingDocuments.INTRUDER_IP);
    add(draft, Foothold.FIRST_GUESS, at(DAY, "04:28:00"), 38);
    add(draft, Foothold.FIRST_GUESS, at(DAY, "05:03:00"), 155);
  }

  private void names() {
    FindingDraft mining =
        dns(
            "CryptoCurrency:EC2/BitcoinTool.B!DNS",
            "is querying a domain name associated with Bitcoin-related activity.",
            Addresses.MINING_DOMAIN);
    add(mining, Foothold.FIRST_MINING, at(DAY, "06:30:00"), 2);
    add(mining, Foothold.FIRST_MINING, at(NEXT_DAY, "06:00:00"), 49);
    FindingDraft command =
        dns(
            "Backdoor:EC2/C&CActivity.B!DNS",
            "is querying a domain name associated with a known command and control server.",
            Addresses.COMMAND_DOMAIN);
    add(command, Foothold.FIRST_BEACON, at(DAY, "05:40:00"), 2);
    add(command, Foothold.FIRST_BEACON, at(DAY, "17:10:00"), 25);
    add(command, Foothold.FIRST_BEACON, at(NEXT_DAY, "11:10:00"), 61);
    FindingDraft leak =
        dns(
            "Trojan:EC2/DNSDataExfiltration",
            "is attempting to query domain names that resemble exfiltrated data.",
            Addresses.COMMAND_DOMAIN);
    add(leak, Foothold.FIRST_LEAK, at(DAY, "13:25:00"), 60);
    add(leak, Foothold.FIRST_LEAK, Foothold.LAST_LEAK, Foothold.LEAKING_QUERIES);
  }

  private static FindingDraft dns(String type, String title, String domain) {
    return new FindingDraft(
            PRODUCTION,
            type,
            "EC2 instance " + Hosts.WEB_2.instance() + " " + title,
            "The instance asked the resolver for names below " + domain + ".")
        .severity(8.0)
        .about(things(Hosts.WEB_2))
        .about(Map.of("domain", domain, "suffix", domain))
        .resource(FindingDocuments.INSTANCE)
        .action(FindingDocuments.DNS_ACTION);
  }

  private void keys() {
    FindingDraft discovery =
        key(
            Account.DEVELOPMENT.home(),
            "Discovery:IAMUser/AnomalousBehavior",
            Users.JONAS,
            Map.of(
                "api", "ListUsers", "service", "iam", "apis", "ListUsers, ListRoles, ListSecrets"));
    add(discovery.severity(2.0), at(DAY, "02:12:20"), at(DAY, "02:18:41"), 1);
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
    add(persistence.severity(5.0), at(DAY, "02:41:15"), at(DAY, "02:42:49"), 1);
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
    add(stealth.severity(2.0), at(DAY, "02:47:52"), at(DAY, "02:47:52"), 1);
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

  private void workloads() {
    FindingDraft pod =
        new FindingDraft(
                PRODUCTION,
                "PrivilegeEscalation:Kubernetes/AnomalousBehavior.WorkloadDeployed"
                    + "!PrivilegedContainer",
                "A privileged pod was deployed in the EKS cluster prod-main in an unusual way.",
                "The role deployment created the pod node-agent-x with full access to its node.")
            .severity(8.0)
            .about(things(Hosts.WEB_2))
            .about(
                Map.of(
                    "role", Roles.DEPLOYMENT.id(),
                    "session", LeakedKey.DEPLOYMENT.name(),
                    "agent", Agents.INTRUDER_KUBECTL))
            .resource(FindingDocuments.CLUSTER)
            .action(FindingDocuments.POD_ACTION)
            .from(FindingDocuments.INTRUDER_IP);
    add(pod, at(DAY, "07:21:55"), at(DAY, "07:21:55"), 1);
    FindingDraft shell =
        new FindingDraft(
                PRODUCTION,
                "Execution:Runtime/ReverseShell",
                "A reverse shell was opened by a Fargate task of the ECS cluster prod-batch.",
                "The process bash of the container worker talks to a remote host by its standard"
                    + " input and output.")
            .severity(8.0)
            .resource(FindingDocuments.FARGATE)
            .action("{}")
            .feature("RuntimeMonitoring", "runtimeDetails", FindingDocuments.REVERSE_SHELL);
    add(shell, at(DAY, "07:43:12"), at(DAY, "07:43:12"), 1);
    add(shell, at(DAY, "07:43:12"), at(DAY, "08:51:40"), 3);
  }

  private void sequence() {
    String description =
        "A sequence of actions that indicates a compromise of credentials was observed for"
            + " AssumedRole/deployment.";
    FindingDraft draft =
        new FindingDraft(
                PRODUCTION,
                "AttackSequence:IAM/CompromisedCredentials",
                "Potential credential compromise of AssumedRole/deployment indicated by a"
                    + " sequence of actions.",
                description)
            .severity(9.0)
            .about(
                Map.of(
                    "principal", LeakedKey.DEPLOYMENT.principalId(),
                    "accessKey", LeakedKey.DEPLOYMENT.accessKey(),
                    "session", LeakedKey.DEPLOYMENT.name(),
                    "agent", Agents.INTRUDER_SDK))
            .resource(FindingDocuments.SEQUENCE_RESOURCE)
            .feature("Correlation", "detection", FindingDocuments.SEQUENCE);
    ArrayNode signals = (ArrayNode) draft.body().at("/service/detection/sequence/signals");
    signal(signals, "CLOUD_TRAIL", "iam:CreateUser", at(DAY, "02:41:15"));
    signal(signals, "CLOUD_TRAIL", "cloudtrail:StopLogging", at(DAY, "02:47:52"));
    signal(signals, "CLOUD_TRAIL", "secretsmanager:GetSecretValue", at(DAY, "03:20:00"));
    List.copyOf(findings).stream()
        .filter(finding -> finding.body().at("/resource/resourceType").asText().equals("AccessKey"))
        .filter(finding -> finding.place().equals(PRODUCTION))
        .forEach(
            finding ->
                signal(signals, "FINDING", finding.type(), finding.updated())
                    .put("uid", finding.body().get("arn").textValue()));
    add(draft, at(DAY, "02:31:07"), at(DAY, "04:18:02"), 1);
    add(draft, at(DAY, "02:31:07"), at(NEXT_DAY, "00:02:00"), 1);
  }

  private static ObjectNode signal(ArrayNode signals, String type, String name, Instant time) {
    double seconds = time.getEpochSecond();
    ObjectNode signal =
        signals
            .addObject()
            .put("uid", Ids.hex(name + time))
            .put("type", type)
            .put("name", name)
            .put("createdAt", seconds)
            .put("updatedAt", seconds)
            .put("firstSeenAt", seconds)
            .put("lastSeenAt", seconds)
            .put("severity", 5.0)
            .put("count", 1);
    signal.putArray("resourceUids").add(LeakedKey.DEPLOYMENT.accessKey());
    signal.putArray("actorIds").add(LeakedKey.DEPLOYMENT.principalId());
    signal.putArray("endpointIds").add(Addresses.INTRUDER);
    signal.putArray("signalIndicators");
    return signal;
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
    add(draft, at(InsiderCopy.DAY, "02:40:11"), at(InsiderCopy.DAY, "02:48:47"), 1);
  }

  private void add(FindingDraft draft, Instant first, Instant last, int count) {
    Instant updated = last.plus(Duration.ofMinutes(6));
    findings.add(draft.version(first, last, updated, count));
  }

  private static Map<String, String> things(Host host) {
    return Map.of(
        "instance", host.instance(),
        "interface", host.networkInterface(),
        "ip", host.ip(),
        "subnet", host.network().subnet(),
        "vpc", host.network().vpc());
  }

  private static Instant at(LocalDate day, String time) {
    return Calendar.at(day, time);
  }
}
