package io.hawkshaw.report;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc_nulls_last;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log2;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much hangs on an entity: what a responder looks at first, and is careful to switch off.
 *
 * <p>{@code importance} is the sum of {@code 1 / log2(2 + neighbours of n)} over its neighbours n,
 * the distinct entities that any edge of the days joins it with, whichever way it points. So a
 * neighbour that few share counts up to 0.63, and one that everybody has, as an account or a common
 * agent, hardly at all; how often an edge was seen counts nothing. It is the measure of L. Adamic
 * and E. Adar, Friends and neighbors on the Web, Social Networks 25 (2003), with the weight that
 * finding groups give to what members share.
 *
 * <p>Edges of one direction, as PageRank follows them, lead from who acts to what is acted on: it
 * calls the account and the agent that everybody uses most important, and users least.
 */
public final class EntityImportance {
  /** As far back as investigations look. */
  private static final int DAYS = 7;

  private EntityImportance() {}

  /**
   * Adds {@code neighbours} and {@code importance} to entities, null for those that no edge of the
   * days names; the most important first.
   *
   * @param days days whose edges count; where both ends are null, the last seven that have any
   */
  static Dataset<Row> sort(Dataset<Row> entities, Lake lake, EntityPath.Window days) {
    return entities
        .join(of(lake, days), new String[] {"entity_type", "entity"}, "left")
        .orderBy(desc_nulls_last("importance"), col("entity_type"), col("entity"));
  }

  /** One row per entity that an edge of the days names. */
  private static Dataset<Row> of(Lake lake, EntityPath.Window days) {
    Dataset<Row> pairs = pairs(lake.read(Table.EDGES).filter(bounded(lake, days).holds()));
    Dataset<Row> degrees =
        pairs
            .groupBy("other")
            .agg(count(lit(1)).as("degree"))
            .withColumnRenamed("other", "neighbour");
    Column weight = lit(1).divide(log2(col("degree").plus(2)));
    return pairs
        .join(degrees, col("other").equalTo(col("neighbour")), "inner")
        .groupBy("one.entity_type", "one.entity")
        .agg(count(lit(1)).as("neighbours"), sum(weight).as("importance"));
  }

  /** Each two entities that an edge joins, both ways, once. */
  private static Dataset<Row> pairs(Dataset<Row> edges) {
    Column from = end("from");
    Column to = end("to");
    return edges
        .select(from.as("from"), to.as("to"))
        .filter(not(col("from").equalTo(col("to"))))
        .select(
            explode(
                    array(
                        struct(col("from").as("one"), col("to").as("other")),
                        struct(col("to").as("one"), col("from").as("other"))))
                .as("pair"))
        .select("pair.*")
        .distinct();
  }

  private static Column end(String side) {
    return struct(col(side + "_type").as("entity_type"), col(side + "_entity").as("entity"));
  }

  private static EntityPath.Window bounded(Lake lake, EntityPath.Window days) {
    if (days.first() != null || days.last() != null) {
      return days;
    }
    Row newest = lake.read(Table.EDGES).agg(max("day")).first();
    LocalDate last = newest.isNullAt(0) ? LocalDate.EPOCH : newest.getDate(0).toLocalDate();
    return new EntityPath.Window(last.minusDays(DAYS - 1L), last);
  }
}
