package io.hawkshaw.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;

import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.NearNames;
import io.hawkshaw.run.UserError;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The entity that a profile is about, and which rows of the tables are its own.
 *
 * @param row its row in table entities
 */
record Subject(Row row) {
  /**
   * Finds an entity by its id, its name or its unique id.
   *
   * @param type name of its type, or null
   * @throws UserError where there is none, or several of one name
   */
  static Subject find(Lake lake, String given, String type) {
    Dataset<Row> all = EntitySearch.of(lake, type, null);
    List<Row> same = all.filter(col("entity").equalTo(given)).collectAsList();
    if (same.isEmpty()) {
      String small = given.toLowerCase(Locale.ROOT);
      same =
          all.filter(
                  lower(col("entity"))
                      .equalTo(small)
                      .or(lower(col("name")).equalTo(small))
                      .or(lower(col("attributes").getItem("principal_id")).equalTo(small)))
              .limit(20)
              .collectAsList();
    }
    if (same.isEmpty()) {
      throw UserError.unknownEntity(given, NearNames.of(all, given));
    }
    if (same.size() > 1) {
      throw UserError.ambiguousEntity(
          given, same.stream().map(row -> row.getString(0) + " " + row.getString(1)).toList());
    }
    return new Subject(same.get(0));
  }

  EntityType type() {
    return EntityType.valueOf(row.getAs("entity_type"));
  }

  String id() {
    return row.getAs("entity");
  }

  private String name() {
    return row.getAs("name");
  }

  Instant lastTime() {
    return row.<java.sql.Timestamp>getAs("last_time").toInstant();
  }

  /** When it was created, as far as the logs tell. */
  Optional<Instant> createdTime() {
    int attributes = row.fieldIndex("attributes");
    return row.isNullAt(attributes)
        ? Optional.empty()
        : Optional.ofNullable(row.<String, String>getJavaMap(attributes).get("created_time"))
            .map(Instant::parse);
  }

  /** True for the calls that it made, or that were made from or with it. */
  Column called() {
    return switch (type()) {
      case IP_ADDRESS -> col("ip").equalTo(id());
      case USER_AGENT -> col("user_agent").equalTo(id());
      case ACCESS_KEY -> col("access_key").equalTo(id());
      case ROLE_SESSION -> concat(col("principal_id"), lit(":"), col("session")).equalTo(id());
      case EC2_INSTANCE -> col("session").equalTo(id());
      case AWS_ACCOUNT -> col("account").equalTo(id());
      case KUBERNETES_SUBJECT ->
          col("service")
              .equalTo("kubernetes")
              .and(
                  Arns.inCluster(col("region"), col("account"), col("cluster"), col("principal"))
                      .equalTo(id()));
      case ASO -> col("aso").equalTo(id());
      default -> col("principal").equalTo(id());
    };
  }

  /** True for the calls that acted on it. */
  Column actedOn() {
    return switch (type()) {
      case EKS_CLUSTER -> col("cluster").equalTo(name()).or(col("target").isin(id(), name()));
      case KUBERNETES_POD, KUBERNETES_WORKLOAD ->
          col("service").equalTo("kubernetes").and(lit(id()).endsWith(col("target")));
      case AWS_RESOURCE -> col("target").equalTo(id().substring(id().lastIndexOf('/') + 1));
      case IP_ADDRESS, USER_AGENT, AWS_ACCOUNT, ASO -> lit(false);
      default -> col("target").isin(id(), name());
    };
  }

  /** True for the flows that it took part in. */
  Column flowed() {
    return switch (type()) {
      case IP_ADDRESS -> col("ip").equalTo(id()).or(col("local_ip").equalTo(id()));
      case EC2_INSTANCE -> col("instance").equalTo(id());
      case ECS_TASK -> col("ecs_task").equalTo(id());
      case ECS_CLUSTER -> col("ecs_cluster").equalTo(name());
      case NETWORK_INTERFACE -> col("interface").isin(id(), name());
      case VPC -> col("vpc").isin(id(), name());
      case AWS_ACCOUNT -> col("account").equalTo(id());
      case ASO -> col("aso").equalTo(id());
      default -> lit(false);
    };
  }

  /** True for the names that it asked for, or the queries for it. */
  Column asked() {
    return switch (type()) {
      case IP_ADDRESS -> col("local_ip").equalTo(id());
      case EC2_INSTANCE -> col("instance").equalTo(id());
      case DOMAIN -> col("domain").equalTo(id()).or(col("name").equalTo(id()));
      case VPC -> col("vpc").isin(id(), name());
      case AWS_ACCOUNT -> col("account").equalTo(id());
      default -> lit(false);
    };
  }

  /** True for the findings that involve it. */
  Column isFound() {
    return col("finding")
        .equalTo(id())
        .or(exists(col("entities"), entity -> entity.getField("entity").equalTo(id())));
  }
}
