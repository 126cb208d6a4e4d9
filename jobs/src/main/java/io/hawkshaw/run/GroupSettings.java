package io.hawkshaw.run;

import static io.hawkshaw.run.Settings.check;

import java.io.Serializable;
import java.util.List;

/**
 * What makes findings and evidence one group.
 *
 * @param windowHours findings further apart are not linked: 48, as Amazon Detective
 * @param signWindowHours weak signs and flaws further away do not join: 24; what was odd two days
 *     before would make the story begin too early
 * @param maxSpanDays a group that would span more days is not made: 30, the look-back that an
 *     analyst can still tell as one story
 * @param maxMembers a group that would have more members is not made: 500; Amazon Detective shows
 *     1,000 findings and entities
 * @param closeAfterHours a group of which nothing new was heard for so long is closed: 72; after
 *     the window nothing could join it but a new version of what is in it
 * @param minWeight two that share entities of less weight are not linked: 0.2, one entity that 30
 *     subjects share
 * @param maxDegree an entity that more subjects share links nobody: 100
 * @param sharedAddressPrincipals an address or user agent that so many principals used on earlier
 *     days is a common way out, and links nobody: 3
 * @param sharedAddresses addresses and blocks of addresses that link nobody: none; your NAT
 *     gateways, proxies and scanners
 * @param routineSubjects a type of finding that as many subjects had in 30 days is routine: 10
 * @param routineWeight share of its weight that a routine finding keeps: 0.3, so that one entity
 *     alone links it to nothing
 * @param neighbourWeight share of its weight that an entity keeps which stands behind the one that
 *     is named: 0.5
 * @param evidenceScore anomalies and detections of a smaller score are no evidence: 20
 * @param anchorScore evidence of a smaller score joins groups, but joins no two others: 50
 * @param foundingScore findings of a smaller score found no group: 40, the medium ones
 * @param foundingEvidenceScore evidence of a smaller score founds no group: 70, the detections of
 *     level high
 * @param postureScore checks and vulnerabilities of a smaller score are left out: 70, the high ones
 * @param localBytes stored bytes of findings, detections and anomalies within the window up to
 *     which one task groups a night: 256 MiB; larger nights are divided into what hangs together
 *     first
 */
public record GroupSettings(
    Integer windowHours,
    Integer signWindowHours,
    Integer maxSpanDays,
    Integer maxMembers,
    Integer closeAfterHours,
    Double minWeight,
    Integer maxDegree,
    Integer sharedAddressPrincipals,
    List<String> sharedAddresses,
    Integer routineSubjects,
    Double routineWeight,
    Double neighbourWeight,
    Double evidenceScore,
    Double anchorScore,
    Double foundingScore,
    Double foundingEvidenceScore,
    Double postureScore,
    Long localBytes)
    implements Serializable {

  /** Settings with every default. */
  public static final GroupSettings DEFAULTS =
      new GroupSettings(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null, null);

  public GroupSettings {
    windowHours = windowHours == null ? 48 : windowHours;
    signWindowHours = signWindowHours == null ? 24 : signWindowHours;
    maxSpanDays = maxSpanDays == null ? 30 : maxSpanDays;
    maxMembers = maxMembers == null ? 500 : maxMembers;
    closeAfterHours = closeAfterHours == null ? 72 : closeAfterHours;
    minWeight = minWeight == null ? 0.2 : minWeight;
    maxDegree = maxDegree == null ? 100 : maxDegree;
    sharedAddressPrincipals = sharedAddressPrincipals == null ? 3 : sharedAddressPrincipals;
    sharedAddresses = sharedAddresses == null ? List.of() : List.copyOf(sharedAddresses);
    routineSubjects = routineSubjects == null ? 10 : routineSubjects;
    routineWeight = routineWeight == null ? 0.3 : routineWeight;
    neighbourWeight = neighbourWeight == null ? 0.5 : neighbourWeight;
    evidenceScore = evidenceScore == null ? 20 : evidenceScore;
    anchorScore = anchorScore == null ? 50 : anchorScore;
    foundingScore = foundingScore == null ? 40 : foundingScore;
    foundingEvidenceScore = foundingEvidenceScore == null ? 70 : foundingEvidenceScore;
    postureScore = postureScore == null ? 70 : postureScore;
    localBytes = localBytes == null ? 256L << 20 : localBytes;
    check(
        windowHours > 0 && windowHours <= 720,
        "groups.window-hours",
        windowHours,
        "it must be above 0 and at most 720, 30 days");
    check(
        signWindowHours > 0 && signWindowHours <= windowHours,
        "groups.sign-window-hours",
        signWindowHours,
        "it must be above 0 and at most groups.window-hours");
    check(maxSpanDays > 0, "groups.max-span-days", maxSpanDays, "it must be above 0");
    check(maxMembers > 1, "groups.max-members", maxMembers, "it must be 2 or more");
    check(
        closeAfterHours >= windowHours,
        "groups.close-after-hours",
        closeAfterHours,
        "it must be groups.window-hours or more, or what belongs to a group would come too late");
    check(minWeight > 0, "groups.min-weight", minWeight, "it must be above 0");
    check(maxDegree > 1, "groups.max-degree", maxDegree, "it must be 2 or more");
    check(
        sharedAddressPrincipals > 0,
        "groups.shared-address-principals",
        sharedAddressPrincipals,
        "it must be above 0");
    check(routineSubjects > 0, "groups.routine-subjects", routineSubjects, "it must be above 0");
    checkShare("groups.routine-weight", routineWeight);
    checkShare("groups.neighbour-weight", neighbourWeight);
    check(localBytes >= 0, "groups.local-bytes", localBytes, "it must be 0 or more");
  }

  private static void checkShare(String key, double share) {
    check(share >= 0 && share <= 1, key, share, "it must be from 0 to 1");
  }

  /** Days before a day on which rows may lie within the window of its own. */
  public int windowDays() {
    return (windowHours + 23) / 24 + 1;
  }
}
