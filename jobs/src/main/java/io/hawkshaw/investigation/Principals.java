package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;

import org.apache.spark.sql.Column;

/** IAM users and roles, which alone can be investigated. */
final class Principals {
  static final String USER = "IAM_USER";
  static final String ROLE = "IAM_ROLE";

  private Principals() {}

  /** True for the type of an IAM user or role. */
  static Column isOne(String typeColumn) {
    return col(typeColumn).isin(USER, ROLE);
  }

  /**
   * The ARN without a path: findings name no path, and names are unique in their account whatever
   * the path: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
   */
  static Column key(Column arn) {
    return regexp_replace(arn, "^(arn:[^:]*:iam::[^:]*:(?:user|role)/).*/", "$1");
  }

  /** {@code user/ada} of the ARN of a user, {@code role/build} of that of a role. */
  static Column name(Column arn) {
    return regexp_replace(arn, "^arn:[^:]*:iam::[^:]*:(user|role)/(?:.*/)?", "$1/");
  }

  /** The account of an ARN. */
  static Column account(Column arn) {
    return regexp_extract(arn, "^arn:[^:]*:iam::([^:]*):", 1);
  }
}
