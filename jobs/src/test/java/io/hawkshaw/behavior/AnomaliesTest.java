package io.hawkshaw.behavior;

import static io.hawkshaw.testing.TestSession.tuples;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A night on the 22nd after three weeks of a few entities, each of which departs in one way. */
final class AnomaliesTest {
  private static final LocalDate NIGHT = LocalDate.parse("2026-09-22");

  private static final List<String> JSON = new ArrayList<>();
  private static List<Row> rows;

  private static MemoryLake lake() {
    JSON.clear();
    always("abroad", 10);
    seen("abroad", d -> d > 0 && d < 22, "country", "IE", 10);
    seen("abroad", d -> d == 22, "country", "IS", 10);
    always("home", 10);
    seen("home", d -> d > 0, "country", "IE", 10);
    seen("home", d -> d == 12, "country", "FR", 1);
    always("loud", 100);
    seen("loud", d -> d == 22, "hour_of_week", hour(22, 15), 900);
    always("prober", 10);
    for (int i = 0; i < 12; i++) {
      seen("prober", d -> d == 22, "denied_operation", "op" + i, 1);
    }
    seen("newcomer", d -> d == 22, "created_by", "somebody", 1);
    seen("newcomer", d -> d == 22, "hour_of_week", hour(22, 10), 3);
    for (int d = 1; d < 22; d++) {
      int day = d;
      seen("owl", each -> each == day, "hour_of_week", hour(day, 10), 10);
    }
    seen("owl", d -> d == 22, "hour_of_week", hour(22, 3), 1);
    // A service of AWS was in Iceland for long, which excuses nobody.
    JSON.addAll(days("service", true, d -> d > 0, "country", "IS", 10));
    return new MemoryLake().with(Table.OBSERVATIONS, JSON.toArray(String[]::new));
  }

  private static void always(String name, int events) {
    for (int d = 1; d <= 22; d++) {
      int day = d;
      seen(name, each -> each == day, "hour_of_week", hour(day, 10), events);
    }
  }

  private static void seen(
      String name, IntPredicate on, String dimension, String value, int events) {
    JSON.addAll(days(name, false, on, dimension, value, events));
  }

  private static List<String> days(
      String name, boolean isService, IntPredicate on, String dimension, String value, int events) {
    List<String> all = new ArrayList<>();
    for (int number = -9; number <= 22; number++) {
      LocalDate day = NIGHT.plusDays(number - 22);
      if (on.test(number)) {
        all.add(
            """
            {"day":"%s","entity_type":"IAM_USER",\
            "entity":"arn:aws:iam::111122223333:user/%s","account":"111122223333",\
            "is_service":%s,"dimension":"%s","value":"%s","events":%d,"failures":0,\
            "ip":"192.0.2.1","first_time":"%sT10:00:00Z",\
            "last_time":"%sT10:30:00Z","event_ids":["%s-%d"]}"""
                .formatted(day, name, isService, dimension, value, events, day, day, name, number));
      }
    }
    return all;
  }

  private static String hour(int day, int hour) {
    DayOfWeek weekday = LocalDate.of(2026, 9, day).getDayOfWeek();
    String name = weekday.getDisplayName(TextStyle.SHORT, Locale.US);
    return "%s %02d".formatted(name, hour);
  }

  private static Night night(MemoryLake lake, NavigableSet<LocalDate> days) {
    return new Night(lake, days, Map.of(), Settings.defaults(), Instant.EPOCH);
  }

  @BeforeAll
  static void build() {
    rows = Anomalies.build(night(lake(), new TreeSet<>(List.of(NIGHT)))).collectAsList();
  }

  private static Row of(String name, String kind) {
    List<Row> found =
        rows.stream()
            .filter(row -> row.<String>getAs("entity").endsWith("/" + name))
            .filter(row -> row.getAs("kind").equals(kind))
            .toList();
    assertThat(found).as(name + " " + kind + " of " + rows).hasSize(1);
    return found.get(0);
  }

