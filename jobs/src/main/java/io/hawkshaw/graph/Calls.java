package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.graph.Link.End;
import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import io.hawkshaw.udfs.ArnAccount;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The edges of API calls, of AWS and of Kubernetes: rows of table activity. */
final class Calls {
  private static final String INSTANCE_ID = "^i-[0-9a-f]{8,17}$";

  private static final Column IS_KUBERNETES = col("service").equalTo("kubernetes");
  private static final Column IS_DONE = col("outcome").equalTo("success");
  private static final Column IS_OF_SESSION = col("session_entity").isNotNull();
  private static final Column IS_ASSUMPTION = col("is_assumption");
  private static final Column IS_CREATED = col("is_created");
  private static final Column IS_DELETED = col("is_deleted");
  private static final Column IS_NEW_KEY = col("operation").equalTo("CreateAccessKey");

  /** What is no creation, deletion or assumption, which have edges of their own. */
  private static final Column IS_PLAIN =
      not(IS_ASSUMPTION.or(IS_CREATED).or(IS_DELETED).or(IS_NEW_KEY));

  private static final End ADDRESS = End.of(EntityType.IP_ADDRESS, col("ip"));
  private static final End AGENT = End.of(EntityType.USER_AGENT, col("user_agent"));
  private static final End KEY = End.of(EntityType.ACCESS_KEY, col("access_key"));
  private static final End ISSUED_KEY = End.of(EntityType.ACCESS_KEY, col("issued_key"));
  private static final End CLUSTER = End.of(EntityType.EKS_CLUSTER, col("cluster_entity"));
  private static final End SUBJECT = End.of(EntityType.KUBERNETES_SUBJECT, col("caller"));
  private static final End ACCOUNT = End.of(EntityType.AWS_ACCOUNT, col("caller_account"));
  private static final End ROLE = End.of(EntityType.IAM_ROLE, col("principal"));
  private static final End ASSUMED_ROLE = End.of(EntityType.IAM_ROLE, col("target"));
  private static final End FUNCTION = End.of(EntityType.LAMBDA_FUNCTION, col("function_entity"));
  private static final End STARTED = End.of(EntityType.ROLE_SESSION, col("issued_session"));
  private static final End SESSION = End.of(EntityType.ROLE_SESSION, col("session_entity"));

  /** The credentials of an instance profile are used under the id of the instance. */
  private static final End INSTANCE =
      End.of(
          EntityType.EC2_INSTANCE,
          when(
              col("session").startsWith("i-").and(col("session").rlike(INSTANCE_ID)),
              col("session")));

  /** Who called: the subject in Kubernetes, the identity in AWS. */
  private static final End CALLER = new End(col("caller_type"), col("caller"));

  /** The session that called, or who called without one. */
  private static final End ACTOR =
      new End(
          when(IS_OF_SESSION, SESSION.type()).otherwise(col("caller_type")),
          coalesce(col("session_entity"), col("caller")));

  private static final End BUCKET_OWNER = End.of(EntityType.AWS_ACCOUNT, col("bucket_owner"));
  private static final End TARGET = new End(col("target_entity_type"), col("target_entity"));

  /** The IAM identity behind a Kubernetes subject. */
  private static final End BEHIND =
      new End(
          when(col("source_identity").contains(":user/"), EntityType.IAM_USER.name())
              .otherwise(EntityType.IAM_ROLE.name()),
          col("source_identity"));

  /** One line for each kind of edge. */
  private static final List<Link> LINKS =
      List.of(
          Link.of(CALLER, Relation.USED_IP, ADDRESS),
          Link.of(CALLER, Relation.USED_AGENT, AGENT),
          Link.of(ADDRESS, Relation.USED_AGENT, AGENT),
          Link.of(ACTOR, Relation.USED_KEY, KEY),
          Link.of(CALLER, Relation.IN_ACCOUNT, ACCOUNT),
          Link.of(SESSION, Relation.IN_ACCOUNT, ACCOUNT),
          Link.of(TARGET, Relation.IN_ACCOUNT, BUCKET_OWNER),
          Link.of(SESSION, Relation.ASSUMED, ROLE),
          Link.of(INSTANCE, Relation.STARTED_SESSION, SESSION),
          Link.of(INSTANCE, Relation.ASSUMED, ROLE).where(IS_OF_SESSION),
          Link.of(CALLER, Relation.ASSUMED, ASSUMED_ROLE).where(IS_ASSUMPTION),
          Link.of(FUNCTION, Relation.ASSUMED, ASSUMED_ROLE),
          Link.of(FUNCTION, Relation.STARTED_SESSION, STARTED),
          Link.of(ACTOR, Relation.STARTED_SESSION, STARTED),
          Link.of(STARTED, Relation.USED_KEY, ISSUED_KEY),
          Link.of(ACTOR, Relation.CREATED, ISSUED_KEY).where(STARTED.id().isNull()),
          Link.of(ISSUED_KEY, Relation.ASSIGNED_TO, TARGET).where(IS_NEW_KEY),
          Link.of(CALLER, Relation.CREATED, TARGET).where(IS_CREATED.and(IS_DONE)),
          Link.of(CALLER, Relation.DELETED, TARGET).where(IS_DELETED.and(IS_DONE)),
          Link.of(CALLER, Relation.ACTED_ON, TARGET)
              .where(IS_CREATED.or(IS_DELETED).and(not(IS_DONE))),
          Link.of(CALLER, Relation.CHANGED, TARGET).where(IS_PLAIN.and(not(col("is_read")))),
          Link.of(CALLER, Relation.ACCESSED, TARGET).where(IS_PLAIN.and(col("is_read"))),
          Link.of(SUBJECT, Relation.ACTED_ON, CLUSTER).where(IS_KUBERNETES),
          Link.of(TARGET, Relation.IN_CLUSTER, CLUSTER).where(IS_KUBERNETES),
          Link.of(BEHIND, Relation.AUTHENTICATED_AS, SUBJECT).where(IS_KUBERNETES));

