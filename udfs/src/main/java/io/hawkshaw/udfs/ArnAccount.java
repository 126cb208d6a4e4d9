package io.hawkshaw.udfs;

import io.hawkshaw.udfs.SqlFunction.Manual;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Encoders;

/** The account that owns a resource, from its ARN. */
public final class ArnAccount {
  static final SqlFunction FUNCTION =
      SqlFunction.of(
          "arn_account",
          ArnAccount::of,
          Encoders.STRING(),
          new Manual(
              "(arn) - Returns the account of an ARN, or null when it names none or is no ARN.",
              "'arn:aws:iam::111122223333:user/alice'",
              "111122223333"));

  private ArnAccount() {}

  /** {@link #of(String)} of a column. */
  public static Column arnAccount(Column arn) {
    return FUNCTION.on(arn);
  }

  /**
   * Finds the account of an ARN. It is null for a resource that needs none to be unique ({@code
   * arn:aws:s3:::bucket}), and {@code aws} for what AWS itself owns ({@code
   * arn:aws:iam::aws:policy/ReadOnlyAccess}).
   */
  public static String of(String arn) {
    if (arn == null) {
      return null;
    }
    return Arn.parse(arn).map(Arn::account).filter(Predicate.not(String::isEmpty)).orElse(null);
  }
}
