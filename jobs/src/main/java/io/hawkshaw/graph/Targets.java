package io.hawkshaw.graph;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.hawkshaw.lake.Arns;
import io.hawkshaw.lake.EntityType;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;

/**
 * What a call acted on, as an entity; and whether the call made or unmade it. Of a thing in
 * Kubernetes, {@code cluster_entity} is at hand.
 */
final class Targets {
  private static final String OF_KUBERNETES = "Kubernetes::";

  /** Types of CloudFormation whose entities have a type of their own, with how the id is made. */
  private static final Map<String, EntityType> TYPES =
      Map.ofEntries(
          Map.entry("AWS::IAM::Role", EntityType.IAM_ROLE),
          Map.entry("AWS::IAM::User", EntityType.IAM_USER),
          Map.entry("AWS::IAM::AccessKey", EntityType.ACCESS_KEY),
          Map.entry("AWS::EC2::Instance", EntityType.EC2_INSTANCE),
          Map.entry("AWS::S3::Bucket", EntityType.S3_BUCKET),
          Map.entry("AWS::Lambda::Function", EntityType.LAMBDA_FUNCTION),
          Map.entry("AWS::EKS::Cluster", EntityType.EKS_CLUSTER),
          Map.entry("AWS::ECS::Cluster", EntityType.ECS_CLUSTER),
          Map.entry("AWS::RDS::DBInstance", EntityType.RDS_INSTANCE),
          Map.entry("AWS::EC2::VPC", EntityType.VPC),
          Map.entry("AWS::EC2::NetworkInterface", EntityType.NETWORK_INTERFACE),
          Map.entry("AWS::EC2::SecurityGroup", EntityType.SECURITY_GROUP));

  private static final List<String> MAKING =
      List.of("Create", "Run", "Register", "Import", "Allocate", "Request");
  private static final List<String> UNMAKING =
      List.of("Delete", "Terminate", "Deregister", "Release", "Remove");

  private Targets() {}

  static Column type() {
    Column type =
        when(col("target_type").equalTo("Kubernetes::pods"), EntityType.KUBERNETES_POD.name())
            .when(
                col("target_type").startsWith(OF_KUBERNETES),
                EntityType.KUBERNETES_WORKLOAD.name());
    for (Map.Entry<String, EntityType> one : TYPES.entrySet()) {
      type = type.when(col("target_type").equalTo(one.getKey()), one.getValue().name());
    }
    return type.otherwise(when(col("target").isNotNull(), EntityType.AWS_RESOURCE.name()));
  }

  /** The id, in the form that findings use too. */
  static Column id() {
    Column name = col("target");
    return when(col("target_type").equalTo("Kubernetes::pods"), inCluster(name))
        .when(col("target_type").startsWith(OF_KUBERNETES), inCluster(workload()))
        .when(Arns.isArn(name), name)
        .when(is("AWS::Lambda::Function"), arn("lambda", "function:"))
        .when(is("AWS::EKS::Cluster"), arn("eks", "cluster/"))
        .when(is("AWS::ECS::Cluster"), arn("ecs", "cluster/"))
        .when(is("AWS::RDS::DBInstance"), arn("rds", "db:"))
        .when(is("AWS::EC2::VPC"), arn("ec2", "vpc/"))
        .when(is("AWS::EC2::NetworkInterface"), arn("ec2", "network-interface/"))
        .when(is("AWS::EC2::SecurityGroup"), arn("ec2", "security-group/"))
        .when(col("target_type").isin(TYPES.keySet().toArray()), name)
        .otherwise(
            concat_ws(
                "/",
                coalesce(col("target_type"), lit("AWS")),
                col("account"),
                col("region"),
                name));
  }

  /** The id of what has its name in the cluster of a call of the Kubernetes API. */
  static Column inCluster(Column name) {
    return Arns.inCluster(col("region"), col("account"), col("cluster"), name);
  }

  /** The namespace, the kind and the name. */
  private static Column workload() {
    Column kind = regexp_replace(col("target_type"), "^" + OF_KUBERNETES, "");
    return concat_ws(
        "/",
        when(col("target").contains("/"), regexp_extract(col("target"), "^(.*)/[^/]*$", 1)),
        kind,
        regexp_extract(col("target"), "([^/]*)$", 1));
  }

  private static Column is(String type) {
    return col("target_type").equalTo(type);
  }

  private static Column arn(String service, String before) {
    return Arns.of(service, col("region"), col("account"), concat(lit(before), col("target")));
  }

  /**
   * Whether the call made its target: CreateUser a user, RunInstances an instance; but
   * CreateLoginProfile changes a user.
   */
  static Column isCreated() {
    return isOf(MAKING, "create");
  }

  /** Whether the call unmade its target. */
  static Column isDeleted() {
    return isOf(UNMAKING, "delete");
  }

  /** Most calls are neither: they are known by their first letters, before any pattern is asked. */
  private static Column isOf(List<String> verbs, String verbOfKubernetes) {
    Column isVerb =
        verbs.stream()
            .map(verb -> col("operation").startsWith(verb))
            .reduce(Column::or)
            .orElseThrow();
    Column noun = regexp_replace(col("operation"), "^(" + String.join("|", verbs) + ")", "");
    Column kind = regexp_extract(col("target_type"), "([^:]*)$", 1);
    Column isOfKind = upper(noun).isin(upper(kind), concat(upper(kind), lit("S")));
    return coalesce(
        when(
                col("target_type").startsWith(OF_KUBERNETES),
                col("operation").equalTo(verbOfKubernetes))
            .otherwise(isVerb.and(isOfKind)),
        lit(false));
  }
}
