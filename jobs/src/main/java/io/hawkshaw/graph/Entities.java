package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Night;
import io.hawkshaw.udfs.ArnAccount;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The entities known so far: those known before, and the ends of the night's edges. Nothing is
 * forgotten when a day is built again, so that building it twice gives the same.
 *
 * <p>Attributes: {@code principal_id}, the unique ids (several where a name was used again for
 * another user or role, and then {@code reused} is true); {@code created_time} and {@code
 * created_by} of the first creation that logs or IAM snapshots show, {@code deleted_time} of the
 * last deletion, as Detective has it for buckets; {@code high_volume_day}, the last day on which it
 * had more edges than the setting graph.high-volume-edges.
 */
public final class Entities {
  private static final String TIME_FORMAT = "yyyy-MM-dd'T'HH:mm:ss'Z'";
  private static final String COMMA = ",";

  private Entities() {}

  /** All entities, of earlier nights too. */
  public static Dataset<Row> build(Night night) {
    return known(night)
        .unionByName(ends(night))
        .unionByName(identities(night))
        .unionByName(inSnapshots(night))
        .groupBy("entity_type", "entity")
        .agg(
            latest(col("account"), col("last_time")).as("account"),
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            coalesce(bool_or(col("is_service")), lit(false)).as("is_service"),
            array_join(
                    array_sort(array_distinct(flatten(collect_set(col("principal_ids"))))), COMMA)
                .as("principal_id"),
            min("created_time").as("created_time"),
            creator(col("created_time"), col("created_by")).as("created_by"),
            max("deleted_time").as("deleted_time"),
            max("high_volume_day").as("high_volume_day"))
        .select(
            col("entity_type"),
            col("entity"),
            coalesce(ArnAccount.arnAccount(col("entity")), col("account")).as("account"),
            name().as("name"),
            attributes().as("attributes"),
            col("is_service"),
            col("first_time"),
            col("last_time"));
  }

  private static Dataset<Row> known(Night night) {
    Column attributes = col("attributes");
    return night
        .lake()
        .read(Table.ENTITIES)
        .select(
            col("entity_type"),
            col("entity"),
            col("account"),
            col("first_time"),
            col("last_time"),
            col("is_service"),
            split(attributes.getItem("principal_id"), COMMA).as("principal_ids"),
            to_timestamp(attributes.getItem("created_time")).as("created_time"),
            attributes.getItem("created_by").as("created_by"),
            to_timestamp(attributes.getItem("deleted_time")).as("deleted_time"),
            attributes.getItem("high_volume_day").cast("date").as("high_volume_day"));
  }

  /** Both ends of each edge of the night. */
  private static Dataset<Row> ends(Night night) {
    int highVolumeEdges = night.settings().graph().highVolumeEdges();
    Column isCreation = col("relation").equalTo(Relation.CREATED.label());
    Column from =
        end(
            "from",
            when(col("relation").equalTo(Relation.IN_ACCOUNT.label()), col("to_entity")),
            none("timestamp"),
            none("string"),
            none("timestamp"));
    Column to =
        end(
            "to",
            none("string"),
            when(isCreation, col("first_time")),
            when(isCreation, col("from_entity")),
            when(col("relation").equalTo(Relation.DELETED.label()), col("last_time")));
    return night
        .today(Table.EDGES)
        .select(col("day"), explode(array(from, to)).as("end"))
        .groupBy("day", "end.entity_type", "end.entity")
        .agg(
            latest(col("end.account"), col("end.last_time")).as("account"),
            min("end.first_time").as("first_time"),
            max("end.last_time").as("last_time"),
            min("end.created_time").as("created_time"),
            creator(col("end.created_time"), col("end.created_by")).as("created_by"),
            max("end.deleted_time").as("deleted_time"),
            when(count(lit(1)).gt(highVolumeEdges), col("day")).as("high_volume_day"))
        .drop("day")
        .withColumn("is_service", col("entity_type").equalTo(EntityType.AWS_SERVICE.name()))
        .withColumn("principal_ids", none("array<string>"));
  }

  private static Column end(
      String side, Column account, Column createdTime, Column createdBy, Column deletedTime) {
    return struct(
        col(side + "_type").as("entity_type"),
        col(side + "_entity").as("entity"),
        account.as("account"),
        col("first_time"),
        col("last_time"),
        createdTime.as("created_time"),
        createdBy.as("created_by"),
        deletedTime.as("deleted_time"));
  }

  /** What only calls tell of users and roles: their unique ids, and whether a service calls. */
  private static Dataset<Row> identities(Night night) {
    return night
        .today(Table.ACTIVITY)
        .filter(
            col("principal_type").isin("IAM_USER", "IAM_ROLE").and(col("principal").isNotNull()))
        .groupBy(col("principal_type").as("entity_type"), col("principal").as("entity"))
        .agg(
            min("first_time").as("first_time"),
            max("last_time").as("last_time"),
            collect_set("principal_id").as("principal_ids"))
        .withColumn("account", none("string"))
        .withColumn("is_service", col("entity").contains(":role/aws-service-role/"))
        .withColumn("created_time", none("timestamp"))
        .withColumn("created_by", none("string"))
        .withColumn("deleted_time", none("timestamp"))
        .withColumn("high_volume_day", none("date"));
  }

  /** What an IAM snapshot tells, also of those that were created before the first log. */
  private static Dataset<Row> inSnapshots(Night night) {
    return night
        .today(Table.IAM_IDENTITIES)
        .select(
            col("entity_type"),
            col("entity"),
            col("account"),
            col("snapshot_time").as("first_time"),
            col("snapshot_time").as("last_time"),
            col("entity").contains(":role/aws-service-role/").as("is_service"),
            array(col("principal_id")).as("principal_ids"),
            col("created_time"),
            none("string").as("created_by"),
            none("timestamp").as("deleted_time"),
            none("date").as("high_volume_day"));
  }

  /** The account that was told last: the name of a bucket that is deleted is free for others. */
  private static Column latest(Column account, Column time) {
    return max(when(account.isNotNull(), struct(time.as("time"), account.as("account"))))
        .getField("account");
  }

  /** Who the first creation was by, if anything tells: an IAM snapshot only knows its time. */
  private static Column creator(Column time, Column by) {
    return min(when(time.isNotNull(), struct(time.as("time"), by.isNull().as("none"), by.as("by"))))
        .getField("by");
  }

  private static Column none(String type) {
    return lit(null).cast(type);
  }

  /** What people call the entity: what stands behind the last slash or colon of an ARN. */
  private static Column name() {
    return when(
            col("entity_type").startsWith("KUBERNETES_"),
            regexp_extract(col("entity"), "([^/]*)$", 1))
        .when(Arns.isArn(col("entity")), regexp_extract(col("entity"), "([^/:]*)$", 1))
        .when(
            col("entity_type")
                .isin(EntityType.ROLE_SESSION.name(), EntityType.FEDERATED_USER.name()),
            regexp_extract(col("entity"), "([^:]*)$", 1))
        .otherwise(col("entity"));
  }

  private static Column attributes() {
    Column all =
        map(
            lit("principal_id"),
            when(col("principal_id").notEqual(""), col("principal_id")),
            lit("reused"),
            when(col("principal_id").contains(COMMA), "true"),
            lit("created_time"),
            date_format(col("created_time"), TIME_FORMAT),
            lit("created_by"),
            col("created_by"),
            lit("deleted_time"),
            date_format(col("deleted_time"), TIME_FORMAT),
            lit("high_volume_day"),
            col("high_volume_day").cast("string"));
    return map_filter(all, (key, value) -> value.isNotNull());
  }
}
