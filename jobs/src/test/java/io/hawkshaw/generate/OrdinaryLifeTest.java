package io.hawkshaw.generate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hawkshaw.generate.Tally.Delivery;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two weeks of a generated organization have the shape of real trails. */
final class OrdinaryLifeTest {
  private static final LakePlan PLAN =
      new LakePlan(
          22,
          LocalDate.parse("2026-10-05"),
          new LakePlan.Size(14, 30_000, 0, 6, 0),
          List.of(),
          1_000_000);
  private static final Organization ORGANIZATION = new Organization(PLAN);

  /** What is told of a call. */
  private record Told(
      Instant time, String account, boolean isService, String key, String name, String address) {

    static Told of(ApiCall call) {
      JsonNode identity = call.body().get("userIdentity");
      String principalId = identity.path("principalId").asText();
      boolean isSession = principalId.startsWith("AROA");
      return new Told(
          call.time(),
          call.place().account().id(),
          identity.has("invokedBy"),
          identity.path("accessKeyId").asText(""),
          isSession
              ? principalId.substring(principalId.indexOf(':') + 1)
              : identity.path("userName").asText(""),
          call.body().get("sourceIPAddress").textValue());
    }

    LocalDate day() {
      return Calendar.dayOf(time);
    }
  }

  private static final List<Told> CALLS = new ArrayList<>();
  private static final List<Told> DATA_CALLS = new ArrayList<>();
  private static final List<String> FINDING_TYPES = new ArrayList<>();

