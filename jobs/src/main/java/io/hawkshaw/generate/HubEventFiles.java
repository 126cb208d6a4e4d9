package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Findings of Security Hub as EventBridge hands them on, and Firehose writes them: one event behind
 * the other.
 *
 * <p>https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html
 */
final class HubEventFiles {
  static final String FOLDER = "security-hub";

  private static final DateTimeFormatter PATH_DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  private HubEventFiles() {}

  /** The path of a file that Firehose closes at an hour and minute. */
  static String path(HubFinding finding, String hour) {
    LocalDate day = Calendar.dayOf(finding.updated());
    String stamp = day + "-" + hour.substring(0, 2) + "-" + hour.substring(2) + "-00";
    return "%s/%s/%s/findings-1-%s-%s.gz"
        .formatted(
            FOLDER,
            PATH_DAY.format(day),
            hour.substring(0, 2),
            stamp,
            Ids.uuid(finding.place() + stamp));
  }

  /** The event that tells of a finding. */
  static ObjectNode event(HubFinding finding) {
    ObjectNode event =
        Json.object()
            .put("version", "0")
            .put("id", Ids.uuid(finding.key()))
            .put("detail-type", "Security Hub Findings - Imported")
            .put("source", "aws.securityhub")
            .put("account", finding.place().account().id())
            .put("time", finding.updated().toString())
            .put("region", finding.place().region());
    event.putArray("resources").add(finding.body().get("ProductArn").textValue());
    event.putObject("detail").putArray("findings").add(finding.body());
    return event;
  }
}