  private static double p(Row row) {
    return row.getAs("p_value");
  }

  /**
   * Two entities are seen in countries today, settled since the 8th: 14 days each. One of these
   * days brought home a country that was new for all: the rate of others is 1.5/29, and abroad
   * never had one: (0 + 1.5/29)/15.
   */
  @Test
  void aFirstCountryIsAsImprobableAsThePastSays() {
    Row row = of("abroad", "first_seen");
    assertThat(p(row)).isCloseTo(1.5 / 29 / 15, within(1e-12));
    assertThat(row.<Double>getAs("score")).isCloseTo(-10 * Math.log10(1.5 / 29 / 15), within(1e-9));
    assertThat(row.<String>getAs("value")).isEqualTo("IS");
    assertThat(row.<Boolean>getAs("new_for_entity")).isTrue();
    assertThat(row.<Boolean>getAs("new_for_organization")).isTrue();
    assertThat(row.<Integer>getAs("history_days")).isEqualTo(21);
    assertThat(row.<Boolean>getAs("in_training")).isFalse();
    assertThat(row.<Object>getAs("ips").toString()).contains("192.0.2.1");
    assertThat(row.<Object>getAs("event_ids").toString()).contains("abroad-22");
    assertThat(row.<String>getAs("sentence"))
        .isEqualTo(
            "user/abroad came from the country IS for the first time in the organization; none"
                + " of its last 14 active days brought one that was new.");
  }

  /** Always 100 calls, today 1,000: z = 900/√100 = 90, and Student's tail of 4 degrees. */
  @Test
  void aConstantEntityFires() {
    Row row = of("loud", "api_calls");
    assertThat(p(row)).isCloseTo(4.5687128025218016e-08, within(1e-15));
    assertThat(row.<Double>getAs("observed")).isEqualTo(1000);
    assertThat(row.<Double>getAs("expected")).isEqualTo(100);
    assertThat(row.<Boolean>getAs("new_for_entity")).isNull();
    assertThat(of("loud", "api_calls_in_hour").<Double>getAs("observed")).isEqualTo(900);
  }

  /** Never a denial in 21 days of activity; nobody else had any: Gamma(1/2, 5 + 21). */
  @Test
  void aProbeForPermissionsFiresAfterDaysWithoutAny() {
    Row row = of("prober", "permission_probing");
    assertThat(p(row)).isCloseTo(Surprise.gammaPoissonTail(12, 0.5, 26), within(1e-15));
    assertThat(p(row)).isLessThan(1e-10);
    assertThat(row.<Double>getAs("observed")).isEqualTo(12);
  }

  /**
   * Three are seen today that were seldom seen before, on 5, 3 and 2 days, and none of them woke
   * before: {@code r = 0.5/11}. That chance left the last 27 of 31 days empty to who came on 5 is
   * less probable than an awakening, {@code r/6}; the last 26 to who came on 3 more than {@code
   * r/4}, {@code (5/30)²}; who came twice may.
   */
  @Test
  void whoActsSeldomIsNoSleeper() {
    List<String> json = new ArrayList<>();
    String hour = hour(22, 10);
    json.addAll(days("busy", false, d -> true, "hour_of_week", hour, 10));
    json.addAll(days("sleeper", false, d -> d <= -5 || d == 22, "hour_of_week", hour, 10));
    json.addAll(days("guest", false, d -> d <= -8 || d == -4 || d == 22, "hour_of_week", hour, 10));
    json.addAll(
        days("seldom", false, d -> d == -9 || d == -5 || d == 22, "hour_of_week", hour, 10));
    MemoryLake lake = new MemoryLake().with(Table.OBSERVATIONS, json.toArray(String[]::new));
    Dataset<Row> woken =
        Anomalies.build(night(lake, new TreeSet<>(List.of(NIGHT))))
            .filter("kind = 'dormant_identity'");
    assertThat(tuples(woken, "entity", "observed", "p_value"))
        .containsExactlyInAnyOrder(
            tuple("arn:aws:iam::111122223333:user/sleeper", 27.0, 0.5 / 11 / 6),
            tuple("arn:aws:iam::111122223333:user/guest", 26.0, StrictMath.pow(5.0 / 30, 2)));
  }

