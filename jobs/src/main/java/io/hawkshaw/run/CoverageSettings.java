package io.hawkshaw.run;

/**
 * What counts as late or missing.
 *
 * @param lateAfterHours a record delivered longer than this after its time is late: 24; what comes
 *     within a day is there when its night is built
 * @param expectDays a source that sent anything in so many days before is missed when it sends
 *     nothing: 7, so that a weekend without work is no alarm
 */
public record CoverageSettings(Integer lateAfterHours, Integer expectDays) {
  static final CoverageSettings DEFAULTS = new CoverageSettings(null, null);

  public CoverageSettings {
    lateAfterHours = lateAfterHours == null ? 24 : lateAfterHours;
    expectDays = expectDays == null ? 7 : expectDays;
    Settings.check(
        lateAfterHours > 0, "coverage.late-after-hours", lateAfterHours, "it must be above 0");
    Settings.check(expectDays >= 0, "coverage.expect-days", expectDays, "it must be 0 or more");
  }
}
