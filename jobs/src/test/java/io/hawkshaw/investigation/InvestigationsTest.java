package io.hawkshaw.investigation;

import static io.hawkshaw.investigation.IntruderLake.ADA;
import static io.hawkshaw.investigation.IntruderLake.BUILD;
import static io.hawkshaw.investigation.IntruderLake.night;
import static io.hawkshaw.testing.TestSession.tuples;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.testing.MemoryLake;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** One night over an intruder who has ada's key, a role that a finding names, and others. */
final class InvestigationsTest {
  private static final MemoryLake LAKE = IntruderLake.examined();
  private static final List<Row> INVESTIGATIONS =
      LAKE.read(Table.INVESTIGATIONS).orderBy("entity_arn").collectAsList();

  @Test
  void thoseAreExaminedWhomRisksFindingsOrGroupsName() {
    assertThat(
            tuples(
                LAKE.read(Table.INVESTIGATIONS).orderBy("entity_arn"),
                "entity_type",
                "entity_arn",
                "trigger",
                "scope_start_time",
                "scope_end_time"))
        .containsExactly(
            tuple("IAM_ROLE", BUILD, "FINDING", "2026-10-10T00:00:00Z", "2026-10-17T00:00:00Z"),
            tuple(
                "IAM_USER",
                ADA,
                "FINDING, GROUP, HIGH_FINDING, RISK",
                "2026-10-10T00:00:00Z",
                "2026-10-17T00:00:00Z"));
  }

  @Test
  void anInvestigationHasAnIdOf21DigitsThatARepeatedNightGivesAgain() {
    assertThat(INVESTIGATIONS)
        .allMatch(row -> row.<String>getAs("investigation_id").matches("[0-9]{21}"));
    assertThat(tuples(Investigations.build(night(LAKE)).orderBy("entity_arn"), "investigation_id"))
        .isEqualTo(
            tuples(LAKE.read(Table.INVESTIGATIONS).orderBy("entity_arn"), "investigation_id"));
  }

  /** The risk by hand: each kind of evidence once, by its strongest, decayed by its age. */
  @Test
  void theScoreIsTheSumThatIsPublished() {
    double decay = Math.pow(0.5, (15.0 + 59.0 / 60 + 30.0 / 3600) / 24 / 7);
    double[] scores = {88, 80, 73, 73, 73, 73, 60, 36.5, 30, 28, 20};
    double[] decays = new double[scores.length];
    Arrays.fill(decays, decay);
    decays[1] = Math.pow(0.5, 15.0 / 24 / 7);
    decays[2] = Math.pow(0.5, (14.0 + 49.5 / 60) / 24 / 7);
    decays[3] = decays[2];
    double risk = 0;
    for (int i = 0; i < scores.length; i++) {
      risk += scores[i] * decays[i] / Math.pow(i + 1, 1.5) / 2.612375348685488;
    }
    Row ada = INVESTIGATIONS.get(1);
    double shown =
        LAKE.read(Table.INDICATORS)
            .filter(col("entity_arn").equalTo(ADA))
            .groupBy()
            .sum("risk", "share")
            .first()
            .getDouble(0);
    assertThat(shown).isCloseTo(risk, offset(0.2));
    int tactics = ada.getList(ada.fieldIndex("tactics")).size();
    double odds = shown / (100 - shown) * Math.pow(1.25, tactics - 1) * (1 + Math.log10(2));
    assertThat(ada.<Double>getAs("score")).isCloseTo(100 * odds / (1 + odds), offset(0.051));
    assertThat(ada.<Long>getAs("reach")).isEqualTo(1L);
    assertThat(ada.<String>getAs("severity")).isEqualTo("HIGH");
  }

  @Test
  void sharesAddUpToOneAndEachKindOfEvidenceHasOne() {
    List<Row> sums = LAKE.read(Table.INDICATORS).groupBy("entity_arn").sum("share").collectAsList();
    assertThat(sums).hasSize(2).allMatch(row -> Math.abs(row.getDouble(1) - 1) < 1e-9);
    assertThat(
            tuples(
                LAKE.read(Table.INDICATORS)
                    .filter(col("evidence").equalTo("rule r2").and(col("risk").gt(0))),
                "evidence"))
        .hasSize(1);
  }

  @Test
  void theSummaryNamesSeverityTacticsAndTheStrongest() {
    assertThat(INVESTIGATIONS.get(1).<String>getAs("summary"))
        .startsWith("user/ada: High (")
        .contains("of the tactics Persistence, Privilege Escalation, Defense Evasion, Discovery")
        .contains(
            "The strongest: Part of a finding group, in 4 of its 4 findings and pieces of evidence:"
                + " Group of two; GuardDuty found: A title;");
  }

  @Test
  void anArchivedInvestigationStaysSoWhenItsNightIsRepeated() {
    MemoryLake again = IntruderLake.before();
    Night night = night(again);
    again.append(
        Table.INVESTIGATIONS, LAKE.read(Table.INVESTIGATIONS).withColumn("state", lit("ARCHIVED")));
    assertThat(tuples(Investigations.build(night), "state"))
        .containsOnly(tuple("ARCHIVED"))
        .hasSize(2);
  }

  @Test
  void anEmptyLakeHasNothingToExamine() {
    Night night = night(new MemoryLake());
    assertThat(Indicators.build(night).collectAsList()).isEmpty();
    assertThat(Investigations.build(night).collectAsList()).isEmpty();
  }
}
