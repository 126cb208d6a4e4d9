package io.hawkshaw.investigation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.NearNames;
import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.UserError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Finds whom somebody asks about, and holds the window to what the lake knows. */
final class PrincipalSearch {
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
            .filter(col("entity").equalTo(given))
            .select("entity_type")
            .limit(1)
            .as(Encoders.STRING())
            .collectAsList();
    if (!others.isEmpty()) {
      throw UserError.noPrincipal(given, others.get(0));
    }
    throw UserError.unknownPrincipal(given, NearNames.of(principals, given));
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
    Row days = lake.read(Table.COVERAGE).agg(min("day"), max("day")).first();
    if (days.isNullAt(0)) {
      throw UserError.badScope("The lake holds no day yet");
    }
    LocalDate first = days.getDate(0).toLocalDate();
    LocalDate last = days.getDate(1).toLocalDate();
    boolean isBefore = !scope.end().isAfter(first.atStartOfDay().toInstant(ZoneOffset.UTC));
    boolean isAfter =
        !scope.start().isBefore(last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    if (isBefore || isAfter) {
      throw UserError.badScope(
          "The scope from %s to %s lies outside of the data, which is of %s to %s"
              .formatted(scope.start(), scope.end(), first, last));
    }
  }
}
