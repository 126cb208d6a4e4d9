package io.hawkshaw.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What GuardDuty finds about machines, pods and tasks. */
final class MachineFindings {
  private static final Place PRODUCTION = Account.PRODUCTION.home();
  private static final LocalDate DAY = LeakedKey.DAY;
  private static final LocalDate NEXT_DAY = LeakedKey.DAY.plusDays(1);

  private final List<Finding> findings = new ArrayList<>();

  private MachineFindings() {}

  static List<Finding> all() {
    MachineFindings all = new MachineFindings();
    all.probe();
    all.guesses();
    all.names();
    all.pod();
    all.task();
    return all.findings;
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
    findings.add(draft.seen(first, first.plusSeconds(600), 4));
  }

  private void guesses() {
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
    findings.add(draft.seen(Foothold.FIRST_GUESS, at(DAY, "04:28:00"), 38));
    findings.add(draft.seen(Foothold.FIRST_GUESS, at(DAY, "05:03:00"), 155));
  }

  private void names() {
    FindingDraft mining =
        dns(
            "CryptoCurrency:EC2/BitcoinTool.B!DNS",
            "is querying a domain name associated with Bitcoin-related activity.",
            Addresses.MINING_DOMAIN);
    findings.add(mining.seen(Foothold.FIRST_MINING, at(DAY, "06:30:00"), 2));
    findings.add(mining.seen(Foothold.FIRST_MINING, at(NEXT_DAY, "06:00:00"), 49));
    FindingDraft command =
        dns(
            "Backdoor:EC2/C&CActivity.B!DNS",
            "is querying a domain name associated with a known command and control server.",
            Addresses.COMMAND_DOMAIN);
    findings.add(command.seen(Foothold.FIRST_BEACON, at(DAY, "05:40:00"), 2));
    findings.add(command.seen(Foothold.FIRST_BEACON, at(DAY, "17:10:00"), 25));
    findings.add(command.seen(Foothold.FIRST_BEACON, at(NEXT_DAY, "11:10:00"), 61));
    FindingDraft leak =
        dns(
            "Trojan:EC2/DNSDataExfiltration",
            "is attempting to query domain names that resemble exfiltrated data.",
            Addresses.COMMAND_DOMAIN);
    findings.add(leak.seen(Foothold.FIRST_LEAK, at(DAY, "13:25:00"), 60));
    findings.add(leak.seen(Foothold.FIRST_LEAK, Foothold.LAST_LEAK, Foothold.LEAKING_QUERIES));
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

  private void pod() {
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
    findings.add(pod.seen(at(DAY, "07:21:55"), at(DAY, "07:21:55"), 1));
  }

  private void task() {
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
    findings.add(shell.seen(at(DAY, "07:43:12"), at(DAY, "07:43:12"), 1));
    findings.add(shell.seen(at(DAY, "07:43:12"), at(DAY, "08:51:40"), 3));
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
