package io.hawkshaw.behavior;

import static io.hawkshaw.testing.TestSession.tuples;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.run.Settings;
import io.hawkshaw.testing.MemoryLake;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ObservationsTest {
  private static final String MARIA = "arn:aws:iam::111122223333:user/maria";
  private static final String DUBLIN =
      ",'country':'IE','city':'Dublin','latitude':53.3,'longitude':-6.3,'aso':'Home'";
  private static final String REYKJAVIK =
      ",'country':'IS','city':'Reykjavik','latitude':64.1,'longitude':-21.9,'aso':'Hosting'";

  private static List<Row> rows;
  private static Dataset<Row> table;

  @BeforeAll
  static void build() {
    MemoryLake lake =
        new MemoryLake()
            .with(
                Table.ACTIVITY,
                call("maria", 16, 22, "192.0.2.1", "'operation':'Before'" + DUBLIN),
                call("maria", 17, 9, "192.0.2.1", "'operation':'ListUsers'" + DUBLIN),
                call("maria", 17, 9, "192.0.2.1", "'operation':'ListUsers','events':4" + DUBLIN),
                call(
                    "maria",
                    17,
                    10,
                    "203.0.113.6",
                    "'operation':'ListUsers','outcome':'denied','error':'AccessDenied',"
                        + "'access_key':'AKIA1'"
                        + REYKJAVIK),
                call("maria", 17, 11, null, "'is_service':true,'operation':'Decrypt'"),
                call(
                    "maria",
                    17,
                    12,
                    "198.51.100.9",
                    "'operation':'ConsoleLogin','outcome':'failure'"),
                call(
                    "maria",
                    17,
                    13,
                    "192.0.2.1",
                    "'service':'iam.amazonaws.com','operation':'CreateUser',"
                        + "'target':'arn:aws:iam::111122223333:user/new'"),
                // Two sessions of one role are two people; slowly is no journey; clouds are
                // nowhere.
                call("role", 17, 9, "192.0.2.1", "'session':'a'" + DUBLIN),
                call("role", 17, 10, "203.0.113.6", "'session':'b'" + REYKJAVIK),
                call("slow", 17, 9, "192.0.2.1", "'session':'a'" + DUBLIN),
                call("slow", 17, 12, "203.0.113.6", "'session':'a'" + REYKJAVIK),
                call("cloud", 17, 9, "192.0.2.1", "'session':'a'" + DUBLIN),
                call(
                    "cloud",
                    17,
                    10,
                    "203.0.113.6",
                    "'session':'a'" + REYKJAVIK.replace("Hosting", "AMAZON-02")),
                call("inside", 17, 9, "10.0.0.7", "'session':'a'"),
                "{\"day\":\"2026-10-17\",\"hour\":1,\"ip\":\"192.0.2.1\",\"events\":1}")
            .with(Table.TRAFFIC, flows())
            .with(
                Table.DNS_QUERIES,
                query("www.example.org", "NOERROR", 3),
                query("q7w2e9r4t6y1u8i3o5p0.example.org", "NOERROR", 2),
                query("none.test", "NXDOMAIN", 1));
    Night night =
        new Night(
            lake,
            new TreeSet<>(List.of(LocalDate.parse("2026-10-17"))),
            Map.of(),
            Settings.defaults(),
            Instant.EPOCH);
    table = Observations.build(night);
    rows = table.collectAsList();
  }

  private static String call(String name, int day, int hour, String ip, String more) {
    String time = "2026-10-%02dT%02d:00:00Z".formatted(day, hour);
    String rest =
        (more.contains("'events'") ? "" : "'events':1,")
            + (more.contains("'outcome'") ? "" : "'outcome':'success',")
            + more;
    return """
        {'day':'2026-10-%d','hour':%d,'account':'111122223333','region':'eu-west-1',
        'principal_type':'IAM_USER','principal':'arn:aws:iam::111122223333:user/%s','ip':%s,
        'first_time':'%s','last_time':'%s','event_ids':['%s-%d'],%s}"""
        .formatted(
            day, hour, name, ip == null ? "null" : "'" + ip + "'", time, time, name, hour, rest)
        .replace("\n", " ")
        .replace("'", "\"");
  }

  /**
   * A beat of 60 answered connections each hour from 5 to 23 o'clock, and what else a machine has.
   */
  private static String[] flows() {
    List<String> all =
        new ArrayList<>(
            IntStream.range(5, 24)
                .mapToObj(
                    hour ->
                        flow("outbound", "198.51.100.23", hour, 0, 8443, "ACCEPT")
                            .replace("\"flows\":1", "\"flows\":120"))
                .toList());
    all.add(flow("inbound", "203.0.113.6", 4, 22, 0, "REJECT"));
    all.add(flow("inbound", "203.0.113.6", 4, 23, 0, "REJECT"));
    all.add(flow("inbound", "203.0.113.6", 4, 443, 0, "ACCEPT"));
    all.add(flow("outbound", "10.0.0.9", 4, 0, 45678, "ACCEPT"));
    all.add(flow("inbound", "10.0.0.9", 4, 0, 0, "NODATA"));
    return all.toArray(String[]::new);
  }

  private static String flow(
      String direction, String ip, int hour, int localPort, int remotePort, String action) {
    return """
        {"day":"2026-10-17","hour":%d,"account":"111122223333","instance":"i-1","interface":"eni-1",\
        "direction":"%s","ip":"%s","local_port":%d,"remote_port":%d,"protocol":"TCP",\
        "action":"%s","flows":1,"bytes_in":10,"bytes_out":600,\
        "first_time":"2026-10-17T%02d:00:00Z","last_time":"2026-10-17T%02d:59:59Z"}"""
        .formatted(hour, direction, ip, localPort, remotePort, action, hour, hour);
  }

  private static String query(String name, String rcode, int queries) {
    return """
        {"day":"2026-10-17","hour":7,"account":"111122223333","instance":"i-1","local_ip":"10.0.0.1",\
        "domain":"%s","name":"%s","rcode":"%s","queries":%d,\
        "first_time":"2026-10-17T07:00:00Z","last_time":"2026-10-17T07:30:00Z"}"""
        .formatted(name.replaceFirst(".*[.]([^.]+[.][^.]+)$", "$1"), name, rcode, queries);
  }

  private static Map<String, Set<String>> valuesOf(String entity) {
    return rows.stream()
        .filter(row -> row.getAs("entity").equals(entity))
        .collect(
            groupingBy(
                row -> row.<String>getAs("dimension"),
                mapping(row -> row.<String>getAs("value"), toSet())));
  }

  private static List<Tuple> rowsOf(String entity, String dimension, String... columns) {
    return rows.stream()
        .filter(row -> row.getAs("entity").equals(entity))
        .filter(row -> row.getAs("dimension").equals(dimension))
        .map(row -> new Tuple(Arrays.stream(columns).map(row::getAs).toArray()))
        .toList();
  }

  @Test
  void aPrincipalIsSeenInEachDimensionThatItsCallsTell() {
    Map<String, Set<String>> seen = valuesOf(MARIA);
    assertThat(seen.get("ip"))
        .containsExactlyInAnyOrder("192.0.2.1", "203.0.113.6", "198.51.100.9");
    assertThat(seen.get("country")).containsExactlyInAnyOrder("IE", "IS");
    assertThat(seen.get("city")).containsExactlyInAnyOrder("Dublin", "Reykjavik");
    assertThat(seen.get("aso")).containsExactlyInAnyOrder("Home", "Hosting");
    assertThat(seen.get("access_key")).containsExactly("AKIA1");
    assertThat(seen.get("error")).containsExactly("AccessDenied");
    assertThat(seen.get("denied_operation")).containsExactly("ListUsers");
    assertThat(seen.get("failed_login")).containsExactly("198.51.100.9");
    assertThat(seen.get("hour_of_week"))
        .containsExactlyInAnyOrder("Sat 09", "Sat 10", "Sat 11", "Sat 12", "Sat 13");
    assertThat(seen).doesNotContainKey("user_agent");
  }

  @Test
  void eventsAndFailuresAreAddedUpAndTheFirstRowGivesTheIds() {
    assertThat(rowsOf(MARIA, "operation", "value", "is_service", "events", "failures", "event_ids"))
        .extracting(t -> t.toList().subList(0, 4))
        .contains(
            List.of("ListUsers", false, 6L, 1L),
            List.of("Decrypt", true, 1L, 0L),
            List.of("iam.amazonaws.com:CreateUser", false, 1L, 0L));
  }

  @Test
  void whoIsCreatedIsAnEntityBeforeItActs() {
    assertThat(valuesOf("arn:aws:iam::111122223333:user/new"))
        .isEqualTo(Map.of("created_by", Set.of(MARIA)));
  }

  @Test
  void anAddressIsSeenWithItsPrincipalsAndAnonymousRequestsAreOfNobody() {
    assertThat(valuesOf("198.51.100.9"))
        .isEqualTo(Map.of("principal", Set.of(MARIA), "failed_login", Set.of(MARIA)));
    assertThat(valuesOf("192.0.2.1").get("principal")).hasSize(4);
    assertThat(tuples(table.filter("dimension = 'principal'"), "entity", "account"))
        .contains(tuple("192.0.2.1", null), tuple("10.0.0.7", "111122223333"))
        .doesNotContain(tuple("192.0.2.1", "111122223333"));
  }

  /** 1,493 km in one hour; in three, or by two people, or by a cloud, is no journey. */
  @Test
  void aJourneyIsNotedThatNobodyMakes() {
    assertThat(rowsOf(MARIA, "journey", "value"))
        .containsExactly(tuple("192.0.2.1 (Dublin, IE) to 203.0.113.6 (Reykjavik, IS)"));
    assertThat(rowsOf(MARIA, "journey", "amount").get(0).toList().get(0))
        .isInstanceOfSatisfying(
            Double.class, speed -> assertThat(speed).isBetween(1492.89, 1492.90));
    assertThat(rows.stream().filter(row -> row.getAs("dimension").equals("journey"))).hasSize(1);
  }

  @Test
  void aMachineIsSeenWithPeersPortsAndProbes() {
    Map<String, Set<String>> seen = valuesOf("i-1");
    assertThat(seen.get("remote_peer")).containsExactlyInAnyOrder("198.51.100.23", "10.0.0.9");
    assertThat(seen.get("remote_port")).containsExactly("TCP/8443");
    assertThat(seen.get("local_port")).containsExactly("TCP/443");
    assertThat(seen.get("probed_port")).containsExactlyInAnyOrder("TCP/22", "TCP/23");
    assertThat(seen.get("login_attempt")).containsExactly("203.0.113.6");
    assertThat(seen.get("hour_of_week")).hasSize(20);
    assertThat(rowsOf("i-1", "remote_peer", "value", "events", "bytes_out"))
        .contains(tuple("198.51.100.23", 19 * 60L, 19 * 600L));
  }

  /** Intervals and sizes are even, 19 of 24 hours last long enough, 19 bars of one height. */
  @Test
  void aBeatIsNoted() {
    assertThat(rowsOf("i-1", "beacon", "value", "amount", "events"))
        .containsExactly(tuple("198.51.100.23:8443", 1.0, 19 * 60L));
  }

  @Test
  void aMachineIsSeenWithTheNamesThatItAsksFor() {
    Map<String, Set<String>> seen = valuesOf("i-1");
    assertThat(rowsOf("i-1", "domain", "value", "events", "bytes_out"))
        .containsExactly(tuple("example.org", 5L, 3L * 3 + 2L * 20));
    assertThat(seen.get("unknown_name")).containsExactly("none.test");
    assertThat(seen.get("random_label")).containsExactly("example.org");
  }

  @Test
  void noRowIsWithoutEntityOrValue() {
    assertThat(tuples(table.filter("entity IS NULL OR value IS NULL OR day IS NULL"), "day"))
        .isEmpty();
    assertThat(rows).allMatch(row -> row.getAs("day").toString().equals("2026-10-17"));
  }
}
