package io.hawkshaw.generate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The things of a site, by kind: what the requests of {@code operations.txt} name. */
final class Stock {
  private static final List<String> SUBJECTS =
      List.of(
          "orders",
          "billing",
          "catalogue",
          "search",
          "identity",
          "shipping",
          "reports",
          "media",
          "events",
          "ledger",
          "metrics",
          "mail",
          "profile",
          "pricing",
          "returns",
          "audit");

  private final Map<String, Zipf<String>> things = new HashMap<>();

  private Stock() {}

  /** The things of a site whose size is told by its machines. */
  static Stock of(Place place, List<Colleague> people, List<Host> hosts, Dice dice) {
    Stock stock = new Stock();
    String prefix = place.account().name() + "-" + place.region() + "-";
    int size = 12 + hosts.size() / 2;
    stock.put("bucket", 2 * size, n -> prefix + subject(n) + "-" + n);
    stock.put("trail", 1, n -> "org-trail-" + place.account().id());
    stock.put(
        "function",
        4 * size,
        n -> subject(n) + "-" + List.of("api", "job", "sync").get(n % 3) + "-" + n);
    stock.put("table", 2 * size, n -> subject(n) + "_" + n);
    stock.put("queue", 2 * size, n -> subject(n) + "-queue-" + n);
    stock.put("stream", size, n -> subject(n) + "-stream-" + n);
    stock.put("stack", size, n -> subject(n) + "-" + n);
    stock.put("role", 3 * size, n -> subject(n) + "-role-" + n);
    stock.put("secret", 2 * size, n -> subject(n) + "/db-" + n + "-" + dice.base32(6));
    stock.put("logGroup", 4 * size, n -> "/aws/lambda/" + subject(n) + "-" + n);
    stock.put("key", size, n -> dice.uuid());
    stock.put("volume", 4 * size, n -> "vol-0" + dice.hex(16));
    stock.put("snapshot", 2 * size, n -> "snap-0" + dice.hex(16));
    stock.put("securityGroup", size, n -> "sg-0" + dice.hex(16));
    stock.put("subnet", 6, n -> "subnet-0" + dice.hex(16));
    stock.put("image", 8, n -> "ami-0" + dice.hex(16));
    stock.put("cluster", 2, n -> prefix + List.of("main", "batch").get(n));
    stock.put("instance", hosts.size(), n -> hosts.get(n).instance());
    stock.put("interface", hosts.size(), n -> hosts.get(n).networkInterface());
    stock.put("privateIp", hosts.size(), n -> hosts.get(n).ip());
    stock.put("vpc", 1, n -> hosts.get(0).network().vpc());
    stock.put("object", 40 * size, n -> subject(n) + "/2026/part-%05d.parquet".formatted(n));
    stock.put(
        "user", people.size(), n -> people.get(n).person().name().replace("@example.com", ""));
    return stock;
  }

  private static String subject(int number) {
    return SUBJECTS.get(number % SUBJECTS.size());
  }

  private void put(String kind, int count, IntFunction<String> name) {
    things.put(kind, Zipf.of(IntStream.range(0, count).mapToObj(name).toList()));
  }

  Map<String, Zipf<String>> things() {
    return things;
  }
}
