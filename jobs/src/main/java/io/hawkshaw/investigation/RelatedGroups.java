package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.lake.Table;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Groups of findings that the principal belongs to. */
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
                col("title").as("group_title"),
                col("score").as("score"));
    Dataset<Row> members =
        examined
            .rows(Table.FINDING_GROUP_MEMBERS, col("member"))
            .filter(col("member_type").equalTo("entity").and(Principals.isOne("entity_type")))
            .join(
                groups,
                col("group_id").equalTo(col("group")).and(col("day").equalTo(col("group_day"))),
                "inner");
    return Found.of(
        members,
        Map.of(
            "indicator_type", lit(IndicatorType.RELATED_FINDING_GROUP.name()),
            "subject", col("group"),
            "tactic", lit(null),
            "evidence", concat(lit("group "), col("group")),
            "sentence",
                concat(
                    lit("Part of the finding group "),
                    coalesce(col("group_title"), col("group")))));
  }
}
