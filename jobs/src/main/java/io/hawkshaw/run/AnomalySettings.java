package io.hawkshaw.run;

import static io.hawkshaw.run.Settings.check;

import java.util.Map;
import java.util.TreeMap;

/**
 * What counts as a departure from the past.
 *
 * @param lookBackDays days of the past that a day is compared with: 45, as Amazon Detective
 * @param lookBackDaysOf days for single dimensions instead; none
 * @param trainingDays an entity known for fewer days is marked as in training: 14, as Amazon
 *     Detective; and one active on fewer days is compared with others so seldom seen
 * @param settleDays days after its first in which all that an entity does is new, so that they tell
 *     nothing about how often it does new things: 7, one of each weekday
 * @param priorDays how many days of its own outweigh what others do on average: 1
 * @param maxP a departure at least so probable is not worth a row: 0.05
 * @param budgetPerDay most rows a day, the most improbable first: 1000, more than anybody reads and
 *     enough to link findings by; 0 for no bound
 * @param valuesPerDay most values of one dimension that an entity gets rows for on one day: 10; the
 *     rest stand in observations
 * @param uncommonDays days in which a value must have been rare: 10
 * @param uncommonShare share of the entity's events below which a value is rare: 0.01
 * @param uncommonEvents a value with more events on the day is not rare: 5
 * @param sparseBelow counts with a smaller median are compared as rare events, by Gamma–Poisson: 5
 * @param tailDegrees degrees of freedom of the tail of counts, Student's: 4; counts of real life
 *     have heavy tails, and a normal one would call each release day impossible
 * @param dormantDays silence after which an identity wakes: 21, longer than most holidays
 * @param peers how many entities of like behaviour a new value is compared with: 20
 * @param floors smallest count that a kind of count can make an anomaly of
 * @param feedback file of verdicts on anomalies: {@code conf/feedback.csv}; there need not be one
 */
public record AnomalySettings(
    Integer lookBackDays,
    Map<String, Integer> lookBackDaysOf,
    Integer trainingDays,
    Integer settleDays,
    Double priorDays,
    Double maxP,
    Integer budgetPerDay,
    Integer valuesPerDay,
    Integer uncommonDays,
    Double uncommonShare,
    Integer uncommonEvents,
    Double sparseBelow,
    Double tailDegrees,
    Integer dormantDays,
    Integer peers,
    Map<String, Integer> floors,
    String feedback) {
  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("api_calls", 50),
          Map.entry("api_calls_in_hour", 30),
          Map.entry("failures", 10),
          Map.entry("failures_in_hour", 10),
          Map.entry("permission_probing", 4),
          Map.entry("new_operations", 5),
          Map.entry("targets", 20),
          Map.entry("failed_logins", 5),
          Map.entry("failed_logins_of_address", 5),
          Map.entry("principals_of_address", 5),
          Map.entry("bytes_out", 50_000_000),
          Map.entry("bytes_in", 100_000_000),
          Map.entry("new_peers", 10),
          Map.entry("peer_sweep", 100),
          Map.entry("port_sweep", 50),
          Map.entry("probed_ports", 20),
          Map.entry("login_attempts", 30),
          Map.entry("unknown_names", 20),
          Map.entry("dns_tunnel_bytes", 5_000));

  static final AnomalySettings DEFAULTS =
      new AnomalySettings(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
          null, null);

  public AnomalySettings {
    lookBackDays = lookBackDays == null ? 45 : lookBackDays;
    lookBackDaysOf = lookBackDaysOf == null ? Map.of() : new TreeMap<>(lookBackDaysOf);
    trainingDays = trainingDays == null ? 14 : trainingDays;
    settleDays = settleDays == null ? 7 : settleDays;
    priorDays = priorDays == null ? 1 : priorDays;
    maxP = maxP == null ? 0.05 : maxP;
    budgetPerDay = budgetPerDay == null ? 1000 : budgetPerDay;
    valuesPerDay = valuesPerDay == null ? 10 : valuesPerDay;
    uncommonDays = uncommonDays == null ? 10 : uncommonDays;
    uncommonShare = uncommonShare == null ? 0.01 : uncommonShare;
    uncommonEvents = uncommonEvents == null ? 5 : uncommonEvents;
    sparseBelow = sparseBelow == null ? 5 : sparseBelow;
    tailDegrees = tailDegrees == null ? 4 : tailDegrees;
    dormantDays = dormantDays == null ? 21 : dormantDays;
    peers = peers == null ? 20 : peers;
    feedback = feedback == null ? "conf/feedback.csv" : feedback;
    Map<String, Integer> given = floors == null ? Map.of() : floors;
    given.keySet().stream()
        .filter(kind -> !FLOORS.containsKey(kind))
        .forEach(
            kind -> {
              throw UserError.unknownKey("anomalies.floors", kind, FLOORS.keySet());
            });
    floors = new TreeMap<>(FLOORS);
    floors.putAll(given);
    check(lookBackDays > 0, "anomalies.look-back-days", lookBackDays, "it must be above 0");
    check(trainingDays >= 0, "anomalies.training-days", trainingDays, "it must be 0 or more");
    check(settleDays >= 0, "anomalies.settle-days", settleDays, "it must be 0 or more");
    check(priorDays > 0, "anomalies.prior-days", priorDays, "it must be above 0");
    check(maxP > 0 && maxP <= 1, "anomalies.max-p", maxP, "it must be above 0 and at most 1");
    check(budgetPerDay >= 0, "anomalies.budget-per-day", budgetPerDay, "it must be 0 or more");
    check(valuesPerDay > 0, "anomalies.values-per-day", valuesPerDay, "it must be above 0");
    check(uncommonDays > 0, "anomalies.uncommon-days", uncommonDays, "it must be above 0");
    check(tailDegrees > 0, "anomalies.tail-degrees", tailDegrees, "it must be above 0");
    check(dormantDays > 0, "anomalies.dormant-days", dormantDays, "it must be above 0");
    check(
        dormantDays < lookBackDays,
        "anomalies.dormant-days",
        dormantDays,
        "it must be below anomalies.look-back-days, or no past would be seen before the silence");
    check(peers >= 0, "anomalies.peers", peers, "it must be 0 or more");
    lookBackDaysOf.forEach(
        (dimension, days) ->
            check(
                days > 0, "anomalies.look-back-days-of." + dimension, days, "it must be above 0"));
    floors.forEach(
        (kind, least) ->
            check(least >= 0, "anomalies.floors." + kind, least, "it must be 0 or more"));
  }

  /** The longest look-back of all dimensions. */
  public int daysRead() {
    return lookBackDaysOf.values().stream().reduce(lookBackDays, Math::max);
  }
}
