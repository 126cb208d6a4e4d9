package io.hawkshaw.source.finding;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What OCSF has for a finding and ASFF has not, so that no mapping of AWS tells of it: numbers of
 * severity and status, tactics, observables, the device. Products of others write these.
 *
 * @see <a href="https://schema.ocsf.io/1.3.0/classes/detection_finding">OCSF, Detection Finding</a>
 */
record OcsfAttributes(View row) {
  /** The member by which the tactics of attacks reach {@link SecurityHubFinding}. */
  static final String TACTICS = "AttackTactics";

  private static final int IP_ADDRESS = 2;
  private static final int HASH = 8;
  private static final int RESOURCE_UID = 10;

  private static final List<Severity> SEVERITIES =
      List.of(
          Severity.INFORMATIONAL,
          Severity.LOW,
          Severity.MEDIUM,
          Severity.HIGH,
          Severity.CRITICAL,
          Severity.CRITICAL);

  private static final List<String> STATUSES =
      List.of("NEW", "IN_PROGRESS", "SUPPRESSED", "RESOLVED", "ARCHIVED");

  private static final Pattern INSTANCE = Pattern.compile("i-(?:[0-9a-f]{8}|[0-9a-f]{17})");

  /** The label that a severity_id means, from 1 Informational to 6 Fatal. */
  static Optional<String> severity(View row) {
    return numbered(SEVERITIES, row.number("severity_id")).map(Severity::name);
  }

  /** The status that a status_id means, a state_id in version 1, from 1 New to 5 Archived. */
  static Optional<String> status(View row) {
    return numbered(STATUSES, row.number("status_id"))
        .or(() -> numbered(STATUSES, row.number("state_id")));
  }

  private static <T> Optional<T> numbered(List<T> values, Double number) {
    return number == null || number < 1 || number >= values.size() + 1
        ? Optional.empty()
        : Optional.of(values.get(number.intValue() - 1));
  }

  /** Whether this is the bare id of an EC2 instance. */
  static boolean isInstance(String uid) {
    return uid != null && INSTANCE.matcher(uid).matches();
  }

  /** Adds the hash of a file to a finding in ASFF. */
  static void hash(ObjectNode asff, String hash) {
    if (hash != null) {
      asff.withArrayProperty("Threats")
          .addObject()
          .putArray("FilePaths")
          .addObject()
          .put("Hash", hash);
    }
  }

  void restore(ObjectNode asff) {
    tactics(asff.putArray(TACTICS));
    device(asff);
    row.items("observables").forEach(observable -> observable(observable, asff));
    if (asff.path("GeneratorId").isMissingNode()) {
      OcsfMapping.put(asff, "GeneratorId", row.at("finding_info", "analytic", "uid"));
      OcsfMapping.put(asff, "GeneratorId", row.at("finding_info", "analytic", "name"));
    }
  }

  private void tactics(ArrayNode names) {
    List<View> attacks = new ArrayList<>(row.items("attacks"));
    attacks.addAll(row.items("finding_info", "attacks"));
    for (View attack : attacks) {
      List<View> tactics = new ArrayList<>(attack.items("tactics"));
      tactics.add(attack.at("tactic"));
      for (View tactic : tactics) {
        String name = View.first(tactic.text("uid"), tactic.text("name"));
        if (name != null) {
          names.add(name);
        }
      }
    }
  }

  private void device(ObjectNode asff) {
    View device = row.at("device");
    for (String id : new String[] {device.text("instance_uid"), device.text("uid")}) {
      if (isInstance(id)) {
        asff.withArrayProperty("Resources").addObject().put("Type", "AwsEc2Instance").put("Id", id);
      }
    }
  }

  /** Of an observed address nobody says whose it is; a public one is at the other end. */
  private static void observable(View observable, ObjectNode asff) {
    Double type = observable.number("type_id");
    String value = observable.text("value");
    if (type == null || value == null) {
      return;
    }
    switch (type.intValue()) {
      case IP_ADDRESS -> {
        if (!Roster.isPrivate(value)) {
          asff.withObjectProperty("Action")
              .withArrayProperty("Observables")
              .addObject()
              .putArray("RemoteIpDetails")
              .addObject()
              .put("IpAddressV4", value);
        }
      }
      case HASH -> hash(asff, value);
      case RESOURCE_UID ->
          asff.withArrayProperty("Resources").addObject().put("Type", "Other").put("Id", value);
      default -> {
        // Names of users, hosts and files are not unique enough to link findings.
      }
    }
  }
}
