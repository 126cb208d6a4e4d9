package io.hawkshaw.generate;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes findings as GuardDuty exports them to S3, for all accounts into the administrator's. */
final class GuardDutyFiles {
  static final String FOLDER = "guardduty";

  private static final DateTimeFormatter PATH_DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  private final LakeFolder folder;
  private final Manifest manifest;

  GuardDutyFiles(LakeFolder folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /** Writes one file of JSON lines for each Region and day of export. */
  void write(List<Finding> findings) {
    Map<String, List<Finding>> files = new TreeMap<>();
    for (Finding finding : findings) {
      files.computeIfAbsent(path(finding), path -> new ArrayList<>()).add(finding);
    }
    files.forEach(this::write);
  }

  private void write(String path, List<Finding> findings) {
    StringBuilder lines = new StringBuilder();
    findings.sort(Comparator.comparing(Finding::updated));
    for (Finding finding : findings) {
      lines.append(Json.text(finding.body())).append('\n');
      manifest.add(FOLDER, Calendar.dayOf(finding.updated()), finding.place(), finding.key());
    }
    folder.writeGzip(path, lines.toString());
  }

  private static String path(Finding finding) {
    return path(Account.SECURITY, finding, "");
  }

  /** The path in the administrator's account; whatever makes a file distinct makes its name. */
  static String path(Account administrator, Finding finding, String distinction) {
    String path =
        "%s/AWSLogs/%s/GuardDuty/%s/%s"
            .formatted(
                FOLDER,
                administrator.id(),
                finding.region(),
                PATH_DAY.format(Calendar.dayOf(finding.updated())));
    return path + "/" + Ids.uuid(path + distinction) + ".jsonl.gz";
  }
}
