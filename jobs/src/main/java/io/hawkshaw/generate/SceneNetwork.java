package io.hawkshaw.generate;

import io.hawkshaw.generate.DnsQuery.Answer;
import io.hawkshaw.generate.DnsQuery.Question;
import io.hawkshaw.generate.DnsQuery.ResponseCode;
import io.hawkshaw.generate.Traffic.Exchange;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the machines of an incident send and ask for. */
record SceneNetwork(Scene scene, List<Host> hosts) {
  private static final int MINING_PORT = 3333;
  private static final int COMMAND_PORT = 8443;

  static SceneNetwork of(Scene scene, List<Host> hosts) {
    return new SceneNetwork(scene, hosts);
  }

  /** All mine from a time on, and ask for the pool each hour. */
  void mine(Instant from) {
    String pool = scene.commandServer();
    String domain = scene.miningDomain();
    for (Host host : hosts) {
      Traffic traffic = new Traffic(scene.events(), host);
      int port = port();
      for (Instant time = from; time.isBefore(scene.curtain()); time = time.plusSeconds(600)) {
        Exchange exchange = Exchange.tcp(time, 59, scene.dice().between(90, 180), 24_000);
        traffic.connect(pool, MINING_PORT, port, exchange);
      }
      for (Instant time = from; time.isBefore(scene.curtain()); time = time.plusSeconds(3_600)) {
        ask(host, time, new Question(domain + ".", "A"), pool);
      }
    }
  }

  /** All call the command server at even intervals of so many seconds. */
  void beacon(Instant from, int seconds) {
    String server = scene.commandServer();
    String domain = scene.commandDomain();
    for (Host host : hosts) {
      Traffic traffic = new Traffic(scene.events(), host);
      for (Instant time = from; time.isBefore(scene.curtain()); time = time.plusSeconds(seconds)) {
        Instant start = time.plusSeconds(scene.dice().between(0, 1));
        traffic.connect(server, COMMAND_PORT, port(), Exchange.tcp(start, 2, 8, 620));
      }
      for (Instant time = from; time.isBefore(scene.curtain()); time = time.plusSeconds(1_800)) {
        ask(host, time, new Question(domain + ".", "A"), server);
      }
    }
  }

  /** Data leaves in the labels of names that are asked for. */
  void leak(Instant from, int queries) {
    String domain = scene.commandDomain();
    for (int query = 0; query < queries; query++) {
      String label = scene.dice().base32(50).toLowerCase(Locale.ROOT);
      String name = label + "." + query + "." + domain + ".";
      ask(hosts.get(0), from.plusSeconds(query * 5L), new Question(name, "TXT"), "ok");
    }
  }

  private void ask(Host host, Instant time, Question question, String answer) {
    Answer found = new Answer(ResponseCode.NO_ERROR, List.of(answer));
    scene.events().dnsQueries().add(new DnsQuery(host, time, port(), question, found));
  }

  private int port() {
    return scene.dice().between(32_768, 60_999);
  }
}
