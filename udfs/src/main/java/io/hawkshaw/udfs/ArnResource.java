package io.hawkshaw.udfs;

import io.hawkshaw.udfs.SqlFunction.Manual;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;

/** The resource within its service and account, from its ARN. */
public final class ArnResource {
  static final SqlFunction FUNCTION =
      SqlFunction.of(
          "arn_resource",
          ArnResource::of,
          Encoders.STRING(),
          new Manual(
              "(arn) - Returns the resource part of an ARN, or null when it is no ARN.",
              "'arn:aws:iam::111122223333:user/alice'",
              "user/alice"));

  private ArnResource() {}

  /** {@link #of(String)} of a column. */
  public static Column arnResource(Column arn) {
    return FUNCTION.on(arn);
  }

  /** Finds all that follows the account, whether the service separates it by slash or by colon. */
  public static String of(String arn) {
    if (arn == null) {
      return null;
    }
    return Arn.parse(arn).map(Arn::resource).orElse(null);
  }
}
