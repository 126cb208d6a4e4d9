package io.hawkshaw.generate;

import io.hawkshaw.generate.DnsQuery.Answer;
import io.hawkshaw.generate.DnsQuery.Question;
import io.hawkshaw.generate.DnsQuery.ResponseCode;
import io.hawkshaw.generate.Flow.Interval;
import io.hawkshaw.generate.Flow.Verdict;
import io.hawkshaw.generate.Traffic.Exchange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The ordinary traffic of the machines, and the names that they resolve. */
final class NetworkLife {
  private static final List<String> BALANCERS = List.of("10.20.0.10", "10.20.0.11");
  private static final List<String> SCANNERS =
      List.of("198.51.100.201", "198.51.100.202", "203.0.113.150", "203.0.113.151");
  private static final List<Integer> SCANNED_PORTS = List.of(22, 23, 80, 445, 3389, 6379, 8080);
  private static final String PACKAGES = "198.51.100.44";
  private static final String NTP = "169.254.169.123";

  private static final List<String> NAMES =
      List.of(
          "s3.us-east-1.amazonaws.com.",
          "sts.us-east-1.amazonaws.com.",
          "secretsmanager.us-east-1.amazonaws.com.",
          "monitoring.us-east-1.amazonaws.com.",
          "packages.example.org.",
          "orders-db.c1x2y3z4.us-east-1.rds.amazonaws.com.");

  private final Events events;
  private final Dice dice;

  private NetworkLife(Events events, Dice dice) {
    this.events = events;
    this.dice = dice;
  }

  static void tell(Events events, Dice dice) {
    NetworkLife life = new NetworkLife(events, dice);
    for (LocalDate day : Calendar.days(Calendar.october(11), Calendar.LAST_DAY)) {
      Hosts.WEB.forEach(host -> life.serve(host, day));
      life.scanned(Hosts.WEB_1, day, 40);
      life.queryNames(day);
      life.silence(Hosts.DATABASE, day);
    }
    for (LocalDate day : Calendar.days(Calendar.october(12), Calendar.LAST_DAY)) {
      life.develop(Hosts.WORKBENCH, day);
      life.scanned(Hosts.WORKBENCH, day, 25);
      life.silence(Hosts.WORKBENCH, day);
    }
    for (LocalDate day : Calendar.days(Calendar.october(15), Calendar.LAST_DAY)) {
      life.load(Hosts.WAREHOUSE, day);
      life.silence(Hosts.WAREHOUSE, day);
    }
  }

  private void serve(Host host, LocalDate day) {
    Traffic traffic = new Traffic(events, host);
    for (int minute = dice.between(0, 9); minute < 1430; minute += dice.between(12, 18)) {
      Instant time = Calendar.at(day, "00:00:00").plusSeconds(minute * 60L);
      int packets = dice.between(20, 400);
      traffic.accept(
          dice.pick(BALANCERS),
          ephemeralPort(),
          443,
          Exchange.tcp(time, 58, packets, packets * 90L));
      traffic.connect(
          Hosts.DATABASE.ip(),
          5432,
          ephemeralPort(),
          Exchange.tcp(time, 57, packets, packets * 70L));
    }
    for (int hour = 0; hour < 24; hour += 2) {
      Instant time = dice.moment(hour(day, hour), hour(day, hour + 1));
      traffic.connect(NTP, 123, 123, Exchange.udp(time, 76));
      traffic.connect(PACKAGES, 443, ephemeralPort(), Exchange.tcp(time, 40, 30, 4200));
    }
  }

  private void develop(Host host, LocalDate day) {
    if (Calendar.isWeekend(day)) {
      return;
    }
    Traffic traffic = new Traffic(events, host);
    for (int session = 0; session < 25; session++) {
      Instant time = dice.moment(hour(day, 8), hour(day, 17));
      traffic.accept(
          Addresses.OFFICE,
          ephemeralPort(),
          22,
          Exchange.tcp(time, 59, dice.between(40, 300), 21_000));
      traffic.connect(
          PACKAGES, 443, ephemeralPort(), Exchange.tcp(time, 30, dice.between(10, 90), 5_400));
    }
  }

  private void load(Host host, LocalDate day) {
    Traffic traffic = new Traffic(events, host);
    for (int job = 0; job < 30; job++) {
      Instant time = dice.moment(hour(day, 1), hour(day, 5));
      long packets = dice.between(400, 9000);
      traffic.connect(
          "10.40.2.15", 5439, ephemeralPort(), Exchange.tcp(time, 59, packets, packets * 1300));
    }
  }

  private void scanned(Host host, LocalDate day, int times) {
    Traffic traffic = new Traffic(events, host);
    for (int knock = 0; knock < times; knock++) {
      Instant time = dice.moment(hour(day, 0), hour(day, 23));
      traffic.refuse(dice.pick(SCANNERS), ephemeralPort(), dice.pick(SCANNED_PORTS), time);
    }
  }

  /** One interval without packets and one that AWS could not record. */
  private void silence(Host host, LocalDate day) {
    Instant time = dice.moment(hour(day, 2), hour(day, 22));
    Interval first = new Interval(time, time.plusSeconds(57));
    Interval second = new Interval(time.plusSeconds(600), time.plusSeconds(658));
    events.flows().add(Flow.silent(host, first, Verdict.NODATA));
    events.flows().add(Flow.silent(host, second, Verdict.SKIPDATA));
  }

  private void queryNames(LocalDate day) {
    for (int query = 0; query < 160; query++) {
      Instant time = dice.moment(hour(day, 0), hour(day, 23));
      String name = dice.pick(NAMES);
      Question question = new Question(name, "A");
      Answer answer =
          new Answer(ResponseCode.NO_ERROR, List.of("10.20.9." + (10 + NAMES.indexOf(name))));
      if (dice.chance(0.04)) {
        question = new Question("wpad.prod.internal.", "A");
        answer = new Answer(ResponseCode.NAME_ERROR, List.of());
      } else if (dice.chance(0.3)) {
        question = new Question(name, "AAAA");
        answer = new Answer(ResponseCode.NO_ERROR, List.of());
      }
      Host host = dice.pick(Hosts.WEB);
      events.dnsQueries().add(new DnsQuery(host, time, ephemeralPort(), question, answer));
    }
  }

  private int ephemeralPort() {
    return dice.between(32_768, 60_999);
  }

  private static Instant hour(LocalDate day, int hour) {
    return Calendar.at(day, "00:00:00").plusSeconds(hour * 3600L);
  }
}
