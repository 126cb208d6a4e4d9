package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes API calls as the log files of CloudTrail. */
final class CloudTrailFiles {
  static final String FOLDER = "cloudtrail";

  /** The trail of the organization, which writes below the organization's id. */
  static final String ORGANIZATION = "o-hk3x9v2m1q/";

  private static final DateTimeFormatter PATH_DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  /** One file: whose it is, on which day and at what hour it was delivered, and by which trail. */
  record Delivery(String trail, Place place, LocalDate day, String hour) {

    static Delivery of(Place place, LocalDate day, String hour) {
      return new Delivery(ORGANIZATION, place, day, hour);
    }

    String path() {
      String account = place.account().id();
      String stamp = DateTimeFormatter.BASIC_ISO_DATE.format(day) + "T" + hour + "Z";
      return "%s/AWSLogs/%s%s/CloudTrail/%s/%s/%s_CloudTrail_%s_%s_%s.json.gz"
          .formatted(
              FOLDER,
              trail,
              account,
              place.region(),
              PATH_DAY.format(day),
              account,
              place.region(),
              stamp,
              Ids.hex(trail + place + stamp).substring(0, 16));
    }
  }

  private final LakeFolder folder;
  private final Manifest manifest;

  CloudTrailFiles(LakeFolder folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Writes the calls into one file for each place and day. What happens in the last minutes before
   * midnight arrives in the first file of the next day.
   */
  void write(List<ApiCall> calls) {
    Map<String, List<ApiCall>> files = new TreeMap<>();
    for (ApiCall call : calls) {
      files.computeIfAbsent(delivery(call).path(), path -> new ArrayList<>()).add(call);
    }
    files.forEach(this::write);
  }

  /** Writes the calls into one file, whatever their own place and time. */
  void write(Delivery delivery, List<ApiCall> calls) {
    write(delivery.path(), calls);
  }

  private void write(String path, List<ApiCall> calls) {
    folder.writeGzip(path, Json.text(document(calls)));
    for (ApiCall call : calls) {
      manifest.add(FOLDER, Calendar.dayOf(call.time()), call.place(), call.id());
    }
  }

  static ObjectNode document(List<ApiCall> calls) {
    ObjectNode document = Json.object();
    ArrayNode records = document.putArray("Records");
    calls.stream()
        .sorted(Comparator.comparing(ApiCall::time))
        .forEach(call -> records.add(call.body()));
    return document;
  }

  private static Delivery delivery(ApiCall call) {
    Instant time = call.time();
    LocalDate day = Calendar.dayOf(time);
    boolean isLast = !time.isBefore(Calendar.at(day, "23:50:00"));
    return isLast
        ? Delivery.of(call.place(), day.plusDays(1), "0005")
        : Delivery.of(call.place(), day, "2355");
  }
}
