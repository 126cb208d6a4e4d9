package io.hawkshaw.run;

import static io.hawkshaw.run.Settings.check;

import java.util.Map;
import java.util.TreeMap;

/**
 * Who is investigated each night, and how grave it is.
 *
 * @param scopeDays days that a nightly investigation looks at: 7, as far back as Amazon Detective's
 *     recommended resources
 * @param minRisk risk of one day, 0 to 100, from which a principal is investigated without a
 *     finding: 40, which no single departure reaches
 * @param ruleScores score of a detection by the level of its rule: 1, 21, 47, 73, 99, as Elastic
 *     Security scores the severities of its rules
 * @param failedWeight share of the score that counts where all calls failed: 0.5
 * @param decayDays an indicator of so many days before the end of the scope counts half: 7
 * @param tacticFactor each further tactic multiplies the odds so: 1.25
 * @param severities risk from which a severity holds: LOW 20, MEDIUM 40, HIGH 70, CRITICAL 90
 * @param massDeletions deletions of one kind within an hour that count as many: 20
 * @param eventIds most event ids that an indicator keeps: 100
 */
public record InvestigationSettings(
    Integer scopeDays,
    Double minRisk,
    Map<String, Double> ruleScores,
    Double failedWeight,
    Double decayDays,
    Double tacticFactor,
    Map<String, Double> severities,
    Integer massDeletions,
    Integer eventIds) {
  private static final Map<String, Double> RULE_SCORES =
      Map.of("informational", 1.0, "low", 21.0, "medium", 47.0, "high", 73.0, "critical", 99.0);

  private static final Map<String, Double> SEVERITIES =
      Map.of("LOW", 20.0, "MEDIUM", 40.0, "HIGH", 70.0, "CRITICAL", 90.0);

  /** Settings with every default. */
  public static final InvestigationSettings DEFAULTS =
      new InvestigationSettings(null, null, null, null, null, null, null, null, null);

  public InvestigationSettings {
    scopeDays = scopeDays == null ? 7 : scopeDays;
    minRisk = minRisk == null ? 40.0 : minRisk;
    ruleScores = filled("investigations.rule-scores", RULE_SCORES, ruleScores);
    failedWeight = failedWeight == null ? 0.5 : failedWeight;
    decayDays = decayDays == null ? 7.0 : decayDays;
    tacticFactor = tacticFactor == null ? 1.25 : tacticFactor;
    severities = filled("investigations.severities", SEVERITIES, severities);
    massDeletions = massDeletions == null ? 20 : massDeletions;
    eventIds = eventIds == null ? 100 : eventIds;
    check(scopeDays > 0, "investigations.scope-days", scopeDays, "it must be above 0");
    check(scopeDays <= 366, "investigations.scope-days", scopeDays, "it must be 366 or less");
    check(minRisk >= 0, "investigations.min-risk", minRisk, "it must be 0 or more");
    check(
        failedWeight >= 0 && failedWeight <= 1,
        "investigations.failed-weight",
        failedWeight,
        "it must be from 0 to 1");
    check(decayDays > 0, "investigations.decay-days", decayDays, "it must be above 0");
    check(tacticFactor >= 1, "investigations.tactic-factor", tacticFactor, "it must be 1 or more");
    check(massDeletions > 0, "investigations.mass-deletions", massDeletions, "it must be above 0");
    check(eventIds > 0, "investigations.event-ids", eventIds, "it must be above 0");
  }

  private static Map<String, Double> filled(
      String key, Map<String, Double> defaults, Map<String, Double> given) {
    Map<String, Double> all = new TreeMap<>(defaults);
    if (given != null) {
      given.forEach(
          (name, score) -> {
            if (!defaults.containsKey(name)) {
              throw UserError.unknownKey(key, name, defaults.keySet());
            }
            check(
                score != null && score >= 0 && score <= 100,
                key + "." + name,
                score,
                "it must be from 0 to 100");
          });
      all.putAll(given);
    }
    return all;
  }
}
