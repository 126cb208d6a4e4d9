package io.hawkshaw.behavior;

import static org.apache.spark.sql.functions.array_repeat;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.format_number;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.run.AnomalySettings;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/**
 * A count of a day above those of the days before on which the entity was active; a day without any
 * counts as zero.
 *
 * @param label name of the kind
 * @param dimension where it is counted
 * @param types types of the entities; empty for all
 * @param measure field of a day of {@link History}
 * @param words what is counted
 */
record Count(String label, String dimension, List<String> types, String measure, String words)
    implements Kind {
  static final List<String> MACHINES =
      List.of(
          EntityType.EC2_INSTANCE.name(), EntityType.ECS_TASK.name(), EntityType.IP_ADDRESS.name());
  static final List<String> ADDRESSES = List.of(EntityType.IP_ADDRESS.name());

  /** Stands for all that are no machines. */
  static final List<String> PRINCIPALS = List.of("principals");

  static final List<String> ALL = List.of();

  @Override
  public Column concerns() {
    // Of an entity that was never seen all is new.
    boolean isOfNew = measure.startsWith("new_");
    Column isOfDimension =
        col("dimension").equalTo(dimension).and(col("active_days").geq(isOfNew ? 1 : 0));
    if (types.isEmpty()) {
      return isOfDimension;
    }
    Column isOfType =
        types.equals(PRINCIPALS)
            ? not(col("entity_type").isin(MACHINES.toArray()))
            : col("entity_type").isin(types.toArray());
    return isOfDimension.and(isOfType);
  }

  @Override
  public Column question(AnomalySettings settings) {
    Column observed = coalesce(col("today").getField(measure), lit(0L)).cast(DataTypes.DoubleType);
    Column counted =
        transform(
            col("past"),
            day -> coalesce(day.getField(measure), lit(0L)).cast(DataTypes.DoubleType));
    Column silent = greatest(col("active_days").minus(size(col("past"))), lit(0));
    Column value =
        switch (measure) {
          case "most_events" -> col("today.commonest");
          case "most_bytes_out" -> col("today.heaviest");
          default -> lit(null);
        };
    return Question.howMuch(
        label,
        value,
        observed,
        concat(counted, array_repeat(lit(0.0), silent)),
        observed.geq(lit(settings.floors().get(label))));
  }

  @Override
  public Column sentence() {
    return concat_ws(
        " ",
        lit("had"),
        format_number(col("observed"), 0),
        concat(
            lit(words),
            when(col("value").isNotNull(), concat(lit(" ("), col("value"), lit("),")))
                .otherwise(lit(","))),
        lit("where"),
        format_number(col("expected"), 1),
        lit("were expected from"),
        col("active_days").cast("string"),
        lit("earlier days of activity"));
  }
}
