package io.hawkshaw;

import io.hawkshaw.lake.Table;
import io.hawkshaw.run.Progress;
import io.hawkshaw.run.Settings;
import java.time.Instant;
import java.util.Set;

/** Nights that build what is made of raw data, for tests that are about nothing else. */
final class Rollups {
  private static final Set<Table> TABLES =
      Set.of(
          Table.ACTIVITY,
          Table.TRAFFIC,
          Table.DNS_QUERIES,
          Table.FINDINGS,
          Table.REJECTS,
          Table.COVERAGE,
          Table.FILES);

  private Rollups() {}

  static NightShift shift(Settings settings, Instant started) {
    return new NightShift(settings, started, Progress.SILENT).only(TABLES);
  }
}
