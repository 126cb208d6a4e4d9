package io.hawkshaw.group;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.right;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_timestamp;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Role;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.GroupSettings;
import io.hawkshaw.run.Night;
import io.hawkshaw.udfs.IpInCidr;
import java.sql.Date;
import java.util.EnumSet;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * The entities through which facts may be linked: those that they name and that are nobody's
 * surroundings, and those that stand behind them by the edges of the graph: the role that a user
 * assumed, the instance that has an address, the user that a role created.
 */
final class SharedEntities {
  /** How far back it is looked for who used an address, and for what somebody did before. */
  private static final int HABIT_DAYS = 14;

  private static final long HOUR = 3600;

  /** Types of which one thing alone is meant, or few. */
  private static final Set<EntityType> LINKING =
      EnumSet.of(
          EntityType.IAM_ROLE,
          EntityType.IAM_USER,
          EntityType.ROLE_SESSION,
          EntityType.FEDERATED_USER,
          EntityType.ROOT,
          EntityType.ACCESS_KEY,
          EntityType.IDENTITY_CENTER_USER,
          EntityType.DIRECTORY_USER,
          EntityType.EC2_INSTANCE,
          EntityType.IP_ADDRESS,
          EntityType.S3_BUCKET,
          EntityType.EKS_CLUSTER,
          EntityType.KUBERNETES_POD,
          EntityType.KUBERNETES_WORKLOAD,
          EntityType.KUBERNETES_SUBJECT,
          EntityType.CONTAINER,
          EntityType.CONTAINER_IMAGE,
          EntityType.ECS_CLUSTER,
          EntityType.ECS_TASK,
          EntityType.LAMBDA_FUNCTION,
          EntityType.RDS_INSTANCE,
          EntityType.DOMAIN,
          EntityType.USER_AGENT,
          EntityType.AWS_RESOURCE,
          EntityType.PROCESS,
          EntityType.FILE_HASH,
          EntityType.SNAPSHOT,
          EntityType.SECURITY_GROUP);

  private SharedEntities() {}

  /** True for entities of a type through which facts may be linked. */
  static Column links(Column type) {
    return type.isin(LINKING.stream().map(EntityType::name).toArray());
  }

  /**
   * The facts with a column {@code shared}: type, id, whether it is the resource's own, and how it
   * stands behind an entity that is named; some twice. Spark would compare each with each to keep
   * one, and a fact can name thousands.
   */
  static Dataset<Row> of(Night night, Dataset<Row> facts) {
    GroupSettings settings = night.settings().groups();
    Dataset<Row> ends =
        facts
            .select(
                col("member"),
                col("day"),
                col("account"),
                col("first_time"),
                col("last_time"),
                explode(col("entities")).as("named"))
            .select(
                "member",
                "day",
                "account",
                "first_time",
                "last_time",
                "named.entity_type",
                "named.entity");
    Dataset<Row> notes =
        ends.join(
                deeds(night).unionByName(commonWaysOut(night), true),
                col("entity_type")
                    .equalTo(col("from_type"))
                    .and(col("entity").equalTo(col("from_entity")))
                    .and(isNearby().or(col("common").and(col("day").equalTo(col("edge_day"))))),
                "inner")
            .groupBy(col("member").as("noted"), col("day").as("noted_day"))
            .agg(
                sort_array(collect_set(when(col("to_entity").isNotNull(), behind()))).as("behind"),
                collect_set(when(col("common"), col("entity"))).as("common"));
    Column named =
        transform(
            filter(
                col("entities"),
                entity ->
                    links(entity.getField("entity_type"))
                        .and(entity.getField("entity").isNotNull())
                        .and(not(isCommon(entity.getField("entity"), settings)))),
            entity ->
                shared(
                    entity.getField("entity_type"),
                    entity.getField("entity"),
                    entity.getField("role").equalTo(Role.TARGET.name()),
                    lit(null).cast("string")));
    return facts
        .join(
            notes,
            col("member").equalTo(col("noted")).and(col("day").equalTo(col("noted_day"))),
            "left") // Few facts have any.
        .withColumn("shared", concat(named, ofTasks(), coalesce(col("behind"), array())))
        .drop("behind", "common", "noted", "noted_day");
  }

  /**
   * ECS takes the role of a task in a session that is called as the task itself, so that the end of
   * its ARN tells whose the session is.
   */
  private static Column ofTasks() {
    return transform(
        filter(
            col("entities"),
            entity ->
                entity
                    .getField("entity_type")
                    .isin("ECS_TASK", "ROLE_SESSION")
                    .and(entity.getField("entity").rlike("[/:][0-9a-f]{32}$"))),
        entity ->
            shared(
                lit("ECS_TASK"),
                right(entity.getField("entity"), lit(32)),
                lit(false),
                lit(null).cast("string")));
  }

