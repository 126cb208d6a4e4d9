package io.hawkshaw.group;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Role;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.GroupSettings;
import io.hawkshaw.run.Night;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Tells who is in each group: findings and evidence as they are known that night, and entities. */
public final class FindingGroupMembers {
  private static final Column[] DETAILS = {
    col("member_type"),
    col("product"),
    col("type"),
    col("title"),
    col("severity"),
    col("score").as("severity_score"),
    col("account"),
    col("region"),
    col("tactics"),
    col("entities"),
    col("event_ids"),
    col("sentence")
  };

  private FindingGroupMembers() {}

  /** The rows of the night's days. */
  public static Dataset<Row> build(Night night) {
    Dataset<Row> told = told(night);
    return told.unionByName(entities(told), true)
        .select(
            Table.FINDING_GROUP_MEMBERS.columns().stream()
                .map(name -> col(name))
                .toArray(Column[]::new));
  }

  /** Findings and evidence: of each the last version that was there that night. */
  private static Dataset<Row> told(Night night) {
    GroupSettings settings = night.settings().groups();
    Dataset<Row> facts =
        Facts.of(night, settings.maxSpanDays() + settings.windowDays())
            .select(
                col("member"),
                col("day").as("fact_day"),
                col("events"),
                struct(col("day"), col("last_time")).as("version"),
                struct(DETAILS).as("details"));
    Dataset<Row> links =
        night
            .today(Table.FINDING_GROUP_LINKS)
            .select(
                col("day"),
                col("group_id"),
                col("from_member").as("in_group"),
                col("first_time"),
                col("last_time"));
    return links
        .join(
            facts,
            col("in_group").equalTo(col("member")).and(col("fact_day").leq(col("day"))),
            "inner")
        .groupBy("day", "group_id", "member", "first_time", "last_time")
        .agg(sum("events").as("events"), max_by(col("details"), col("version")).as("details"))
        .select("day", "group_id", "member", "first_time", "last_time", "events", "details.*")
        .join(
            known(night),
            col("day").equalTo(col("known_day")).and(col("member").equalTo(col("known"))),
            "left") // What was in no group the night before is new.
        .withColumn("is_new", col("known").isNull())
        .drop("known_day", "known");
  }

  /** What was in any group the night before. */
  private static Dataset<Row> known(Night night) {
    return night
        .history(Table.FINDING_GROUP_LINKS, 1)
        .select(date_add(col("day"), 1).as("known_day"), col("from_member").as("known"))
        .distinct();
  }

  /** Entities; what a member names in two roles counts once. */
  private static Dataset<Row> entities(Dataset<Row> told) {
    return told.withColumn("entities", sort_array(col("entities")))
        .select(
            col("day"),
            col("group_id"),
            col("first_time"),
            col("last_time"),
            explode(transform(col("entities"), FindingGroupMembers::counted)).as("one"))
        .select("day", "group_id", "first_time", "last_time", "one.*")
        .filter(col("entity").isNotNull())
        .groupBy("day", "group_id", "entity_type", "entity")
        .agg(
            sum("counts").as("events"),
            array_compact(array(played(Role.ACTOR), played(Role.REMOTE), played(Role.TARGET)))
                .as("roles"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"))
        .withColumnRenamed("entity", "member")
        .withColumn("member_type", lit("entity"))
        .withColumn("title", name());
  }

  /** An entity with a number, which is 1 only where the one before in their order is another. */
  private static Column counted(Column entity, Column index) {
    Column before = get(col("entities"), index.minus(lit(1)));
    Column isSame =
        before
            .getField("entity_type")
            .equalTo(entity.getField("entity_type"))
            .and(before.getField("entity").equalTo(entity.getField("entity")));
    return struct(
        entity.getField("entity_type").as("entity_type"),
        entity.getField("entity").as("entity"),
        entity.getField("role").as("role"),
        when(isSame, 0L).otherwise(1L).as("counts"));
  }

  private static Column played(Role role) {
    return when(max(col("role").equalTo(role.name())), role.name());
  }

  /** What stands behind the last slash or colon of an ARN. */
  private static Column name() {
    return when(col("member").startsWith("arn:"), element_at(split(col("member"), lit("[/:]")), -1))
        .otherwise(col("member"));
  }
}
