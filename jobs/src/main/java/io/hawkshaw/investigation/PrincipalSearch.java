package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.NearNames;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.KnownDays;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.UserError;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Finds whom somebody asks about, and holds the window to what the lake knows. */
final class PrincipalSearch {
  private static final Pattern PRINCIPAL = Pattern.compile("^arn:[^:]*:iam::[^:]*:(user|role)/");

  /** A session of a role; whoever has its ARN means the role. */
  private static final Pattern SESSION =
      Pattern.compile("^(arn:[^:]*:)sts(::[^:]*:)assumed-role/([^/]*).*$");

  private PrincipalSearch() {}

  /**
   * The row of table entities of an IAM user or role.
   *
   * @param given its ARN, with or without its path
   * @throws UserError where it is no ARN of a user or role, or nobody has it
   */
  static Row find(Lake lake, String given) {
    Dataset<Row> entities = lake.read(Table.ENTITIES);
    Dataset<Row> principals = entities.filter(Principals.isOne("entity_type"));
    List<Row> same =
        principals
            .filter(Principals.key(col("entity")).equalTo(Principals.key(lit(given))))
            .orderBy(col("entity").equalTo(given).desc(), col("entity"))
            .limit(1)
            .collectAsList();
    if (!same.isEmpty()) {
      return same.get(0);
    }
    List<String> others =
        entities
            .filter(col("entity").isin(given, resource(given)))
            .select("entity_type")
            .limit(1)
            .as(Encoders.STRING())
            .collectAsList();
    if (!others.isEmpty()) {
      throw UserError.noPrincipal(given, others.get(0));
    }
    String meant = SESSION.matcher(given).replaceFirst("$1iam$2role/$3");
    List<String> near = NearNames.of(principals, meant);
    throw given.startsWith("arn:") && !PRINCIPAL.matcher(given).find()
        ? UserError.noPrincipalArn(given, near)
        : UserError.unknownPrincipal(given, near);
  }

  /** What the ARN names without its partition, service and account: buckets are known by that. */
  private static String resource(String arn) {
    return arn.replaceFirst("^arn:[^:]*:[^:]*:[^:]*:[^:]*:", "");
  }

  /**
   * Refuses a window of which the lake knows nothing.
   *
   * @param now the time of the question
   * @throws UserError where it begins in the future, or lies outside of the days of the lake
   */
  static void check(Lake lake, Scope scope, Instant now) {
    if (!scope.start().isBefore(now)) {
      throw UserError.badScope("The scope begins at " + scope.start() + ", in the future");
    }
    KnownDays.check(lake, scope);
  }
}
