package io.hawkshaw.lake;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * ARNs made of their parts.
 *
 * <p>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
public final class Arns {
  private static final Pattern CLUSTER = Pattern.compile("^(arn:[^/]*|[0-9]{12})/[^/]*/");

  private Arns() {}

  /** {@code arn:partition:service:region:account:resource}; null where a part is. */
  public static Column of(String service, Column region, Column account, Column resource) {
    Column partition =
        when(region.startsWith("cn-"), "aws-cn")
            .when(region.startsWith("us-gov-"), "aws-us-gov")
            .otherwise("aws");
    return concat(
        lit("arn:"),
        partition,
        lit(":" + service + ":"),
        region,
        lit(":"),
        account,
        lit(":"),
        resource);
  }

  /** The ARN of an EKS cluster; null where a part is. */
  public static Column eksCluster(Column region, Column account, Column name) {
    return of("eks", region, account, concat(lit("cluster/"), name));
  }

  /**
   * What is named in a Kubernetes cluster: {@code cluster/name} with the cluster's ARN, or {@code
   * account/region/name} where the log does not tell the cluster. Names are unique in one cluster
   * only: every cluster has a {@code system:anonymous}.
   *
   * @param cluster the cluster's name, or null
   */
  public static Column inCluster(Column region, Column account, Column cluster, Column name) {
    Column unknown = concat_ws("/", account, region);
    return when(
        name.isNotNull(),
        concat_ws("/", coalesce(eksCluster(region, account, cluster), unknown), name));
  }

  /** What stands behind the cluster in an id that {@link #inCluster} made. */
  public static String nameInCluster(String id) {
    return CLUSTER.matcher(id).replaceFirst("");
  }

  /** True for an id that is an ARN. */
  public static Column isArn(Column id) {
    return id.startsWith("arn:");
  }
}
