package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.conv;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.unix_seconds;

import io.hawkshaw.run.InvestigationSettings;
import io.hawkshaw.run.Night;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The principals and windows that investigations are about: a column {@code case} of structs. */
final class Cases {
  /** As many hexadecimal digits as fit into 64 bits without a sign. */
  private static final int DIGITS = 15;

  private static final int ID_LENGTH = 21;

  private Cases() {}

  /** A case for each row of the worklist: the days up to its own. */
  static Dataset<Row> ofNight(Night night) {
    InvestigationSettings settings = night.settings().investigations();
    return of(
        Worklist.of(night)
            .withColumn("trigger", concat_ws(", ", col("reasons")))
            .withColumn(
                "scope_start_time",
                date_sub(col("day"), settings.scopeDays() - 1).cast("timestamp"))
            .withColumn("scope_end_time", date_add(col("day"), 1).cast("timestamp")));
  }

  /** Rows with day, entity_type, entity_arn, trigger, scope_start_time and scope_end_time. */
  static Dataset<Row> of(Dataset<Row> principals) {
    return principals.select(
        struct(
                col("day"),
                id().as("investigation_id"),
                col("entity_type"),
                col("entity_arn"),
                Principals.key(col("entity_arn")).as("principal_key"),
                col("trigger"),
                col("scope_start_time"),
                col("scope_end_time"))
            .as("case"));
  }

  /**
   * The same principal and window have the same id, so that a night that is repeated changes none.
   */
  private static Column id() {
    Column text =
        concat_ws(
            " ",
            col("entity_arn"),
            unix_seconds(col("scope_start_time")),
            unix_seconds(col("scope_end_time")));
    Column number = conv(substring(sha2(text.cast("binary"), 256), 1, DIGITS), 16, 10);
    return lpad(number, ID_LENGTH, "0").cast("string");
  }

  /** One principal and window that somebody asks about. */
  static Dataset<Row> onDemand(Dataset<Row> principal) {
    return of(principal.withColumn("trigger", lit("ON_DEMAND")));
  }
}
