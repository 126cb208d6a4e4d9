package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The attack sequence that GuardDuty makes of single findings and calls. */
final class SequenceFinding {
  private static final Place PRODUCTION = Account.PRODUCTION.home();
  private static final LocalDate DAY = LeakedKey.DAY;

  private SequenceFinding() {}

  /** The versions of the sequence over what was found in production. */
  static List<Finding> over(List<Finding> findings) {
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
    findings.stream()
        .filter(finding -> finding.place().equals(PRODUCTION))
        .forEach(
            finding ->
                signal(signals, "FINDING", finding.type(), finding.updated())
                    .put("uid", finding.body().get("arn").textValue()));
    Instant first = LeakedKey.DEPLOYMENT.since();
    return List.of(
        draft.seen(first, at(DAY, "04:18:02"), 1),
        draft.seen(first, at(DAY.plusDays(1), "00:02:00"), 1));
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

  private static Instant at(LocalDate day, String time) {
    return Calendar.at(day, time);
  }
}
