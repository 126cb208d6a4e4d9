package io.hawkshaw.group;

import io.hawkshaw.lake.Role;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Tells what happened from the facts alone, in the order of time: every sentence ends in the ids of
 * what it is made of.
 */
final class Story {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private static final int IDS = 10;
  private static final int DEPARTURES = 3;

  private Story() {}

  /**
   * The sentences of a group.
   *
   * @param members in the order of time
   */
  static List<Sentence> of(List<Member> members) {
    Map<String, List<Member>> alike = new LinkedHashMap<>();
    members.forEach(
        member -> alike.computeIfAbsent(topic(member), t -> new ArrayList<>()).add(member));
    return alike.values().stream()
        .map(Story::sentence)
        .sorted(Comparator.comparing(Sentence::first).thenComparing(Sentence::text))
        .toList();
  }

  /** What is told in one sentence: the same deed, or what one principal did unlike itself. */
  private static String topic(Member member) {
    return member.isAnomaly()
        ? "departures " + member.entities().get(0).id()
        : member.isPosture() ? "posture " + Phrases.title(member) : said(member);
  }

  private static String said(Member member) {
    return member.isFinding()
        ? Phrases.of(member)
        : member.sentence() == null ? Phrases.title(member) : detected(member);
  }

  /** What a rule saw: who did it, and what the rule is called. */
  private static String detected(Member member) {
    String actor =
        member.entities().stream()
            .filter(one -> one.role() == Role.ACTOR && !one.type().equals("ACCESS_KEY"))
            .findFirst()
            .map(one -> Names.of(one.type(), one.id()))
            .orElse(null);
    return actor == null ? Phrases.title(member) : "%s: %s".formatted(actor, Phrases.title(member));
  }

  private static Sentence sentence(List<Member> alike) {
    Member first = alike.get(0);
    String said =
        first.isAnomaly()
            ? departures(alike)
            : first.isPosture() ? posture(alike) : said(first) + times(alike);
    List<String> ids = alike.stream().map(Member::id).sorted().toList();
    List<String> tactics = alike.stream().flatMap(m -> m.tactics().stream()).toList();
    String text = begun(said) + " " + cited(ids);
    return new Sentence(TacticChain.first(tactics), text, ids, first.first());
  }

  /** Begins with a capital, unless the first word is a name, as {@code i-0abc} or role/admin. */
  private static String begun(String said) {
    boolean isWord = said.split(" ", 2)[0].chars().allMatch(Character::isLetter);
    return isWord ? Character.toUpperCase(said.charAt(0)) + said.substring(1) : said;
  }

  private static String departures(List<Member> alike) {
    String gravest =
        alike.stream()
            .sorted(Comparator.comparingDouble(Member::score).reversed())
            .limit(DEPARTURES)
            .map(member -> Phrases.title(member).split("; ", 2)[0])
            .collect(Collectors.joining("; "));
    int more = alike.size() - DEPARTURES;
    return gravest + (more > 0 ? "; and %d more departures from its past".formatted(more) : "");
  }

  private static String posture(List<Member> alike) {
    String carriers =
        alike.stream()
            .flatMap(member -> member.entities().stream())
            .filter(
                one ->
                    one.role() == Role.TARGET
                        && !List.of("AWS_ACCOUNT", "VPC", "VULNERABILITY", "IP_ADDRESS")
                            .contains(one.type()))
            .map(one -> Names.of(one.type(), one.id()))
            .distinct()
            .limit(DEPARTURES)
            .collect(Collectors.joining(", "));
    String title = Phrases.title(alike.get(0));
    return carriers.isEmpty() ? title : "%s carries a flaw: %s".formatted(carriers, title);
  }

  private static String times(List<Member> alike) {
    Instant from = alike.get(0).first();
    Instant to = alike.stream().map(Member::last).max(Comparator.naturalOrder()).orElse(from);
    long events = alike.stream().filter(m -> !m.isFinding()).mapToLong(Member::events).sum();
    String often = events > 1 ? ", %,d times".formatted(events) : "";
    String start = TIME.format(from);
    String end = TIME.format(to);
    return start.equals(end)
        ? "%s, at %s UTC".formatted(often, start)
        : "%s, from %s to %s UTC".formatted(often, start, end);
  }

  private static String cited(List<String> ids) {
    String named = ids.stream().limit(IDS).map(Story::shortId).collect(Collectors.joining(", "));
    return ids.size() > IDS
        ? "[%s and %d more].".formatted(named, ids.size() - IDS)
        : "[%s].".formatted(named);
  }

  /** Of the ARN of a finding the id at its end. */
  private static String shortId(String id) {
    return id.startsWith("arn:") ? id.substring(id.lastIndexOf('/') + 1) : id;
  }
}
