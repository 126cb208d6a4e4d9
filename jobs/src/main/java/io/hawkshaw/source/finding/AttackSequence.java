package io.hawkshaw.source.finding;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import io.hawkshaw.lake.Tactic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sequence of signals behind an attack sequence finding: {@code service.detection.sequence} of
 * GuardDuty and {@code Detection.Sequence} of ASFF, which have the same members.
 */
record AttackSequence(View sequence) {
  /** A finding that came without its sequence still tells the tactics in its description. */
  private static final Pattern TOLD = Pattern.compile("tactics observed: ([A-Za-z, ]{1,400})");

  /** The tactics that the indicators name, and those of the findings among the signals. */
  Set<Tactic> tactics(String description) {
    Set<Tactic> tactics = EnumSet.noneOf(Tactic.class);
    for (View indicator : indicators()) {
      if ("ATTACK_TACTIC".equalsIgnoreCase(indicator.text("key"))) {
        addNamed(indicator.texts("values"), tactics);
      }
    }
    for (View signal : sequence.items("signals")) {
      tactics.addAll(Tactics.ofGuardDuty(signal.text("name")));
    }
    if (tactics.isEmpty() && description != null) {
      Matcher told = TOLD.matcher(description);
      if (told.find()) {
        addNamed(List.of(told.group(1).split(",")), tactics);
      }
    }
    return tactics;
  }

  private static void addNamed(List<String> names, Set<Tactic> tactics) {
    names.forEach(name -> Tactic.named(name).ifPresent(tactics::add));
  }

  private List<View> indicators() {
    List<View> indicators = new ArrayList<>(sequence.items("sequenceIndicators"));
    for (View signal : sequence.items("signals")) {
      indicators.addAll(signal.items("signalIndicators"));
    }
    return indicators;
  }

  void collect(Roster roster, Place place) {
    sequence.items("actors").forEach(actor -> actor(actor, roster, place));
    SequenceResources resources = new SequenceResources(roster, place, cluster(place));
    sequence.items("resources").forEach(resources::collect);
    sequence.items("endpoints").forEach(endpoint -> endpoint(endpoint, roster));
    indicators().forEach(indicator -> indicator(indicator, roster));
  }

  /** The issuer of a session is the exact ARN of its role, better than one made of its name. */
  private static void actor(View actor, Roster roster, Place place) {
    View user = actor.at("user");
    String account = user.text("account", "uid");
    String issuer = actor.text("session", "issuer");
    String name = Arn.parse(issuer).isPresent() ? null : user.text("name");
    roster.addAccount(account, Role.ACTOR);
    roster.addArn(issuer, Role.ACTOR);
    new Principal(user.text("type"), name, user.text("uid"))
        .join(roster, place.in(account), Role.ACTOR);
    roster.addArn(user.text("uid"), Role.ACTOR);
    roster.add(EntityType.ACCESS_KEY, user.text("credentialUid"), Role.ACTOR);
    new RuntimeDetails(roster).process(actor.at("process"), Role.ACTOR);
  }

  private static void endpoint(View endpoint, Roster roster) {
    roster.addRemoteIp(endpoint.text("ip"));
    roster.addDomain(endpoint.text("domain"), Role.REMOTE);
    roster.add(EntityType.ASO, endpoint.text("autonomousSystem", "name"), Role.REMOTE);
  }

  /** Indicators such as TOR_IP, MALICIOUS_DOMAIN and VULNERABILITY hold what they name. */
  private static void indicator(View indicator, Roster roster) {
    String key = View.first(indicator.text("key"), "").toUpperCase(Locale.ROOT);
    for (String value : indicator.texts("values")) {
      if (key.endsWith("_IP")) {
        roster.addRemoteIp(value);
      } else if (key.endsWith("_DOMAIN")) {
        roster.addDomain(value, Role.REMOTE);
      } else if (key.equals("VULNERABILITY") && value.startsWith("CVE-")) {
        roster.add(EntityType.VULNERABILITY, value, Role.TARGET);
      }
    }
  }

  /** The cluster that its workloads are named after, if there is one and no other. */
  private Kubernetes cluster(Place place) {
    List<String> clusters = new ArrayList<>();
    for (View resource : sequence.items("resources")) {
      String arn = SequenceResources.clusterArn(resource, place);
      if (arn != null) {
        clusters.add(arn);
      }
    }
    return new Kubernetes(clusters.size() == 1 ? clusters.get(0) : null);
  }
}
