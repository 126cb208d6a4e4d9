package io.hawkshaw.generate;

import io.hawkshaw.generate.DnsQuery.Answer;
import io.hawkshaw.generate.DnsQuery.Question;
import io.hawkshaw.generate.DnsQuery.ResponseCode;
import io.hawkshaw.generate.Traffic.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The first incident on the wire: a machine is scanned, its SSH password guessed, and from then on
 * it beacons, mines and leaks through the names that it asks for.
 */
final class Foothold {
  static final Instant SCAN = Calendar.at(LeakedKey.DAY, "04:10:00");
  static final Instant FIRST_GUESS = Calendar.at(LeakedKey.DAY, "04:14:00");
  static final Instant BROKEN_IN = Calendar.at(LeakedKey.DAY, "05:04:00");
  static final Instant FIRST_BEACON = Calendar.at(LeakedKey.DAY, "05:10:00");
  static final Instant FIRST_MINING = Calendar.at(LeakedKey.DAY, "06:00:00");
  static final Instant FIRST_LEAK = Calendar.at(LeakedKey.DAY, "13:00:00");
  static final Instant LAST_LEAK = Calendar.at(LeakedKey.DAY, "15:00:00");
  static final Instant END = Calendar.at(LeakedKey.DAY.plusDays(1), "11:41:00");
  static final Duration BEACON_PERIOD = Duration.ofSeconds(60);
  static final int LEAKING_QUERIES = 300;

  private final Events events;
  private final Dice dice;
  private final Traffic traffic;

  private Foothold(Events events, Dice dice) {
    this.events = events;
    this.dice = dice;
    this.traffic = new Traffic(events, Hosts.WEB_2);
  }

  static void tell(Events events, Dice dice, Story story) {
    Foothold foothold = new Foothold(events, dice);
    story.seen(SCAN, "flow", "The ports of " + Hosts.WEB_2.instance() + " are scanned");
    foothold.scan();
    story.seen(FIRST_GUESS, "flow", "SSH is tried and refused, and guessed at once it is open");
    foothold.guess();
    story.seen(BROKEN_IN, "flow", "A long SSH session from the intruder's address");
    foothold.logIn();
    story.seen(FIRST_BEACON, "flow", "A beacon every 60 seconds to the command server");
    foothold.beacon();
    story.seen(FIRST_MINING, "flow", "Traffic to the mining pool, from there and from the miners");
    foothold.mine();
    story.seen(FIRST_LEAK, "dns", LEAKING_QUERIES + " TXT queries with long random labels");
    foothold.leak();
    foothold.searchForCommand();
  }

  private void scan() {
    for (int port = 0; port < 60; port++) {
      traffic.refuse(
          Addresses.INTRUDER, port(), 1 + dice.between(0, 9999), SCAN.plusSeconds(port * 3L));
    }
  }

  private void guess() {
    for (int knock = 0; knock < 45; knock++) {
      traffic.refuse(Addresses.INTRUDER, port(), 22, FIRST_GUESS.plusSeconds(knock * 5L));
    }
    Instant open = Calendar.at(LeakedKey.DAY, "04:20:00");
    for (int guess = 0; guess < 110; guess++) {
      Exchange exchange =
          Exchange.tcp(open.plusSeconds(guess * 23L), 20, dice.between(11, 16), 2_300);
      traffic.accept(Addresses.INTRUDER, port(), 22, exchange);
    }
  }

  private void logIn() {
    for (int minute = 0; minute < 6; minute++) {
      Exchange exchange =
          Exchange.tcp(BROKEN_IN.plusSeconds(minute * 60L), 60, dice.between(300, 900), 190_000);
      traffic.accept(Addresses.INTRUDER, 51_514, 22, exchange);
    }
  }

  private void beacon() {
    for (Instant time = FIRST_BEACON; time.isBefore(END); time = time.plus(BEACON_PERIOD)) {
      Exchange exchange = Exchange.tcp(time.plusSeconds(dice.between(0, 1)), 2, 8, 620);
      traffic.connect(Addresses.COMMAND_SERVER, Addresses.COMMAND_PORT, port(), exchange);
    }
  }

  private void mine() {
    mine(Hosts.WEB_2, FIRST_MINING);
    for (Host miner : Hosts.MINERS) {
      mine(miner, Calendar.at(LeakedKey.DAY, "03:05:00"));
    }
  }

  private void mine(Host host, Instant from) {
    Traffic own = new Traffic(events, host);
    int port = port();
    for (Instant time = from; time.isBefore(END); time = time.plusSeconds(1200)) {
      Exchange exchange = Exchange.tcp(time, 599, dice.between(90, 180), 24_000);
      own.connect(Addresses.MINING_POOL, Addresses.MINING_PORT, port, exchange);
    }
  }

  private void leak() {
    long pause = Duration.between(FIRST_LEAK, LAST_LEAK).toSeconds() / LEAKING_QUERIES;
    for (int query = 0; query < LEAKING_QUERIES; query++) {
      String label = dice.base32(50).toLowerCase(Locale.ROOT);
      String name = label + "." + query + "." + Addresses.COMMAND_DOMAIN + ".";
      Instant time = FIRST_LEAK.plusSeconds(query * pause + dice.between(0, 5));
      ask(time, new Question(name, "TXT"), new Answer(ResponseCode.NO_ERROR, List.of("ok")));
    }
  }

  private void searchForCommand() {
    for (Instant time = FIRST_BEACON; time.isBefore(END); time = time.plusSeconds(1800)) {
      Question command = new Question(Addresses.COMMAND_DOMAIN + ".", "A");
      Answer server = new Answer(ResponseCode.NO_ERROR, List.of(Addresses.COMMAND_SERVER));
      ask(time, command, server);
      Question pool = new Question(Addresses.MINING_DOMAIN + ".", "A");
      Answer found = new Answer(ResponseCode.NO_ERROR, List.of(Addresses.MINING_POOL));
      ask(time.plusSeconds(3000), pool, found);
    }
    LocalDate day = LeakedKey.DAY;
    for (int guess = 0; guess < 40; guess++) {
      String name = dice.base32(14).toLowerCase(Locale.ROOT) + ".example.";
      Instant time = Calendar.at(day, "05:11:00").plusSeconds(guess * 4L);
      ask(time, new Question(name, "A"), new Answer(ResponseCode.NAME_ERROR, List.of()));
    }
  }

  private void ask(Instant time, Question question, Answer answer) {
    events.dnsQueries().add(new DnsQuery(Hosts.WEB_2, time, port(), question, answer));
  }

  private int port() {
    return dice.between(32_768, 60_999);
  }
}
