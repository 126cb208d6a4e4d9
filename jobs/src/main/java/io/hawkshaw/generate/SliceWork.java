package io.hawkshaw.generate;

import io.hawkshaw.generate.Tally.Delivery;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Tells one slice of the lake, quarter by quarter, and writes it. All of it follows from the plan
 * and the slice, wherever and in whatever order slices are worked on.
 */
final class SliceWork {
  /** One slice in so many is delivered twice in part, as happens in at-least-once delivery. */
  private static final double DELIVERED_AGAIN = 0.15;

  private static final double OF_ITS_RECORDS = 0.1;

  private final LakePlan plan;
  private final Slice slice;
  private final Organization organization;
  private final Quota quota;
  private final Rhythm rhythm;
  private final Tally tally = new Tally();
  private final List<Events> incidents;

  SliceWork(LakePlan plan, Slice slice) {
    this.plan = plan;
    this.slice = slice;
    this.organization = new Organization(plan);
    this.quota = new Quota(organization);
    this.rhythm = new Rhythm(plan.seed());
    this.incidents = incidents();
  }

  /** Writes the slice in all formats of the plan, and tells what was written. */
  Tally write(LakeStore store) throws IOException {
    try (LakeOutput output = outputs(store)) {
      tell(output);
    }
    return tally;
  }

  /** Tells an output what happens, quarter by quarter. */
  void tell(LakeOutput output) throws IOException {
    Dice again = Dice.of(plan.seed(), "deliver again", slice.day(), slice.account(), slice.from());
    boolean isDeliveredAgain = again.chance(DELIVERED_AGAIN);
    Amounts amounts = new Amounts();
    for (int quarter = slice.from(); quarter < slice.to(); quarter++) {
      Events events = tell(amounts, quarter);
      output.write(events, Delivery.FIRST);
      if (isDeliveredAgain) {
        output.write(some(events, again), Delivery.AGAIN);
      }
    }
  }

  private List<Events> incidents() {
    return IntStream.range(0, plan.size().incidents())
        .filter(number -> new Scene(organization, number).day().equals(slice.day()))
        .mapToObj(number -> Scene.played(organization, number).events())
        .toList();
  }

  private LakeOutput outputs(LakeStore store) {
    return new AllOutputs(plan.formats().stream().map(format -> output(format, store)).toList());
  }

  private LakeOutput output(LakeFormat format, LakeStore store) {
    return switch (format) {
      case RAW -> new RawOutput(slice, organization.security(), store, tally);
      case SECURITY_LAKE_V1 -> new SecurityLakeOutput(SourceVersion.V1, slice, store, tally);
      case SECURITY_LAKE_V2 -> new SecurityLakeOutput(SourceVersion.V2, slice, store, tally);
    };
  }

  /** How much happens in each quarter of the day. */
  private final class Amounts {
    private final LakePlan.Size size = plan.size();
    private final long[] calls = quota.calls(size.events(), slice.day(), slice.account());
    private final long[] audits = quota.traffic(size.audits(), slice.day(), slice.account());
    private final long[] objects = quota.traffic(size.objectCalls(), slice.day(), slice.account());
    private final long[] invocations =
        quota.traffic(size.invocations(), slice.day(), slice.account());
    private final long[] findings = quota.traffic(size.findings(), slice.day(), slice.account());
    private final long[] flows = quota.traffic(size.flows(), slice.day(), slice.account());
    private final long[] queries = quota.traffic(size.queries(), slice.day(), slice.account());
  }

  private Events tell(Amounts amounts, int number) {
    List<Site> sites = organization.sites(slice.account());
    Events events = new Events();
    long[] calls = split(sites, amounts.calls[number]);
    long[] objects = split(sites, amounts.objects[number]);
    long[] invocations = split(sites, amounts.invocations[number]);
    long[] findings = split(sites, amounts.findings[number]);
    long[] flows = split(sites, amounts.flows[number]);
    long[] queries = split(sites, amounts.queries[number]);
    for (int site = 0; site < sites.size(); site++) {
      Quarter quarter = new Quarter(sites.get(site), slice.day(), number);
      boolean isRelease = rhythm.isRelease(quarter.site().place().account(), slice.day(), number);
      new SiteCalls(quarter, events, quarter.dice(plan.seed(), "calls"), isRelease)
          .tell(calls[site]);
      SiteData data = new SiteData(quarter, events, quarter.dice(plan.seed(), "data"));
      data.touchObjects(objects[site]);
      data.invoke(invocations[site]);
      new SiteFindings(quarter, events, quarter.dice(plan.seed(), "findings")).tell(findings[site]);
      SiteTraffic traffic = new SiteTraffic(quarter, events, quarter.dice(plan.seed(), "traffic"));
      traffic.tell(flows[site]);
      traffic.ask(queries[site]);
    }
    Quarter home = new Quarter(sites.get(0), slice.day(), number);
    new SiteAudits(home, events, home.dice(plan.seed(), "audits")).tell(amounts.audits[number]);
    Window window = new Window(organization.accounts().get(slice.account()), home);
    incidents.forEach(incident -> window.take(incident, events));
    sort(events);
    return events;
  }

  /** What of an incident falls to an account in a quarter of an hour. */
  private record Window(Account account, Quarter quarter) {
    void take(Events incident, Events events) {
      keep(incident.apiCalls(), events.apiCalls(), ApiCall::place, ApiCall::time);
      keep(
          incident.flows(),
          events.flows(),
          flow -> flow.host().place(),
          flow -> flow.interval().start());
      keep(
          incident.dnsQueries(),
          events.dnsQueries(),
          query -> query.host().place(),
          DnsQuery::time);
      keep(
          incident.kubernetesCalls(),
          events.kubernetesCalls(),
          KubernetesCall::place,
          KubernetesCall::time);
      keep(incident.findings(), events.findings(), Finding::place, Finding::updated);
      keep(incident.hubFindings(), events.hubFindings(), HubFinding::place, HubFinding::updated);
    }

    private <T> void keep(
        List<T> from, List<T> to, Function<T, Place> place, Function<T, Instant> time) {
      Instant end = quarter.start().plusSeconds(Rhythm.QUARTER_SECONDS);
      for (T event : from) {
        Instant moment = time.apply(event);
        boolean isNow = !moment.isBefore(quarter.start()) && moment.isBefore(end);
        if (isNow && place.apply(event).account().equals(account)) {
          to.add(event);
        }
      }
    }
  }

  private static long[] split(List<Site> sites, long count) {
    return Quota.split(count, sites.size(), site -> sites.get(site).weight());
  }

  private static void sort(Events events) {
    events.apiCalls().sort(Comparator.comparing(ApiCall::time));
    events.flows().sort(Comparator.comparing(flow -> flow.interval().start()));
    events.dnsQueries().sort(Comparator.comparing(DnsQuery::time));
    events.kubernetesCalls().sort(Comparator.comparing(KubernetesCall::time));
  }

  private static Events some(Events events, Dice dice) {
    Events some = new Events();
    keepSome(events.apiCalls(), some.apiCalls(), dice);
    keepSome(events.flows(), some.flows(), dice);
    keepSome(events.dnsQueries(), some.dnsQueries(), dice);
    keepSome(events.kubernetesCalls(), some.kubernetesCalls(), dice);
    return some;
  }

  private static <T> void keepSome(List<T> from, List<T> to, Dice dice) {
    from.stream().filter(record -> dice.chance(OF_ITS_RECORDS)).forEach(to::add);
  }
}
