package io.hawkshaw;

import io.hawkshaw.investigation.OnDemand;
import io.hawkshaw.lake.Lake;
import io.hawkshaw.report.Conduct;
import io.hawkshaw.report.InvestigationFiles;
import io.hawkshaw.run.PrincipalRows;
import io.hawkshaw.run.Scope;
import io.hawkshaw.run.Settings;
import io.hawkshaw.run.Together;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * An investigation that somebody asks for.
 *
 * @param found what was found
 * @param files where it was written, the page last
 */
record Inquiry(OnDemand found, List<Path> files) {
  /**
   * Examines an IAM user or role and writes what was found.
   *
   * @param folder folder to write to
   * @throws io.hawkshaw.run.UserError where nobody has the ARN, the lake knows nothing of the
   *     window, or the files cannot be written
   */
  static Inquiry of(Lake lake, String arn, Scope scope, Settings settings, Path folder) {
    Instant now = Instant.now();
    Upheld upheld = new Upheld(settings, now);
    try (PrincipalRows rows = OnDemand.principal(lake, arn, scope, now)) {
      // Both are planning more than data: side by side they keep the cores busy.
      return Together.both(
          () -> Conduct.of(lake, rows),
          () -> OnDemand.of(rows, settings.investigations(), upheld, now),
          (conduct, found) ->
              new Inquiry(
                  found,
                  InvestigationFiles.write(
                      lake, found.investigation(), found.indicators(), conduct, folder)));
    }
  }
}
