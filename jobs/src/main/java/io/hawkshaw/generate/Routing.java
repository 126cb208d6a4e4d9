package io.hawkshaw.generate;

import io.hawkshaw.generate.SecurityLake.Entry;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which source carries what. Production came into Security Lake in October, first with version 1 of
 * the sources, then with version 2; everything else is delivered as raw logs.
 */
final class Routing {
  /** From here to the day before {@link #CLOUDTRAIL_V2}, CloudTrail comes in version 1. */
  static final LocalDate CLOUDTRAIL_V1 = Calendar.october(5);

  static final LocalDate CLOUDTRAIL_V2 = Calendar.october(8);

  /** The one day on which the other sources come in version 1; those after come in version 2. */
  static final LocalDate OTHERS_V1 = Calendar.october(11);

  private final LakeFolder folder;
  private final Manifest manifest;
  private final SecurityLake lake;

  Routing(LakeFolder folder, Manifest manifest, SecurityLake lake) {
    this.folder = folder;
    this.manifest = manifest;
    this.lake = lake;
  }

  void deliver(Events events) {
    cloudTrail(events.apiCalls());
    flows(events.flows());
    write(LakeTable.ROUTE53_V1, LakeTable.ROUTE53_V2, queries(events.dnsQueries()));
    write(LakeTable.SH_FINDINGS_V1, LakeTable.SH_FINDINGS_V2, findings(events.hubFindings()));
    lake.write(LakeTable.EKS_AUDIT_V2, audits(events.kubernetesCalls()));
    new GuardDutyFiles(folder, manifest).write(events.findings());
  }

  private void cloudTrail(List<ApiCall> calls) {
    new CloudTrailFiles(folder, manifest)
        .write(calls.stream().filter(Predicate.not(Routing::isInSecurityLake)).toList());
    List<ApiCall> inLake = calls.stream().filter(Routing::isInSecurityLake).toList();
    List<ApiCall> old =
        inLake.stream().filter(call -> dayOf(call).isBefore(CLOUDTRAIL_V2)).toList();
    lake.write(LakeTable.AUTHENTICATION_V1, ofClass(old, CloudTrailClass.AUTHENTICATION));
    lake.write(LakeTable.ACCOUNT_CHANGE_V1, ofClass(old, CloudTrailClass.ACCOUNT_CHANGE));
    lake.write(LakeTable.API_ACTIVITY_V1, ofClass(old, CloudTrailClass.API_ACTIVITY));
    lake.write(
        LakeTable.CLOUD_TRAIL_V2,
        inLake.stream()
            .filter(call -> !dayOf(call).isBefore(CLOUDTRAIL_V2))
            .map(call -> entry(call, SourceVersion.V2))
            .toList());
  }

  private static boolean isInSecurityLake(ApiCall call) {
    return call.place().account().equals(Account.PRODUCTION)
        && !dayOf(call).isBefore(CLOUDTRAIL_V1);
  }

  private static LocalDate dayOf(ApiCall call) {
    return Calendar.dayOf(call.time());
  }

  private static List<Entry> ofClass(List<ApiCall> calls, CloudTrailClass kind) {
    return calls.stream()
        .filter(call -> CloudTrailClass.of(call.name()) == kind)
        .map(call -> entry(call, SourceVersion.V1))
        .toList();
  }

  private static Entry entry(ApiCall call, SourceVersion version) {
    return new Entry(call.place(), call.time(), call.id(), CloudTrailOcsf.event(call, version));
  }

  private void flows(List<Flow> flows) {
    FlowLogFiles files = new FlowLogFiles(folder, manifest);
    files.write(FlowLogFormat.DEFAULT, of(flows, Account.DEVELOPMENT));
    files.write(FlowLogFormat.CUSTOM, of(flows, Account.DATA));
    List<Flow> production = of(flows, Account.PRODUCTION);
    write(
        LakeTable.VPC_FLOW_V1,
        LakeTable.VPC_FLOW_V2,
        version ->
            production.stream()
                .map(
                    flow ->
                        new Entry(
                            flow.host().place(),
                            flow.interval().start(),
                            flow,
                            FlowOcsf.event(flow, version)))
                .toList());
  }

  private static List<Flow> of(List<Flow> flows, Account account) {
    return flows.stream().filter(flow -> flow.host().place().account().equals(account)).toList();
  }

  private static Rendering queries(List<DnsQuery> queries) {
    return version ->
        queries.stream()
            .map(
                query ->
                    new Entry(
                        query.host().place(), query.time(), query, DnsOcsf.event(query, version)))
            .toList();
  }

  private static Rendering findings(List<HubFinding> findings) {
    return version ->
        findings.stream()
            .map(
                finding ->
                    new Entry(
                        finding.place(),
                        finding.updated(),
                        finding.key(),
                        HubFindingOcsf.event(finding, version)))
            .toList();
  }

  private static List<Entry> audits(List<KubernetesCall> calls) {
    return calls.stream()
        .map(call -> new Entry(call.place(), call.time(), call.key(), KubernetesOcsf.event(call)))
        .toList();
  }

  /** The entries of a source in one of its versions. */
  private interface Rendering {
    List<Entry> in(SourceVersion version);
  }

  private void write(LakeTable first, LakeTable second, Rendering rendering) {
    lake.write(first, onDays(rendering.in(SourceVersion.V1), OTHERS_V1::equals));
    lake.write(second, onDays(rendering.in(SourceVersion.V2), OTHERS_V1::isBefore));
  }

  private static List<Entry> onDays(List<Entry> entries, Predicate<LocalDate> days) {
    return entries.stream().filter(entry -> days.test(entry.day())).toList();
  }
}