  private Calls() {}

  /** The calls with the entities that they name, each made once for all edges. */
  static Dataset<Row> named(Dataset<Row> calls) {
    Column isAssumption =
        col("service")
            .equalTo("sts.amazonaws.com")
            .and(col("operation").startsWith("AssumeRole"))
            .and(col("target_type").equalTo("AWS::IAM::Role"));
    return calls
        .withColumn("bucket_owner", bucketOwner())
        .withColumn(
            "cluster_entity", Arns.eksCluster(col("region"), col("account"), col("cluster")))
        .withColumns(
            Map.of(
                "caller_type", callerType(),
                "caller",
                    when(IS_KUBERNETES, Targets.inCluster(col("principal")))
                        .otherwise(col("principal")),
                "caller_account", ArnAccount.arnAccount(col("principal")),
                "session_entity", session(),
                "function_entity", function(isAssumption),
                "is_assumption", coalesce(isAssumption, lit(false)),
                "is_created", Targets.isCreated(),
                "is_deleted", Targets.isDeleted(),
                "target_entity_type", Targets.type(),
                "target_entity", Targets.id()));
  }

  /** All edges of a call with its entities. */
  static List<Column> edges() {
    return Stream.concat(LINKS.stream().map(Link::edge), Stream.of(ofFurtherInstances())).toList();
  }

  /** One call may start or stop many instances, of which the target is the first. */
  private static Column ofFurtherInstances() {
    Column ids = split(concat_ws(",", col("target_samples")), lit(","));
    Column further = filter(ids, id -> id.rlike(INSTANCE_ID).and(id.notEqual(col("target"))));
    Column relation =
        when(IS_CREATED, Relation.CREATED.label())
            .when(IS_DELETED, Relation.DELETED.label())
            .otherwise(Relation.CHANGED.label());
    return when(
        IS_DONE.and(col("target_type").equalTo("AWS::EC2::Instance")).and(not(col("is_read"))),
        transform(further, id -> Link.edge(CALLER, relation, End.of(EntityType.EC2_INSTANCE, id))));
  }

  private static Column callerType() {
    return when(IS_KUBERNETES, EntityType.KUBERNETES_SUBJECT.name())
        .when(
            col("principal_type").isin("SAML_USER", "WEB_IDENTITY_USER"),
            EntityType.FEDERATED_USER.name())
        .when(col("principal_type").notEqual("UNKNOWN"), col("principal_type"));
  }

  private static Column session() {
    return when(
        col("principal_type").equalTo("IAM_ROLE"),
        concat(col("principal_id"), lit(":"), col("session")));
  }

  /**
   * The account of the bucket that was acted on: what the record tells; or the account of a
   * CreateBucket, which no other account can have made. Else it is not known: many write into
   * buckets of others.
   */
  private static Column bucketOwner() {
    Column isMade =
        col("target_type")
            .equalTo("AWS::S3::Bucket")
            .and(col("service").equalTo("s3.amazonaws.com"))
            .and(col("operation").equalTo("CreateBucket"))
            .and(IS_DONE);
    return coalesce(col("target_account"), when(isMade, col("account")));
  }

  /** Lambda takes a function's role under the function's name. */
  private static Column function(Column isAssumption) {
    Column name = regexp_extract(col("issued_session"), ":(.*)$", 1);
    return when(
        isAssumption.and(col("principal").equalTo("lambda.amazonaws.com")),
        Arns.of("lambda", col("region"), col("account"), concat(lit("function:"), name)));
  }
}