  /** None of the five others joined on the 13 days since the lake has settled. */
  @Test
  void aNewIdentityActsOnTheDayOfItsCreation() {
    Row row = of("newcomer", "new_identity");
    assertThat(p(row)).isCloseTo(0.5 / 66, within(1e-12));
    assertThat(row.<Boolean>getAs("in_training")).isTrue();
    assertThat(row.<String>getAs("sentence"))
        .isEqualTo(
            "user/newcomer was never seen before and made 3 calls on the day on which it was"
                + " created at 10:00:00 UTC by somebody (in training: known for 0 days).");
  }

  /** The 21 hours before, at 10 each day, leave nothing but the prior at 3. */
  @Test
  void anOwlIsSeenAtNight() {
    Row row = of("owl", "unusual_hour");
    // Hours 8 to 12 of all seven days are known; the other 133 share what the prior gives them.
    assertThat(p(row)).isCloseTo(133.0 / 168 / 22, within(1e-9));
    assertThat(row.<String>getAs("value")).isEqualTo("Tue 03");
  }

  /** Gamma-Poisson of one principal on each of 21 days, whose others are such themselves. */
  @Test
  void anAddressIsNamedWhole() {
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      int first = i == 0 ? 1 : 22;
      days("user", false, d -> d >= first, "principal", "user" + i, 1).stream()
          .map(json -> json.replace("IAM_USER", "IP_ADDRESS"))
          .map(json -> json.replace("arn:aws:iam::111122223333:user/user", "2001:db8::7"))
          .forEach(seen::add);
    }
    MemoryLake lake = new MemoryLake().with(Table.OBSERVATIONS, seen.toArray(String[]::new));
    Dataset<Row> found =
        Anomalies.build(night(lake, new TreeSet<>(List.of(NIGHT))))
            .filter("kind = 'principals_of_address'");
    assertThat(tuples(found, "sentence"))
        .containsExactly(
            tuple(
                "2001:db8::7 had 9 principals, where 1.0 were expected from 21 earlier days of"
                    + " activity."));
  }

  @Test
  void whoDoesAsAlwaysHasNoRow() {
    assertThat(rows.stream().map(row -> row.<String>getAs("entity")))
        .noneMatch(entity -> entity.endsWith("/home") || entity.endsWith("/service"));
  }

  @Test
  void aNightOfManyDaysFindsWhatSingleNightsFind() {
    MemoryLake lake = lake();
    NavigableSet<LocalDate> days = new TreeSet<>();
    LocalDate.parse("2026-09-01").datesUntil(NIGHT.plusDays(1)).forEach(days::add);
    assertThat(
            tuples(
                Anomalies.build(night(lake, days)).filter("day = DATE'2026-09-22'"),
                "entity",
                "kind",
                "value",
                "p_value",
                "sentence"))
        .hasSameElementsAs(
            rows.stream()
                .map(
                    row ->
                        tuple(
                            row.getAs("entity"),
                            row.getAs("kind"),
                            row.getAs("value"),
                            row.getAs("p_value"),
                            row.getAs("sentence")))
                .toList());
  }

  @Test
  void anEmptyPastAndAnEmptyNightFindNothing() {
    MemoryLake first =
        new MemoryLake()
            .with(
                Table.OBSERVATIONS,
                days("a", false, d -> d == 22, "country", "IE", 500).toArray(String[]::new));
    assertThat(Anomalies.build(night(first, new TreeSet<>(List.of(NIGHT)))).collectAsList())
        .isEmpty();
  }
}