  @BeforeAll
  static void live() throws IOException {
    LakeOutput listener =
        new LakeOutput() {
          @Override
          public void write(Events events, Delivery delivery) {
            if (delivery == Delivery.FIRST) {
              events
                  .apiCalls()
                  .forEach(call -> (call.isOnData() ? DATA_CALLS : CALLS).add(Told.of(call)));
              events.findings().forEach(finding -> FINDING_TYPES.add(finding.type()));
              events
                  .hubFindings()
                  .forEach(hub -> FINDING_TYPES.add(hub.body().get("ProductName").textValue()));
            }
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
    for (LocalDate day : PLAN.days()) {
      for (int account = 0; account < PLAN.size().accounts(); account++) {
        new SliceWork(PLAN, new Slice(day, account, 0, Rhythm.QUARTERS)).tell(listener);
      }
    }
  }

  @Test
  void servicesMakeEightToNineAndAHalfOfTenCalls() {
    assertThat(CALLS).hasSize((int) PLAN.size().events());
    double services = CALLS.stream().filter(Told::isService).count();
    assertThat(services / CALLS.size()).isBetween(0.8, 0.95);
  }

  @Test
  void mostKeysLiveForOneCallAndAFewForVeryMany() {
    long[] lives =
        sorted(count(CALLS.stream().filter(call -> !call.key().isEmpty()), Told::key).values());
    assertThat(LongStream.of(lives).filter(life -> life == 1).count())
        .isGreaterThan(lives.length / 2);
    assertThat(lives[lives.length - 1]).isGreaterThan(50);
  }

  @Test
  void aTenthOfThePeopleMakesAFifthOfTheirCallsAndMore() {
    Map<String, Colleague> people = people(changes -> true);
    long[] calls =
        sorted(
            count(CALLS.stream().filter(call -> people.containsKey(id(call))), OrdinaryLifeTest::id)
                .values());
    long all = LongStream.of(calls).sum();
    long busiest = LongStream.of(calls).skip(calls.length - Math.max(1, calls.length / 10)).sum();
    assertThat(people).hasSizeGreaterThan(20);
    assertThat((double) busiest / all).isGreaterThan(0.2);
    assertThat(calls[calls.length - 1]).isGreaterThan(4 * calls[calls.length / 4]);
  }

  @Test
  void peopleRestAtWeekendsAndServicesDoNot() {
    Map<String, Colleague> people = people(changes -> true);
    double ofPeople = weekendShare(call -> people.containsKey(id(call)));
    assertThat(ofPeople).isBetween(0.0, 0.08);
    assertThat(weekendShare(Told::isService)).isBetween(0.2, 0.3);
  }

  private static double weekendShare(Predicate<Told> kept) {
    List<Told> calls = CALLS.stream().filter(kept).toList();
    long weekend = calls.stream().filter(call -> Calendar.isWeekend(call.day())).count();
    return (double) weekend / calls.size();
  }

  @Test
  void aReleaseIsABurstOfTheDay() {
    String busiest = ORGANIZATION.accounts().get(1).id();
    LocalDate tuesday = LocalDate.parse("2026-10-06");
    long[] quarters =
        sorted(
            count(
                    CALLS.stream()
                        .filter(call -> call.account().equals(busiest))
                        .filter(call -> call.day().equals(tuesday)),
                    call -> call.time().getEpochSecond() / Rhythm.QUARTER_SECONDS)
                .values());
    assertThat(quarters[quarters.length - 1]).isGreaterThan(2 * quarters[quarters.length / 2]);
  }

  @Test
  void whoJoinsCallsNothingBefore() {
    people(changes -> changes.joins() != null)
        .forEach(
            (id, colleague) ->
                assertThat(daysOf(id)).allMatch(day -> !day.isBefore(colleague.changes().joins())));
    assertThat(people(changes -> changes.joins() != null).keySet())
        .anySatisfy(id -> assertThat(daysOf(id)).isNotEmpty());
  }

  @Test
  void whoTravelsCallsFromElsewhereWhileAwayAlone() {
    Map<String, Colleague> travellers = people(changes -> changes.travels() != null);
    for (Told call : CALLS) {
      Colleague traveller = travellers.get(id(call));
      if (traveller != null && !call.isService()) {
        assertThat(call.address().equals(traveller.changes().hotel()))
            .isEqualTo(traveller.isAway(call.day()));
      }
    }
    assertThat(CALLS)
        .anyMatch(
            call ->
                travellers.containsKey(id(call)) && travellers.get(id(call)).isAway(call.day()));
  }

  @Test
  void aReplacedKeyIsUsedUntilItsDayAndTheNewOneFromThereOn() {
    Map<String, Colleague> rotating = people(changes -> changes.rotates() != null);
    assertThat(rotating).isNotEmpty();
    TreeSet<Boolean> seen = new TreeSet<>();
    for (Told call : CALLS) {
      Colleague colleague = rotating.get(id(call));
      if (colleague != null && call.key().startsWith("AKIA")) {
        boolean isNew = !call.day().isBefore(colleague.changes().rotates());
        String first = colleague.person().badge().user().accessKey();
        assertThat(call.key().equals(first)).isEqualTo(!isNew);
        seen.add(isNew);
      }
    }
    assertThat(seen).containsExactly(false, true);
  }

  @Test
  void dataEventsAndFindingsOfAllKindsComeBesideTheCalls() {
    assertThat(DATA_CALLS).hasSize((int) (PLAN.size().objectCalls() + PLAN.size().invocations()));
    assertThat(FINDING_TYPES)
        .contains(
            "Security Hub",
            "Inspector",
            "GuardDuty",
            "Recon:EC2/PortProbeUnprotectedPort",
            "UnauthorizedAccess:EC2/SSHBruteForce",
            "Discovery:IAMUser/AnomalousBehavior",
            "Policy:S3/BucketBlockPublicAccessDisabled");
    assertThat(FINDING_TYPES.stream().filter(type -> !type.contains(":")).count())
        .isEqualTo(PLAN.size().findings());
  }

  /** People whose changes are of a kind, by account and name. */
  private static Map<String, Colleague> people(Predicate<Colleague.Changes> kind) {
    return Stream.iterate(0, account -> account < PLAN.size().accounts(), account -> account + 1)
        .flatMap(account -> ORGANIZATION.sites(account).stream())
        .flatMap(
            site ->
                site.people().choices().stream()
                    .filter(colleague -> kind.test(colleague.changes()))
                    .map(colleague -> Map.entry(id(site.place(), colleague), colleague)))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String id(Place place, Colleague colleague) {
    String name =
        colleague.isUser() ? colleague.person().badge().user().name() : colleague.person().name();
    return place.account().id() + name;
  }

  private static String id(Told call) {
    return call.account() + call.name();
  }

  private static List<LocalDate> daysOf(String id) {
    return CALLS.stream().filter(call -> id(call).equals(id)).map(Told::day).toList();
  }

  private static <K> Map<K, Long> count(Stream<Told> calls, Function<Told, K> key) {
    return calls.collect(groupingBy(key, counting()));
  }

  private static long[] sorted(Collection<Long> counts) {
    return counts.stream().mapToLong(count -> count).sorted().toArray();
  }
}
