package io.hawkshaw.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hawkshaw.generate.CloudTrailFiles.Delivery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What goes wrong on the way into a lake: files that come twice, broken, empty, and lines that are
 * no records. What a broken file held is also in a whole one, so nothing is lost by refusing it.
 */
final class Faults {
  /** The day on which most of it happens. */
  static final LocalDate DAY = Calendar.october(13);

  /** The day of which a second trail delivers everything once more. */
  static final LocalDate TWICE = Calendar.october(14);

  /** One fault: of what kind, in which file, how many records it is about, and which. */
  record Fault(String kind, String source, String file, int records, List<String> eventIds) {}

  private final LakeFolder folder;
  private final CloudTrailFiles files;
  private final List<ApiCall> calls;
  private final List<Fault> faults = new ArrayList<>();

  private Faults(LakeFolder folder, CloudTrailFiles files, List<ApiCall> calls) {
    this.folder = folder;
    this.files = files;
    this.calls = calls;
  }

  /** Makes the faults; the calls are those that were already delivered in whole files. */
  static List<Fault> make(LakeFolder folder, CloudTrailFiles files, Events events) {
    Faults faults = new Faults(folder, files, events.apiCalls());
    faults.deliverAfterMidnight();
    faults.deliverAgain();
    faults.deliverByTwoTrails();
    faults.deliverLate(events.delayed());
    faults.deliverNothing();
    faults.breakFiles();
    faults.mixInText();
    faults.cutLine();
    return faults.faults;
  }

  /** What happened in the last minutes of a day stands in the first file of the next. */
  private void deliverAfterMidnight() {
    Place place = Account.DEVELOPMENT.home();
    List<ApiCall> last =
        on(LeakedKey.DAY, place).stream()
            .filter(call -> !call.time().isBefore(Calendar.at(LeakedKey.DAY, "23:50:00")))
            .toList();
    Delivery delivery = Delivery.of(place, LeakedKey.DAY.plusDays(1), "0005");
    note("delivered_after_midnight", delivery, last);
  }

  private void deliverAgain() {
    Delivery delivery = Delivery.of(Account.DEVELOPMENT.home(), DAY, "1205");
    List<ApiCall> again = some(DAY, 12);
    files.write(delivery, again);
    note("delivered_twice", delivery, again);
  }

  private void deliverByTwoTrails() {
    Delivery delivery = new Delivery("", Account.SECURITY.home(), TWICE, "2355");
    List<ApiCall> again = on(TWICE, Account.SECURITY.home());
    files.write(delivery, again);
    note("delivered_by_two_trails", delivery, again);
  }

  private void deliverLate(List<ApiCall> delayed) {
    Delivery delivery = Delivery.of(Account.DEVELOPMENT.home(), Oddities.DELIVERED, "0905");
    files.write(delivery, delayed);
    note("delivered_late_or_out_of_time", delivery, delayed);
  }

  private void deliverNothing() {
    Delivery delivery = Delivery.of(Account.DATA.home(), DAY, "0605");
    files.write(delivery, List.of());
    note("no_records_in_file", delivery, List.of());
    String parquet =
        SecurityLake.path(
            LakeTable.CLOUD_TRAIL_V2.folder()
                + "/region=us-east-1/accountId=222233334444/eventDay=20261014",
            "nothing");
    folder.write(parquet, new byte[0]);
    faults.add(new Fault("zero_bytes", SecurityLake.FOLDER, parquet, 0, List.of()));
  }

  private void breakFiles() {
    Place place = Account.DEVELOPMENT.home();
    List<ApiCall> held = some(DAY, 20);
    String text = Json.text(CloudTrailFiles.document(held));
    Delivery truncated = Delivery.of(place, DAY, "1405");
    byte[] whole = LakeFolder.gzip(text);
    folder.write(truncated.path(), Arrays.copyOf(whole, whole.length * 6 / 10));
    note("truncated_gzip", truncated, held);
    Delivery half = Delivery.of(place, DAY, "1505");
    folder.writeGzip(half.path(), text.substring(0, text.length() / 2));
    note("half_json", half, held);
  }

  /** One element of the records is no record; the two beside it are, and come a second time. */
  private void mixInText() {
    Delivery delivery = Delivery.of(Account.DEVELOPMENT.home(), DAY, "1605");
    List<ApiCall> beside = some(DAY, 2);
    files.write(delivery, beside);
    ObjectNode document = CloudTrailFiles.document(beside);
    ((ArrayNode) document.get("Records")).insert(1, "this is not a record");
    folder.writeGzip(delivery.path(), Json.text(document));
    faults.add(
        new Fault("text_among_records", CloudTrailFiles.FOLDER, delivery.path(), 1, List.of()));
    note("delivered_twice", delivery, beside);
  }

  private void cutLine() {
    Place place = Account.DEVELOPMENT.home();
    String path = FlowLogFiles.path(place, DAY).replace("T2355Z", "T1205Z");
    folder.writeGzip(
        path, FlowLogFormat.DEFAULT.header() + "\n2 333344445555 eni-0d3300000000000a1 10.30\n");
    faults.add(new Fault("too_few_fields", FlowLogFiles.FOLDER, path, 1, List.of()));
  }

  private List<ApiCall> some(LocalDate day, int limit) {
    return on(day, Account.DEVELOPMENT.home()).stream().limit(limit).toList();
  }

  private List<ApiCall> on(LocalDate day, Place place) {
    return calls.stream()
        .filter(call -> call.place().equals(place))
        .filter(call -> Calendar.dayOf(call.time()).equals(day))
        .toList();
  }

  private void note(String kind, Delivery delivery, List<ApiCall> held) {
    List<String> ids = held.stream().map(ApiCall::id).toList();
    faults.add(new Fault(kind, CloudTrailFiles.FOLDER, delivery.path(), held.size(), ids));
  }
}
