package io.hawkshaw.generate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.hawkshaw.generate.Tally.Delivery;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a slice as the log files of the services. What happens in the last minutes before midnight
 * arrives in the first CloudTrail file of the next day; what comes twice comes by a second trail.
 */
final class RawOutput implements LakeOutput {
  private static final String RESOLVER_FOLDER = "resolver-dns";
  private static final int BUFFER = 1 << 16;

  /** A file that is being written: what stands before, between and behind its records. */
  private static final class LogFile {
    private final Writer out;
    private final String between;
    private final String end;
    private String before;

    LogFile(Writer out, String before, String between, String end) {
      this.out = out;
      this.before = before;
      this.between = between;
      this.end = end;
    }

    void add(String record) throws IOException {
      out.write(before);
      out.write(record);
      before = between;
    }

    void close() throws IOException {
      out.write(end);
      out.close();
    }
  }

  private final Slice slice;
  private final Account security;
  private final LakeStore store;
  private final Tally tally;
  private final Map<String, LogFile> open = new LinkedHashMap<>();

  RawOutput(Slice slice, Account security, LakeStore store, Tally tally) {
    this.slice = slice;
    this.security = security;
    this.store = store;
    this.tally = tally;
  }

  @Override
  public void write(Events events, Delivery delivery) throws IOException {
    for (ApiCall call : events.apiCalls()) {
      String path = path(call, delivery);
      file(path, "{\"Records\":[", ",", "]}").add(Json.text(call.body()));
      count(CloudTrailFiles.FOLDER, call.time(), call.place(), delivery);
    }
    for (Flow flow : events.flows()) {
      FlowLogFormat format =
          slice.account() % 3 == 2 ? FlowLogFormat.DEFAULT : FlowLogFormat.CUSTOM;
      Place place = flow.host().place();
      String path = FlowLogFiles.path(place, slice.day(), hour(delivery));
      file(path, format.header() + "\n", "\n", "\n").add(format.line(flow));
      count(FlowLogFiles.FOLDER, flow.interval().start(), place, delivery);
    }
    for (DnsQuery query : events.dnsQueries()) {
      Place place = query.host().place();
      String path = ResolverLog.path(query.host(), slice.day(), hour(delivery));
      lines(RESOLVER_FOLDER + "/" + path).add(Json.text(ResolverLog.record(query)));
      count(RESOLVER_FOLDER, query.time(), place, delivery);
    }
    for (List<KubernetesCall> calls : byCluster(events.kubernetesCalls())) {
      KubernetesCall first = calls.get(0);
      String path = AuditLogFiles.path(first, slice.day(), hour(delivery));
      file(path, "", "", "").add(Json.text(AuditLogFiles.envelope(calls)));
      calls.forEach(call -> count(AuditLogFiles.FOLDER, call.time(), call.place(), delivery));
    }
    for (HubFinding finding : events.hubFindings()) {
      String path = HubEventFiles.path(finding, hour(delivery));
      file(path, "", "", "").add(Json.text(HubEventFiles.event(finding)));
      count(HubEventFiles.FOLDER, finding.updated(), finding.place(), delivery);
    }
    for (Finding finding : events.findings()) {
      String path = GuardDutyFiles.path(security, finding, slice.account() + hour(delivery));
      lines(path).add(Json.text(finding.body()));
      count(GuardDutyFiles.FOLDER, finding.updated(), finding.place(), delivery);
    }
  }

  private static Collection<List<KubernetesCall>> byCluster(List<KubernetesCall> calls) {
    return calls.stream()
        .collect(groupingBy(KubernetesCall::cluster, LinkedHashMap::new, toList()))
        .values();
  }

  /** A copy is delivered by another trail, five minutes later. */
  private String path(ApiCall call, Delivery delivery) {
    LocalDate day = slice.day();
    boolean isLast = !call.time().isBefore(Calendar.at(day, "23:50:00"));
    String trail = delivery == Delivery.FIRST ? CloudTrailFiles.ORGANIZATION : "";
    return isLast
        ? new CloudTrailFiles.Delivery(trail, call.place(), day.plusDays(1), "0005").path()
        : new CloudTrailFiles.Delivery(trail, call.place(), day, hour(delivery)).path();
  }

  private String hour(Delivery delivery) {
    String hour = slice.delivered();
    return delivery == Delivery.FIRST ? hour : hour.substring(0, 3) + (hour.endsWith("5") ? 6 : 1);
  }

  private LogFile lines(String path) throws IOException {
    return file(path, "", "\n", "\n");
  }

  private LogFile file(String path, String start, String between, String end) throws IOException {
    LogFile file = open.get(path);
    if (file == null) {
      Writer out =
          new OutputStreamWriter(
              new GZIPOutputStream(store.create(path), BUFFER), StandardCharsets.UTF_8);
      file = new LogFile(new BufferedWriter(out, BUFFER), start, between, end);
      open.put(path, file);
    }
    return file;
  }

  private void count(String source, Instant time, Place place, Delivery delivery) {
    tally.add(source, Calendar.dayOf(time), place, delivery, 1);
  }

  @Override
  public void close() throws IOException {
    for (LogFile file : open.values()) {
      file.close();
    }
  }
}
