package io.hawkshaw.generate;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes flows as the text files of VPC Flow Logs. */
final class FlowLogFiles {
  static final String FOLDER = "vpc-flow";

  private static final DateTimeFormatter PATH_DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  private final LakeFolder folder;
  private final Manifest manifest;

  FlowLogFiles(LakeFolder folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /** Writes one file for each place and day, with the fields in the order of the format. */
  void write(FlowLogFormat format, List<Flow> flows) {
    Map<String, List<Flow>> files = new TreeMap<>();
    for (Flow flow : flows) {
      String path = path(flow.host().place(), Calendar.dayOf(flow.interval().start()));
      files.computeIfAbsent(path, empty -> new ArrayList<>()).add(flow);
    }
    files.forEach((path, content) -> write(path, format, content));
  }

  private void write(String path, FlowLogFormat format, List<Flow> flows) {
    StringBuilder text = new StringBuilder(format.header()).append('\n');
    flows.sort(Comparator.comparing(flow -> flow.interval().start()));
    for (Flow flow : flows) {
      text.append(format.line(flow)).append('\n');
      LocalDate day = Calendar.dayOf(flow.interval().start());
      manifest.add(FOLDER, day, flow.host().place(), format.line(flow));
    }
    folder.writeGzip(path, text.toString());
  }

  static String path(Place place, LocalDate day) {
    return path(place, day, "2355");
  }

  /** The path of a file that was delivered at an hour such as 2355. */
  static String path(Place place, LocalDate day, String hour) {
    String account = place.account().id();
    String stamp = DateTimeFormatter.BASIC_ISO_DATE.format(day) + "T" + hour + "Z";
    String log = "fl-" + Ids.hex(account).substring(0, 17);
    return "%s/AWSLogs/%s/vpcflowlogs/%s/%s/%s_vpcflowlogs_%s_%s_%s_%s.log.gz"
        .formatted(
            FOLDER,
            account,
            place.region(),
            PATH_DAY.format(day),
            account,
            place.region(),
            log,
            stamp,
            Ids.hex(account + stamp).substring(0, 8));
  }
}
