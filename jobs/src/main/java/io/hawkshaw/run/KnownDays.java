package io.hawkshaw.run;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.hawkshaw.lake.Lake;
import io.hawkshaw.lake.Table;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.spark.sql.Row;

/** The days that a lake knows anything of. */
public final class KnownDays {
  private KnownDays() {}

  /**
   * Refuses a window outside of them: that nothing is found there tells nothing.
   *
   * @throws UserError where no day of the lake is in it
   */
  public static void check(Lake lake, Scope scope) {
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
