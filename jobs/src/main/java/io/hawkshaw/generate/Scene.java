package io.hawkshaw.generate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where and when one incident plays, and what it leaves behind: its events, and what is known of
 * them. It follows from the plan and the number of the incident.
 */
final class Scene {
  /** The latest second at which anything of an incident happens, so that it stays on its day. */
  private static final String CURTAIN = "23:40:00";

  private static final int ADDRESSES = 90;

  private final Organization organization;
  private final int number;
  private final Dice dice;
  private final IncidentKind kind;
  private final Stage stage;
  private final Instant start;
  private final Events events = new Events();
  private final Story story;
  private final Set<String> addresses = new TreeSet<>();
  private final Set<String> domains = new TreeSet<>();
  private final Set<String> resources = new TreeSet<>();

  Scene(Organization organization, int number) {
    LakePlan plan = organization.plan();
    this.organization = organization;
    this.number = number;
    this.kind = IncidentKind.of(number);
    this.dice = Dice.of(plan.seed(), "incident", number);
    this.stage = Stage.of(organization, number);
    this.start = Calendar.at(stage.day(), "00:00:00").plusSeconds(dice.between(3_600, 14 * 3_600));
    this.story = new Story("%s-%d".formatted(kind.label(), number + 1), kind.title());
  }

  /** The scene after its incident was played. */
  static Scene played(Organization organization, int number) {
    Scene scene = new Scene(organization, number);
    scene.kind.play(scene);
    return scene;
  }

  IncidentKind kind() {
    return kind;
  }

  Dice dice() {
    return dice;
  }

  LocalDate day() {
    return stage.day();
  }

  Events events() {
    return events;
  }

  Story story() {
    return story;
  }

  /** The place in which the incident begins. */
  Site site() {
    return organization.sites(stage.account()).get(0);
  }

  /** The home of another account, as many accounts further on; the own one if there is no other. */
  Site siteBeyond(int step) {
    int account = (stage.account() + step) % organization.accounts().size();
    return organization.sites(account).get(0);
  }

  Instant at(int seconds) {
    return start.plusSeconds(seconds);
  }

  /** Where it all ends, at the latest. */
  Instant curtain() {
    return Calendar.at(day(), CURTAIN);
  }

  /** The address from which the intruder works. */
  String intruder() {
    return met("203.0.113." + (5 + number % ADDRESSES));
  }

  /** The server that gives an implant its orders. */
  String commandServer() {
    return met("198.51.100." + (130 + number % ADDRESSES));
  }

  String commandDomain() {
    String domain = "c2-" + number + ".example";
    domains.add(domain);
    return domain;
  }

  String miningDomain() {
    String domain = "pool-" + number + ".minexmr.example";
    domains.add(domain);
    return domain;
  }

  /** Notes an address as part of the incident. */
  String met(String address) {
    addresses.add(address);
    return address;
  }

  /** Notes a resource as part of the incident. */
  String touched(String resource) {
    resources.add(resource);
    return resource;
  }

  Desk desk(Caller caller, Place place) {
    return new Desk(events, dice, caller, place);
  }

  /** Makes calls one after the other, some seconds apart. */
  List<ApiCall> make(Desk desk, List<Operation> operations, Instant first) {
    List<ApiCall> calls = new ArrayList<>();
    Instant time = first;
    for (Operation operation : operations) {
      calls.add(desk.make(operation, time));
      time = time.plusSeconds(dice.between(3, 25));
    }
    return calls;
  }

  /** Tries calls that are all denied. */
  List<ApiCall> deny(Desk desk, List<Operation> operations, Instant first) {
    List<ApiCall> calls = new ArrayList<>();
    Instant time = first;
    for (Operation operation : operations) {
      calls.add(desk.deny(operation, time));
      time = time.plusSeconds(dice.between(3, 15));
    }
    return calls;
  }

  /** Notes a finding, and what Security Hub takes in of it. */
  void found(Finding finding) {
    events.findings().add(finding);
    events.hubFindings().add(ImportedFinding.of(finding));
  }

  /** A user of the site; one is made up where all people take roles. */
  User user() {
    List<Colleague> users = atWork().filter(Colleague::isUser).toList();
    return users.isEmpty()
        ? User.of(site().place().account(), "svc-build-" + number)
        : users.get(stage.visit() % users.size()).user(day());
  }

  /** Somebody of the site who works in a role. */
  Colleague roleHolder() {
    List<Colleague> holders = atWork().filter(colleague -> !colleague.isUser()).toList();
    return holders.isEmpty()
        ? site().people().choices().get(0)
        : holders.get(stage.visit() % holders.size());
  }

  private Stream<Colleague> atWork() {
    return site().people().choices().stream().filter(colleague -> colleague.works(day()));
  }

  Set<String> addresses() {
    return addresses;
  }

  Set<String> domains() {
    return domains;
  }

  Set<String> resources() {
    return resources;
  }
}