  private static Column isCommon(Column entity, GroupSettings settings) {
    Column isCommon = coalesce(array_contains(col("common"), entity), lit(false));
    for (String given : settings.sharedAddresses()) {
      Column isGiven =
          given.contains("/") ? IpInCidr.ipInCidr(entity, lit(given)) : entity.equalTo(given);
      isCommon = isCommon.or(coalesce(isGiven, lit(false)));
    }
    return isCommon;
  }

  private static Column shared(Column type, Column id, Column isOwn, Column via) {
    return struct(type.as("type"), id.as("id"), isOwn.as("is_own"), via.as("via"));
  }

  private static Column behind() {
    return shared(col("to_type"), col("to_entity"), lit(false), col("via"));
  }

  /** True for an edge within reach of a fact. */
  private static Column isNearby() {
    Column after = unix_timestamp(col("edge_first")).minus(unix_timestamp(col("last_time")));
    Column before = unix_timestamp(col("first_time")).minus(unix_timestamp(col("edge_last")));
    // The same private address in two accounts is two machines; one of the internet has none.
    Column isSameMachine =
        col("from_type")
            .notEqual("IP_ADDRESS")
            .or(col("account").isNull())
            .or(col("account").equalTo(col("edge_account")));
    return after
        .leq(col("reach"))
        .and(before.leq(col("reach")))
        .and(col("edge_day").leq(col("day")))
        .and(isSameMachine);
  }

  /**
   * Edges with how far they reach in time. What a principal does again and again tells of others
   * only at that hour; what it had not done in the days before the window, as long as the window.
   */
  private static Dataset<Row> deeds(Night night) {
    GroupSettings settings = night.settings().groups();
    Column isStructure =
        col("relation").isin("started_session", "created", "in_cluster", "assigned_to");
    WindowSpec before =
        Window.partitionBy("from_type", "from_entity", "relation", "to_type", "to_entity")
            .orderBy(unix_date(col("day")))
            .rangeBetween(-HABIT_DAYS - settings.windowDays(), -settings.windowDays() - 1L);
    Column isOfInstance = col("from_type").equalTo("EC2_INSTANCE");
    Column isHabit = not(isStructure.or(isOfInstance)).and(col("habit").gt(0));
    Column lasted = unix_timestamp(col("edge_last")).minus(unix_timestamp(col("edge_first")));
    return night
        .history(Table.EDGES, HABIT_DAYS + 2 * settings.windowDays())
        .filter(
            isStructure
                .or(col("relation").isin("assumed", "changed"))
                .and(links(col("from_type")))
                .and(links(col("to_type")))
                .and(col("events").gt(col("failures"))))
        .groupBy("day", "account", "from_type", "from_entity", "relation", "to_type", "to_entity")
        .agg(min("first_time").as("edge_first"), max("last_time").as("edge_last"))
        .withColumn("habit", count(lit(1)).over(before))
        .filter(not(isHabit).or(lasted.leq(HOUR)))
        .select(
            col("day").as("edge_day"),
            col("account").as("edge_account"),
            col("from_type"),
            col("from_entity"),
            col("to_type"),
            col("to_entity"),
            col("edge_first"),
            col("edge_last"),
            when(isHabit, HOUR).otherwise(settings.windowHours() * HOUR).as("reach"),
            Deeds.sentence().as("via"));
  }

  /**
   * Addresses and agents that many principals used on days before the window of the fact: what came
   * with an intruder is new, what everybody comes through is not.
   */
  private static Dataset<Row> commonWaysOut(Night night) {
    GroupSettings settings = night.settings().groups();
    int window = settings.windowDays();
    Column day = col("day");
    Column firstFact =
        greatest(date_add(day, window), lit(Date.valueOf(night.days().first().minusDays(window))));
    Column lastFact =
        least(date_add(day, window + HABIT_DAYS), lit(Date.valueOf(night.days().last())));
    return night
        .history(Table.EDGES, HABIT_DAYS + 2 * window)
        .filter(
            col("relation")
                .isin("used_ip", "used_agent")
                .and(col("from_type").notEqual("IP_ADDRESS"))
                .and(firstFact.leq(lastFact)))
        .select(
            explode(sequence(firstFact, lastFact)).as("edge_day"),
            col("to_type"),
            col("to_entity"),
            col("from_entity"))
        .groupBy(col("edge_day"), col("to_type").as("from_type"), col("to_entity").as("used"))
        .agg(countDistinct("from_entity").as("users"))
        .filter(col("users").geq(settings.sharedAddressPrincipals()))
        .select(
            col("edge_day"),
            col("from_type"),
            col("used").as("from_entity"),
            lit(true).as("common"));
  }
}
