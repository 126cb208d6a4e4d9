package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.lake.Table;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Groups of findings that the principal belongs to. How grave a group is says little of a principal
 * whom one of its many findings touches: the score of the group counts by the share of its findings
 * and evidence that involve the principal.
 */
final class RelatedGroups implements Indicator {
  @Override
  public Dataset<Row> found(Examined examined) {
    Dataset<Row> groups =
        examined
            .tables()
            .apply(Table.FINDING_GROUPS)
            .filter(col("status").equalTo("ACTIVE"))
            .select(
                col("day").as("group_day"),
                col("group_id").as("group"),
                coalesce(col("headline"), col("title"), col("group_id")).as("group_title"),
                col("score").as("group_score"),
                col("findings").plus(col("evidence")).as("all_of_group"));
    Dataset<Row> members =
        examined
            .rows(Table.FINDING_GROUP_MEMBERS, col("member"))
            .filter(col("member_type").equalTo("entity").and(Principals.isOne("entity_type")))
            .join(
                groups,
                col("group_id").equalTo(col("group")).and(col("day").equalTo(col("group_day"))),
                "inner")
            .withColumn("score", col("group_score").multiply(share()));
    return Found.of(
        members,
        Map.of(
            "indicator_type", lit(IndicatorType.RELATED_FINDING_GROUP.name()),
            "subject", col("group"),
            "tactic", lit(null),
            "evidence", concat(lit("group "), col("group")),
            "sentence",
                concat(
                    lit("Part of a finding group, in "),
                    col("events"),
                    lit(" of its "),
                    col("all_of_group"),
                    lit(" findings and pieces of evidence: "),
                    col("group_title"))));
  }

  private static Column share() {
    return least(lit(1.0), col("events").divide(col("all_of_group")));
  }
}
