package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log10;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.run.InvestigationSettings;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * How grave many things are together.
 *
 * <p>Scores are added up as Elastic Security adds up the alerts of an entity: the strongest counts
 * whole, the i-th by {@code 1/i^1.5}, so that many weak ones never outweigh a strong one; divided
 * by the sum of all weights, ζ(1.5), 100 is the most:
 * https://www.elastic.co/docs/solutions/security/advanced-entity-analytics/entity-risk-scoring Then
 * the odds are multiplied by what was touched, as that engine does for the criticality of an asset.
 */
final class Risk {
  private static final double EXPONENT = 1.5;

  /** Riemann's ζ(1.5). */
  private static final double ALL_WEIGHTS = 2.612375348685488;

  private static final double MOST = 100;
  private static final List<String> SEVERITIES = List.of("LOW", "MEDIUM", "HIGH", "CRITICAL");

  private Risk() {}

  /** What a score adds to the risk. */
  static Column contribution(Column score, Column place) {
    return score.divide(pow(place, lit(EXPONENT))).divide(ALL_WEIGHTS);
  }

  /** What age leaves of a score: {@code s·2^(-age/decayDays)}. */
  static Column decayed(Column score, Column ageDays, InvestigationSettings settings) {
    return score.multiply(pow(lit(0.5), ageDays.divide(settings.decayDays())));
  }

  /**
   * The risk after its odds were multiplied by {@code tacticFactor^(tactics-1) · (1 + log10(1 +
   * reach))}.
   *
   * @param tactics number of distinct tactics
   * @param reach number of entities that were created, changed, deleted or assumed
   */
  static Column updated(Column risk, Column tactics, Column reach, InvestigationSettings settings) {
    Column further = when(tactics.gt(1), tactics.minus(1)).otherwise(0);
    Column factor =
        pow(lit(settings.tacticFactor()), further).multiply(log10(reach.plus(1)).plus(1));
    Column odds = risk.divide(lit(MOST).minus(risk)).multiply(factor);
    return round(when(risk.geq(MOST), MOST).otherwise(odds.divide(odds.plus(1)).multiply(MOST)), 1);
  }

  /** The severity of a score. */
  static Column severity(Column score, InvestigationSettings settings) {
    Column severity = lit("INFORMATIONAL");
    for (String name : SEVERITIES) {
      severity = when(score.geq(settings.severities().get(name)), name).otherwise(severity);
    }
    return severity;
  }

  /** The score of a detection by the level of its rule. */
  static Column ofLevel(Column level, InvestigationSettings settings) {
    Column score = lit(0.0);
    for (var entry : settings.ruleScores().entrySet()) {
      score = when(level.equalTo(entry.getKey()), entry.getValue()).otherwise(score);
    }
    return score;
  }
}
