package io.hawkshaw.generate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One account in one Region, with all that works there. */
final class Site {
  private final Place place;
  private final double weight;
  private final Zipf<Colleague> people;
  private final Zipf<Host> hosts;
  private final Map<String, Zipf<String>> stock;
  private final Map<String, Integer> numbers = new HashMap<>();

  /** How many of everything a site has. */
  record Head(double weight, int people, int hosts) {}

  Site(Place place, Head head, List<Colleague> people, List<Host> hosts, Stock stock) {
    this.place = place;
    this.weight = head.weight();
    this.people = Zipf.of(people);
    this.hosts = Zipf.of(hosts);
    this.stock = stock.things();
    hosts.forEach(host -> numbers.put(host.instance(), numbers.size()));
  }

  Place place() {
    return place;
  }

  /** The share of the account's work that is done here. */
  double weight() {
    return weight;
  }

  /** Those who work here, the busiest first. */
  Zipf<Colleague> people() {
    return people;
  }

  Zipf<Host> hosts() {
    return hosts;
  }

  /** The things of one kind, such as buckets, by name. */
  Zipf<String> stock(String kind) {
    Zipf<String> things = stock.get(kind);
    if (things == null) {
      throw new IllegalArgumentException("A site has no " + kind);
    }
    return things;
  }

  String cluster() {
    return stock("cluster").choices().get(0);
  }

  /** The other machine that a machine talks to most, and the next ones. */
  Host peer(Host host, int rank) {
    List<Host> all = hosts.choices();
    return all.get((numbers.get(host.instance()) * 7 + rank + 1) % all.size());
  }
}
