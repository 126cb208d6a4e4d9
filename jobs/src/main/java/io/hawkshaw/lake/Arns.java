package io.hawkshaw.lake;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/**
 * ARNs made of their parts.
 *
 * <p>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
public final class Arns {
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

  /** True for an id that is an ARN. */
  public static Column isArn(Column id) {
    return id.startsWith("arn:");
  }
}
