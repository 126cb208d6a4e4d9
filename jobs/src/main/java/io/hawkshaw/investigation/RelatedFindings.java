package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.explode_outer;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.lake.Table;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Findings that name the principal. */
final class RelatedFindings implements Indicator {
  @Override
  public Dataset<Row> found(Examined examined) {
    Dataset<Row> named =
        examined
            .tables()
            .apply(Table.FINDINGS)
            .withColumn("entity", explode(col("entities")))
            .filter(Principals.isOne("entity.entity_type"))
            .withColumn("principal_key", Principals.key(col("entity.entity")))
            .withColumn("ip", explode_outer(col("ips")));
    return Found.of(
        named,
        Map.of(
            "indicator_type", lit(IndicatorType.RELATED_FINDING.name()),
            "subject", col("finding"),
            "operation", col("type"),
            "score", col("severity_score"),
            "evidence", concat(lit("finding "), col("type")),
            "event_ids", array(col("finding")),
            "sentence", concat(col("product"), lit(" found: "), col("title"))));
  }
}
