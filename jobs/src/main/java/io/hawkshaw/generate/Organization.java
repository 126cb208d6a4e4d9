package io.hawkshaw.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The organization of a generated lake: it follows from the plan alone, so that every task that
 * writes a part of the lake knows the same one.
 */
final class Organization {
  private static final List<String> NAMES =
      List.of("security", "production", "development", "data", "platform", "sandbox");
  private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "us-west-2");

  /** The Regions in which an account works beside its own, where it has some. */
  private static final double ELSEWHERE = 0.2;

  private static final int PEOPLE_OF_A_SITE = 100_000;

  private final LakePlan plan;
  private final List<Account> accounts = new ArrayList<>();
  private final List<List<Site>> sites = new ArrayList<>();
  private final List<Integer> turns;

  Organization(LakePlan plan) {
    this.plan = plan;
    LakePlan.Size size = plan.size();
    double people = 8 + Math.sqrt((double) size.events() / size.days()) / 4;
    double hosts = 8 + Math.sqrt((double) size.flows() / size.days()) / 4;
    for (int number = 0; number < size.accounts(); number++) {
      Account account = account(number);
      accounts.add(account);
      double share = share(number);
      List<Site> own = new ArrayList<>();
      boolean isWide = number % 2 == 1;
      double here = isWide ? 1 - ELSEWHERE : 1;
      own.add(site(account.home(), head(here, people * share, hosts * share)));
      if (isWide) {
        Place second = new Place(account, second(number, account.home().region()));
        own.add(site(second, head(ELSEWHERE, people * share / 3, hosts * share / 3)));
      }
      sites.add(List.copyOf(own));
    }
    this.turns = turns(plan, sites);
  }

  /** A key that is stolen has a past, so that incidents play where users are, if any are. */
  private static List<Integer> turns(LakePlan plan, List<List<Site>> sites) {
    List<Integer> all =
        IntStream.range(0, sites.size())
            .boxed()
            .sorted(Comparator.comparing(number -> Dice.of(plan.seed(), "turn", number).share()))
            .toList();
    LocalDate first = plan.laterDays().get(0);
    List<Integer> manned =
        all.stream().filter(number -> hasUser(sites.get(number).get(0), first)).toList();
    return manned.isEmpty() ? all : manned;
  }

  private static boolean hasUser(Site home, LocalDate day) {
    return home.people().choices().stream()
        .anyMatch(colleague -> colleague.isUser() && colleague.works(day));
  }

  /** A Region that is not the account's own: records of one place are of one site. */
  private static String second(int number, String home) {
    String region = REGIONS.get(number % REGIONS.size());
    return region.equals(home) ? REGIONS.get((number + 1) % REGIONS.size()) : region;
  }

  private Account account(int number) {
    String name =
        number < NAMES.size() ? NAMES.get(number) : NAMES.get(number % NAMES.size()) + "-" + number;
    int digits = Dice.of(plan.seed(), "account", number).between(0, 9_999_999);
    // Real account ids are spread over all twelve digits; few can begin with so many zeros.
    String id = "0000%07d%d".formatted(digits, number % 10);
    return new Account(name, id, REGIONS.get(number % 5 == 3 ? 1 : 0));
  }

  /** The share of the organization's work that is an account's, by Zipf's law. */
  double share(int account) {
    double sum = 0;
    for (int number = 0; number < plan.size().accounts(); number++) {
      sum += weight(number);
    }
    return weight(account) / sum;
  }

  /** The second account, production, is the busiest. */
  private static double weight(int account) {
    int rank = account == 0 ? 2 : account == 1 ? 1 : account + 1;
    return Math.pow(rank, -0.8);
  }

  private static Site.Head head(double weight, double people, double hosts) {
    return new Site.Head(weight, 3 + (int) people, 4 + (int) hosts);
  }

  private Site site(Place place, Site.Head head) {
    Dice dice = Dice.of(plan.seed(), "site", place.account().id(), place.region());
    List<Host> hosts = hosts(place, head.hosts(), dice);
    List<Colleague> people = new ArrayList<>();
    // A name is of one person, also where an account has people in two Regions.
    int first = place.equals(place.account().home()) ? 0 : PEOPLE_OF_A_SITE;
    for (int number = first; number < first + head.people(); number++) {
      people.add(colleague(place, number, dice));
    }
    return new Site(place, head, people, hosts, Stock.of(place, people, hosts, dice));
  }

  private static List<Host> hosts(Place place, int count, Dice dice) {
    Host.Network network =
        new Host.Network("vpc-0" + dice.hex(16), "subnet-0" + dice.hex(16), zone(place.region()));
    int second = dice.between(16, 240);
    List<Host> hosts = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      String tail = "0" + dice.hex(16);
      String ip = "10.%d.%d.%d".formatted(second, number / 250, 4 + number % 250);
      hosts.add(new Host(place, network, "i-" + tail, "eni-" + tail, ip));
    }
    return hosts;
  }

  /** The id of a zone, such as use1-az1 of us-east-1. */
  private static String zone(String region) {
    String[] parts = region.split("-", 3);
    return parts[0] + parts[1].charAt(0) + parts[2] + "-az1";
  }

  private Colleague colleague(Place place, int number, Dice dice) {
    Profession profession = dice.pick(Profession.BY_FREQUENCY);
    String name = profession.duty() + "-" + place.account().id().substring(4, 11) + number;
    boolean isUser = dice.chance(0.25);
    Person.Badge badge =
        isUser
            ? Person.Badge.of(User.of(place.account(), name))
            : Person.Badge.of(Role.permissionSet(place.account(), profession.permissionSet()));
    String home = "198.19.%d.%d".formatted(dice.between(0, 255), dice.between(1, 254));
    Person person =
        new Person(name + "@example.com", badge, home, dice.pick(profession.agents()), List.of());
    return new Colleague(person, Catalogue.ONE.tasks(profession.duty()), changes(dice, isUser));
  }

  private Colleague.Changes changes(Dice dice, boolean isUser) {
    LocalDate day = plan.firstDay().plusDays(dice.between(0, plan.size().days() - 1));
    double chance = dice.share();
    if (chance < 0.04) {
      return new Colleague.Changes(day, null, null, null);
    }
    if (chance < 0.09) {
      String hotel = "203.0.113." + dice.between(100, 199);
      return new Colleague.Changes(null, null, day, hotel);
    }
    return chance < 0.24 && isUser
        ? new Colleague.Changes(null, day, null, null)
        : Colleague.Changes.NONE;
  }

  LakePlan plan() {
    return plan;
  }

  List<Account> accounts() {
    return accounts;
  }

  /** The administrator of findings, and of the trail of the organization. */
  Account security() {
    return accounts.get(0);
  }

  /** The numbers of the accounts in the order in which incidents visit them. */
  List<Integer> turns() {
    return turns;
  }

  /** The Regions in which an account works, its home first. */
  List<Site> sites(int account) {
    return sites.get(account);
  }
}
