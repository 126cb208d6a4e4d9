package io.hawkshaw.source.finding;

import java.time.Instant;
import java.util.List;

/**
 * One finding, the same whether GuardDuty exported it or Security Hub passed it on.
 *
 * @param finding the ARN of the finding, by which its versions and its copies meet
 * @param product the product that found it, such as {@code GuardDuty} or {@code Inspector}
 * @param type the type in the product's own words; GuardDuty's own form also through Security Hub;
 *     null if none is given
 * @param title null if none is given
 * @param description null if none is given
 * @param severity INFORMATIONAL, LOW, MEDIUM, HIGH or CRITICAL; null if the product gives none
 * @param severityScore 0 to 100; null if the product gives none
 * @param status NEW, NOTIFIED, RESOLVED, SUPPRESSED or ARCHIVED
 * @param account the account that the finding is about; null if none is given
 * @param region null if none is given
 * @param tactics names of MITRE ATT&amp;CK tactics as of version 18, in the order of an attack
 * @param entities everything that the finding names, without doubles, at most 200
 * @param ips the remote addresses, at most 200
 * @param firstTime when what was found was first seen; never after {@code lastTime}
 * @param lastTime when it was last seen
 * @param updatedTime when the product last changed the finding
 * @param count how often the product saw it; at least 1
 * @param detail the finding as the product wrote it: compact JSON of at most 256 KiB
 */
public record Finding(
    String finding,
    String product,
    String type,
    String title,
    String description,
    String severity,
    Double severityScore,
    String status,
    String account,
    String region,
    List<String> tactics,
    List<Involved> entities,
    List<String> ips,
    Instant firstTime,
    Instant lastTime,
    Instant updatedTime,
    long count,
    String detail) {

  /** Lists are copied, so that a finding does not change after it was read. */
  public Finding {
    tactics = List.copyOf(tactics);
    entities = List.copyOf(entities);
    ips = List.copyOf(ips);
  }
}
