package io.hawkshaw.generate;

import io.hawkshaw.generate.DnsQuery.Answer;
import io.hawkshaw.generate.DnsQuery.Question;
import io.hawkshaw.generate.DnsQuery.ResponseCode;
import io.hawkshaw.generate.Flow.Interval;
import io.hawkshaw.generate.Flow.Verdict;
import io.hawkshaw.generate.Traffic.Exchange;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The traffic of a site in a quarter of an hour, and the names that its machines ask for.
 *
 * <p>Packets follow measured flow logs: 6 at the median, 15 to 20 at the ninth decile, some in the
 * tens of thousands; bytes are 800 at the median and 20 MB at most; nine of ten are TCP; both
 * directions of a connection are records of their own; scanners are refused with one packet.
 * Strangers have addresses of the block that RFC 2544 sets aside for benchmarks.
 */
final class SiteTraffic {
  private static final Zipf<String> STRANGERS = addresses("198.18.", 40_000);
  private static final Zipf<String> SERVICES = addresses("198.19.255.", 250);
  private static final Zipf<Integer> SCANNED =
      Zipf.of(List.of(22, 23, 445, 80, 8080, 3389, 6379, 2375, 5900, 1433, 9200, 27017, 11211));
  private static final List<Integer> STORES = List.of(5432, 3306, 6379, 9092);
  private static final List<Integer> PEERS = List.of(8080, 9090, 50051, 9100);
  private static final Zipf<String> NAMES =
      Zipf.of(
          List.of(
              "s3",
              "sts",
              "monitoring",
              "logs",
              "dynamodb",
              "secretsmanager",
              "sqs",
              "kms",
              "ecr",
              "ssm",
              "ec2",
              "events",
              "kinesis",
              "sns",
              "lambda",
              "states",
              "eks",
              "rds",
              "xray"));
  private static final String NTP = "169.254.169.123";

  private final Quarter quarter;
  private final Site site;
  private final Events events;
  private final Dice dice;

  SiteTraffic(Quarter quarter, Events events, Dice dice) {
    this.quarter = quarter;
    this.site = quarter.site();
    this.events = events;
    this.dice = dice;
  }

  private static Zipf<String> addresses(String prefix, int count) {
    boolean isLast = prefix.chars().filter(letter -> letter == '.').count() == 3;
    return Zipf.of(
        IntStream.range(0, count)
            .mapToObj(n -> prefix + (isLast ? n + 1 : n % 250 + "." + (n / 250 + 1)))
            .toList());
  }

  /** Tells so many records. No two are alike: copies are made when the lake is written. */
  void tell(long count) {
    List<Flow> flows = events.flows();
    int from = flows.size();
    Set<Flow> seen = new HashSet<>();
    while (seen.size() < count) {
      connect(site.hosts().pick(dice));
      List<Flow> fresh = flows.subList(from + seen.size(), flows.size());
      List<Flow> distinct = fresh.stream().filter(seen::add).toList();
      fresh.clear();
      flows.addAll(distinct);
    }
    flows.subList((int) (from + count), flows.size()).clear();
  }

  private void connect(Host host) {
    Traffic traffic = new Traffic(events, host);
    Instant time = quarter.moment(dice, 60);
    double chance = dice.share();
    if (chance < 0.26) {
      traffic.accept(STRANGERS.pick(dice), port(), 443, exchange(time));
    } else if (chance < 0.46) {
      int store = dice.between(0, 3);
      traffic.connect(site.peer(host, store / 2).ip(), STORES.get(store), port(), exchange(time));
    } else if (chance < 0.66) {
      traffic.connect(SERVICES.pick(dice), 443, port(), exchange(time));
    } else if (chance < 0.84) {
      int rank = (int) (dice.share() * dice.share() * 8);
      traffic.connect(site.peer(host, rank).ip(), dice.pick(PEERS), port(), exchange(time));
    } else if (chance < 0.88) {
      traffic.connect(NTP, 123, port(), Exchange.udp(time, 76));
    } else if (chance < 0.88 + 0.02 * quarter.busy()) {
      traffic.accept(Addresses.OFFICE, port(), 22, exchange(time));
    } else if (chance < 0.995) {
      traffic.refuse(STRANGERS.pick(dice), port(), SCANNED.pick(dice), time);
    } else {
      Verdict verdict = dice.chance(0.8) ? Verdict.NODATA : Verdict.SKIPDATA;
      events.flows().add(Flow.silent(host, new Interval(time, time.plusSeconds(58)), verdict));
    }
  }

  private Exchange exchange(Instant time) {
    double size = dice.chance(0.01) ? 3000 : 6;
    long packets = 1 + (long) (size * dice.spread(0.9));
    long bytes = packets * (40 + (long) (35 * dice.spread(0.8)));
    int seconds = dice.chance(0.4) ? 60 : dice.between(1, 59);
    return Exchange.tcp(time, Math.min(seconds, 59), packets, bytes);
  }

  /** Tells so many questions; no two are alike. */
  void ask(long count) {
    Set<DnsQuery> seen = new HashSet<>();
    while (seen.size() < count) {
      DnsQuery query = question(site.hosts().pick(dice));
      if (seen.add(query)) {
        events.dnsQueries().add(query);
      }
    }
  }

  private DnsQuery question(Host host) {
    Instant time = quarter.moment(dice, 0);
    double chance = dice.share();
    String region = site.place().region();
    if (chance < 0.08) {
      String name = site.stock("function").pick(dice) + ".local.";
      return query(host, time, new Question(name, "A"), List.of());
    }
    if (chance < 0.14) {
      String[] parts = site.peer(host, dice.between(0, 5)).ip().split("\\.", -1);
      String name = parts[3] + "." + parts[2] + "." + parts[1] + ".10.in-addr.arpa.";
      return query(host, time, new Question(name, "PTR"), List.of("ip-10." + region + "."));
    }
    if (chance < 0.24) {
      String name = dice.hex(12) + ".cdn.example.net.";
      return query(host, time, new Question(name, "A"), List.of(STRANGERS.pick(dice)));
    }
    String name =
        chance < 0.5
            ? site.stock("function").pick(dice) + ".internal.example."
            : NAMES.pick(dice) + "." + region + ".amazonaws.com.";
    boolean isNew = dice.chance(0.3);
    List<String> answers = isNew ? List.of() : List.of(SERVICES.pick(dice));
    return query(host, time, new Question(name, isNew ? "AAAA" : "A"), answers);
  }

  private DnsQuery query(Host host, Instant time, Question question, List<String> answers) {
    boolean isMissing = question.name().endsWith(".local.");
    ResponseCode code = isMissing ? ResponseCode.NAME_ERROR : ResponseCode.NO_ERROR;
    return new DnsQuery(host, time, port(), question, new Answer(code, answers));
  }

  private int port() {
    return dice.between(32_768, 60_999);
  }
}
