package io.hawkshaw.generate;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is found at a site in a quarter of an hour though nothing is wrong, or nothing new: checks
 * of controls by far, vulnerabilities of old images, scanners that knock at open ports, and what
 * GuardDuty takes for unusual.
 */
final class SiteFindings {
  private static final double CONTROLS = 0.55;
  private static final double VULNERABILITIES = 0.2;

  private final Quarter quarter;
  private final Site site;
  private final Events events;
  private final Dice dice;
  private final HubChecks checks;
  private final Set<String> told = new HashSet<>();

  SiteFindings(Quarter quarter, Events events, Dice dice) {
    this.quarter = quarter;
    this.site = quarter.site();
    this.events = events;
    this.dice = dice;
    this.checks = new HubChecks(site, dice);
  }

  /** Tells of so many. */
  void tell(long count) {
    for (long found = 0; found < count; ) {
      found += tell() ? 1 : 0;
    }
  }

  /** Tells of one more; false where it is the same thing in the same second as one before. */
  private boolean tell() {
    // A finding is updated some minutes after what it tells of, and is to stay in its quarter.
    Instant time = quarter.moment(dice, 400);
    double chance = dice.share();
    if (chance < CONTROLS) {
      return add(checks.control(time));
    }
    if (chance < CONTROLS + VULNERABILITIES) {
      return add(checks.vulnerability(time));
    }
    Colleague colleague = site.people().pick(dice);
    boolean isPerson = colleague.works(quarter.day()) && dice.chance(0.5);
    Finding finding = isPerson ? person(colleague, time) : machine(time);
    return add(ImportedFinding.of(finding)) && events.findings().add(finding);
  }

  private boolean add(HubFinding finding) {
    return told.add(finding.key()) && events.hubFindings().add(finding);
  }

  private Finding machine(Instant time) {
    Host host = site.hosts().pick(dice);
    return dice.chance(0.5) ? probe(host, time) : guesses(host, time);
  }

  private Finding probe(Host host, Instant time) {
    String title =
        "Unprotected port on EC2 instance %s is being probed.".formatted(host.instance());
    return draft("Recon:EC2/PortProbeUnprotectedPort", title)
        .onInstance(host)
        .action(FindingDocuments.PROBE_ACTION.replace("198.51.100.201", scanner()))
        .seen(time.minusSeconds(900), time, dice.between(1, 40));
  }

  private Finding guesses(Host host, Instant time) {
    String title = "%s is performing SSH brute force attacks against %s.";
    String scanner = scanner();
    return draft("UnauthorizedAccess:EC2/SSHBruteForce", title.formatted(scanner, host.instance()))
        .onInstance(host)
        .action(FindingDocuments.SSH_ACTION)
        .from(FindingDocuments.scanner(scanner))
        .seen(time.minusSeconds(900), time, dice.between(10, 400));
  }

  private Finding person(Colleague colleague, Instant time) {
    return dice.chance(0.5) ? unusualCall(colleague, time) : openedBucket(colleague, time);
  }

  private Finding unusualCall(Colleague colleague, Instant time) {
    String name = colleague.person().name();
    Operation operation = colleague.tasks().pick(dice).operation();
    String title = "The API %s was invoked by %s in an unusual way.";
    return draft("Discovery:IAMUser/AnomalousBehavior", title.formatted(operation.name(), name))
        .about(credentials(colleague))
        .about(Map.of("api", operation.name(), "service", operation.service()))
        .about(Map.of("apis", operation.name(), "affectedType", "AWS::IAM::User", "affected", "*"))
        .resource(FindingDocuments.ACCESS_KEY)
        .action(FindingDocuments.API_ACTION)
        .additionalInfo(FindingDocuments.ANOMALY)
        .from(FindingDocuments.colleague(colleague.address(quarter.day())))
        .seen(time, time, 1);
  }

  private Finding openedBucket(Colleague colleague, Instant time) {
    String bucket = site.stock("bucket").pick(dice);
    String title = "Amazon S3 Block Public Access was disabled for S3 bucket %s.";
    return draft("Policy:S3/BucketBlockPublicAccessDisabled", title.formatted(bucket))
        .about(credentials(colleague))
        .about(Map.of("api", "PutBucketPublicAccessBlock", "service", "s3"))
        .about(Map.of("bucket", bucket, "affectedType", "AWS::S3::Bucket", "affected", bucket))
        .resource(FindingDocuments.BUCKET)
        .action(FindingDocuments.API_ACTION)
        .from(FindingDocuments.colleague(colleague.address(quarter.day())))
        .seen(time, time, 1);
  }

  /** The key with which somebody works, and whose it is. */
  private Map<String, String> credentials(Colleague colleague) {
    Caller caller = quarter.caller(colleague);
    Person.Badge badge = colleague.person().badge();
    return Map.of(
        "accessKey", caller.identity().get("accessKeyId").textValue(),
        "principal", caller.identity().get("principalId").textValue(),
        "userType", caller.identity().get("type").textValue(),
        "userName", badge.user() == null ? badge.role().name() : badge.user().name(),
        "agent", caller.agent(),
        "callerAccount", badge.account().id());
  }

  /** Grave enough to be exported, and no more. */
  private FindingDraft draft(String type, String title) {
    return new FindingDraft(site.place(), type, title, title + " This was not expected.")
        .severity(2.0);
  }

  /** One of the many that scan the internet, of a block that RFC 2544 keeps for benchmarks. */
  private String scanner() {
    return "198.18.%d.%d".formatted(dice.between(0, 7), dice.between(1, 254));
  }
}
